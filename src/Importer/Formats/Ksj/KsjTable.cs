using System.Text.Json;
using System.Text.RegularExpressions;

namespace Gis.Importer.Formats.Ksj;

/// <summary>One data set of 国土数値情報: what its attribute codes (<c>P04_002</c>) mean. Source: the format descriptions of each data set; kept in <c>ksj.json</c>.</summary>
/// <param name="Title">Name of the data set.</param>
/// <param name="Kind">Kind it stands for.</param>
/// <param name="Columns">Titles by the number behind the code of the set.</param>
/// <param name="Codes">Words for values by that number; null when the values speak for themselves.</param>
internal sealed record KsjSet(
    string Title, string Kind, IReadOnlyDictionary<string, string> Columns, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Codes = null);

/// <summary>Knows the data sets of 国土数値情報 by their names and attribute codes.</summary>
internal static partial class KsjTable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Lazy<IReadOnlyDictionary<string, KsjSet>> Sets = new(Load);

    /// <summary>The data set that a column belongs to, with its code; null when the column's name is none of an attribute.</summary>
    /// <param name="name">Name of the dataset or file, which tells the edition (<c>P29-13</c>).</param>
    /// <param name="columns">Names of the columns.</param>
    public static (KsjSet Set, string Code, string Column)? Find(string name, IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            if (Attribute().Match(column) is { Success: true } match && SetOf(name, match.Groups["set"].Value) is { } set)
                return (set, match.Groups["set"].Value, column);
        }

        return null;
    }

    /// <summary>Columns with their titles and the words for their values; all other columns unchanged.</summary>
    public static IReadOnlyList<SourceField> Describe(string name, IReadOnlyList<SourceField> fields)
    {
        if (!fields.Any(f => Attribute().IsMatch(f.Name)))
            return fields;
        return fields.Select(f => Attribute().Match(f.Name) is { Success: true } match && SetOf(name, match.Groups["set"].Value) is { } set ? Described(f, set, match.Groups["number"].Value) : f).ToList();
    }

    private static SourceField Described(SourceField field, KsjSet set, string number) => field with
    {
        Title = field.Title ?? set.Columns.GetValueOrDefault(number),
        Codes = field.Codes ?? set.Codes?.GetValueOrDefault(number),
    };

    // The first editions of some sets number their columns otherwise.
    internal static KsjSet? SetOf(string name, string code)
    {
        var edition = Edition().Match(name) is { Success: true } match ? match.Groups[1].Value : "";
        return Sets.Value.GetValueOrDefault($"{code}-{edition}") ?? Sets.Value.GetValueOrDefault(code) ?? Sets.Value.GetValueOrDefault(code[..3]);
    }

    private static Dictionary<string, KsjSet> Load()
    {
        using var stream = typeof(KsjTable).Assembly.GetManifestResourceStream("ksj.json")!;
        var sets = JsonSerializer.Deserialize<Dictionary<string, KsjSet>>(stream, Json)!;
        return new Dictionary<string, KsjSet>(sets, StringComparer.OrdinalIgnoreCase);
    }

    [GeneratedRegex("^(?<set>[A-Z][0-9]{2}(?:[a-z][0-9]?)?)[_-](?<number>[0-9]{3})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex("^[A-Z][0-9]{2}[a-z]?[0-9]?-([0-9]{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Edition();
}
