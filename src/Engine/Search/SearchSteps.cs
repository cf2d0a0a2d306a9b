using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Engine.Search;

/// <summary>One statement of the search.</summary>
internal enum SearchStep
{
    /// <summary>Names that are so or begin so.</summary>
    Prefix,

    /// <summary>Names in which a number stands alone.</summary>
    Number,

    /// <summary>Names that hold the words as they are.</summary>
    Whole,

    /// <summary>Names of small layers that hold all parts.</summary>
    SmallInfix,

    /// <summary>Names that hold all parts.</summary>
    Infix,
}

/// <summary>A row of the index.</summary>
internal sealed record SearchRow(string Layer, long Fid, string Label, string? Detail, string Norm, double? Lon, double? Lat)
{
    /// <summary>Reads the row that a statement of <see cref="SearchSql"/> gives.</summary>
    public static SearchRow Read(NpgsqlDataReader reader)
    {
        double? At(int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
        return new SearchRow(
            reader.GetString(0), reader.GetInt64(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetString(4), At(5), At(6));
    }
}

/// <summary>Runs single statements of the search.</summary>
internal static partial class SearchSteps
{
    private const int MostParts = 5;

    /// <summary>The steps that words may need, best first.</summary>
    /// <param name="words">What the visitor typed.</param>
    /// <param name="anyFound">Whether the steps so far have found something.</param>
    public static IEnumerable<SearchStep> For(string words, Func<bool> anyFound)
    {
        yield return SearchStep.Prefix;
        var parts = Parts(words);

        // A number by itself stands in thousands of others.
        if (parts is [{ Length: > 2 } part] && NumberAlone(part) is not null)
            yield return SearchStep.Number;
        if (parts.Count > 1 && SearchText.Normalise(words).Length > 2)
            yield return SearchStep.Whole;

        // Parts apart from each other, or too short for the index, are looked for in a large layer only when there is nothing else.
        yield return parts is [{ Length: > 2 }] || !anyFound() ? SearchStep.Infix : SearchStep.SmallInfix;
    }

    /// <summary>Runs a step.</summary>
    /// <param name="connection">Open, under the role whose entries are searched.</param>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="step">The step.</param>
    /// <param name="words">What the visitor typed.</param>
    /// <param name="rows">Most rows.</param>
    /// <param name="cancellation">Ends the query.</param>
    public static async Task<List<SearchRow>> RunAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, SearchStep step, string words, int rows, CancellationToken cancellation = default)
    {
        var large = snapshot.Layers.Where(l => l.Kind.Search is not null && l.FeatureCount >= SearchSql.LargeFrom).Select(l => l.Id).ToList();
        var parts = step == SearchStep.Whole ? [SearchText.Normalise(words)] : Parts(words);
        await using var command = new NpgsqlCommand(Sql(snapshot.Audience, step, large, parts, rows), connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = SearchText.Normalise(words) });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = rows });
        if (step != SearchStep.Prefix)
        {
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. parts.Select(Escaped)] });
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)NumberAlone(parts[^1]) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        var found = new List<SearchRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(SearchRow.Read(reader));
        return found;
    }

    /// <summary>A pattern of names that hold a part.</summary>
    public static string Pattern(string part) => "%" + Escaped(part) + "%";

    private static string Sql(Audience audience, SearchStep step, List<LayerId> large, List<string> parts, int rows) =>
        step == SearchStep.Prefix ? SearchSql.Prefix(audience, large, rows)
            : SearchSql.Infix(audience, large, parts, alone: step == SearchStep.Number, withoutLarge: step == SearchStep.SmallInfix);

    private static List<string> Parts(string words) => [.. SearchText.Parts(words).Take(MostParts)];

    // Nothing of this is ever in a normal form, which has letters and digits only.
    private static string Escaped(string part) =>
        part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    // The parts come from the normal form: digits and hyphens only, nothing a pattern could misread.
    private static string? NumberAlone(string part) => Number().IsMatch(part) ? $"(^|[^0-9-]){part}$" : null;

    [GeneratedRegex("^[0-9]+(-[0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
