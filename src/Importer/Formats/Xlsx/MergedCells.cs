using System.Xml;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>Cells that were merged downwards: the value stands in the first only and is meant for all. (Merging to the right makes titles and headings.)</summary>
internal sealed class MergedCells
{
    private const int Most = 200_000;
    private readonly Dictionary<int, List<(long First, long Last)>> columns = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Reads the ranges, which stand behind the rows.</summary>
    public static MergedCells Read(XmlReader xml)
    {
        var merged = new MergedCells();
        while (xml.Read() && merged.Count < Most)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "mergeCell" } || xml.GetAttribute("ref") is not { } range)
                continue;
            var colon = range.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || CellName.Parse(range.AsSpan(0, colon)) is not var (column, first) || CellName.Parse(range.AsSpan(colon + 1)) is not var (_, last) || last <= first)
                continue;
            if (!merged.columns.TryGetValue(column, out var list))
                merged.columns[column] = list = [];
            list.Add((first, last));
            merged.Count++;
        }

        foreach (var list in merged.columns.Values)
            list.Sort();
        return merged;
    }

    /// <summary>The columns that have any.</summary>
    public IEnumerable<int> Columns => columns.Keys;

    /// <summary>The range of a column that holds a row, or null.</summary>
    public (long First, long Last)? At(int column, long row)
    {
        var list = columns[column];
        var (low, high) = (0, list.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (row < list[middle].First)
                high = middle - 1;
            else if (row > list[middle].Last)
                low = middle + 1;
            else
                return list[middle];
        }

        return null;
    }
}

/// <summary>Names of cells.</summary>
internal static class CellName
{
    /// <summary>Column from 0 and row from 1 of a name like <c>B12</c>; null when it is none.</summary>
    public static (int Column, long Row)? Parse(ReadOnlySpan<char> name)
    {
        var (column, at) = (0, 0);
        for (; at < name.Length && char.IsAsciiLetterUpper(name[at]) && at < 3; at++)
            column = (column * 26) + (name[at] - 'A') + 1;
        return column > 0 && long.TryParse(name[at..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var row) && row > 0 ? (column - 1, row) : null;
    }
}
