using System.Globalization;
using System.Text;

namespace Gis.Importer.Loading;

/// <summary>Makes column names from a source's: kept as they are, except where PostgreSQL cannot take them.</summary>
internal sealed class ColumnNames
{
    private const int MaxBytes = 63;

    private readonly HashSet<string> taken = new(StringComparer.Ordinal)
    {
        "fid", "geom", "geom_3857", "gis_since", "gis_published", "gis_until", "gis_operation", "gis_actor", "gis_key", "gis_hash", "gis_edited", "gis_ordinal", "gis_map", "gis_local", "ordinal",
        "tableoid", "xmin", "cmin", "xmax", "cmax", "ctid",
    };

    /// <summary>Reserves names that the importer needs for itself.</summary>
    public void Reserve(IEnumerable<string> names) => taken.UnionWith(names);

    /// <summary>
    /// The name for the next column: its own; numbered when it is taken (<c>fid_1</c>), cut at 63 bytes, and 列n when it has none.
    /// </summary>
    public string Take(string name, int ordinal)
    {
        var plain = new string(name.Where(c => c != '\0').ToArray());
        if (string.IsNullOrWhiteSpace(plain))
            plain = "列" + ordinal.ToString(CultureInfo.InvariantCulture);
        var unique = Cut(plain, MaxBytes);
        for (var n = 1; !taken.Add(unique); n++)
        {
            var suffix = "_" + n.ToString(CultureInfo.InvariantCulture);
            unique = Cut(plain, MaxBytes - suffix.Length) + suffix;
        }

        return unique;
    }

    private static string Cut(string name, int bytes)
    {
        if (Encoding.UTF8.GetByteCount(name) <= bytes)
            return name;
        var length = 0;
        var result = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            length += rune.Utf8SequenceLength;
            if (length > bytes)
                break;
            result.Append(rune);
        }

        return result.ToString();
    }
}
