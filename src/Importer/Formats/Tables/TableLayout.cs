using System.Globalization;
using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Tables;

/// <summary>Where the header of a table stands and what its columns are called.</summary>
/// <param name="HeaderLine">Last line of the header; 0 when the table has none.</param>
/// <param name="Names">Column names: line ends removed, empty ones numbered, repeated ones made unique.</param>
/// <param name="Titles">What stands above the header, joined; null when nothing does.</param>
/// <param name="Remarks">What was noticed, in Japanese.</param>
internal sealed record TableLayout(long HeaderLine, IReadOnlyList<string> Names, string? Titles, IReadOnlyList<string> Remarks)
{
    private const int Looked = 60;

    /// <summary>Finds the layout from the first rows.</summary>
    /// <exception cref="SourceException">There is no row at all.</exception>
    public static TableLayout Find(ITableSource source)
    {
        var records = source.Records().Where(r => !r.IsBlank).Take(Looked).ToList();
        if (records.Count == 0)
            throw new SourceException(source.File.DisplayPath, null, $"{source.Name}の表に1行もありません", "見出しとデータのあるファイルを指定してください");

        // Titles and notes above the header fill one or two cells of a table that is much wider.
        var width = records.GroupBy(r => r.Filled).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        width = Math.Max(width, records.Max(r => r.Filled) / 2);
        var at = records.FindIndex(r => r.Filled >= Math.Max(1, width * 0.6) && (r.Filled > 1 || width <= 1));
        at = Math.Max(at, 0);
        var remarks = new List<string>();
        var titles = at == 0 ? null : string.Join(' ', records.Take(at).SelectMany(r => r.Cells).Select(Clean).Where(c => c.Length > 0));
        var header = records[at];
        if (at > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{header.Line}行目を見出しとみなし、その上の{header.Line - 1}行は読み飛ばしました"));
        if (HasNoHeader(records, at))
        {
            remarks.Add("見出しの行がないため、列名を「列1」「列2」…としました");
            var count = records.Skip(at).Max(r => r.Cells.Count);
            var names = Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"列{i}")).ToList();
            return new TableLayout(header.Line - 1, names, titles, remarks);
        }

        var cells = header.Cells;
        if (at + 1 < records.Count && SecondRow(cells, records[at + 1], records.ElementAtOrDefault(at + 2)) is { } both)
        {
            cells = both;
            header = records[at + 1];
            remarks.Add("見出しが2行に分かれているため、つなげて1つの見出しにしました");
        }

        return new TableLayout(header.Line, Unique(TrimEnd(cells, records)), titles, remarks);
    }

    /// <summary>A header cell without line ends and control characters.</summary>
    public static string Clean(string cell)
    {
        var text = new StringBuilder();
        foreach (var c in cell)
        {
            if (!char.IsControl(c) && c != '\uFEFF')
                text.Append(c);
        }

        return text.ToString().Trim();
    }

    // A first row with numbers or dates in it is data, unless these are years above columns of numbers.
    private static bool HasNoHeader(List<TableRecord> records, int at)
    {
        var cells = records[at].Cells;
        return CoordinateColumns.Find(cells) is null && cells.Exists(c => LooksLikeValue(c) && !IsYear(c));
    }

    // 所在地 above 緯度 and 経度, 災害種別 above 洪水 and 地震: the upper row has gaps where the lower one is filled, and only both together name the columns.
    private static List<string>? SecondRow(List<string> upper, TableRecord next, TableRecord? after)
    {
        if (after is null || next.Cells.Exists(LooksLikeValue) || CoordinateColumns.Find(upper) is not null)
            return null;
        var joined = new List<string>();
        var group = "";
        for (var i = 0; i < Math.Max(upper.Count, next.Cells.Count); i++)
        {
            var (above, below) = (i < upper.Count ? Clean(upper[i]) : "", Clean(next.Cell(i)));
            if (above.Length > 0)
                group = above;
            joined.Add((above, below) switch
            {
                ("", "") => "",
                ("", _) => group.Length == 0 ? below : $"{group}_{below}",
                (_, "") => above,
                _ => above == below ? above : $"{above}_{below}",
            });
        }

        return CoordinateColumns.Find(joined) is { Naming: not CoordinateNaming.Shape } || Subdivides(upper, next) ? joined : null;
    }

    // A row of data has a value in columns that have a name of their own; a second row of the header has none there, or the same one (cells merged over both rows).
    private static bool Subdivides(List<string> upper, TableRecord next)
    {
        var divided = 0;
        for (var i = 0; i < Math.Max(upper.Count, next.Cells.Count); i++)
        {
            var (above, below) = (i < upper.Count ? Clean(upper[i]) : "", Clean(next.Cell(i)));
            var isGroup = above.Length == 0 || (i + 1 < upper.Count && Clean(upper[i + 1]).Length == 0 && next.Cell(i + 1).Length > 0);
            if (isGroup)
                divided += above.Length == 0 && below.Length > 0 ? 1 : 0;
            else if (below.Length > 0 && below != above)
                return false;
        }

        return divided > 0;
    }

    private static bool LooksLikeValue(string cell)
    {
        var text = cell.Trim();
        return text.Length > 0
            && (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                || DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                || EraDateReading.TryParse(text, out _));
    }

    private static bool IsYear(string cell) =>
        int.TryParse(cell.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1868 and <= 2200;

    // Spreadsheets save empty columns at the right; a column without a name and without a value is none.
    private static List<string> TrimEnd(List<string> cells, List<TableRecord> records)
    {
        var count = cells.Count;
        while (count > 1 && string.IsNullOrWhiteSpace(cells[count - 1]) && records.TrueForAll(r => string.IsNullOrWhiteSpace(r.Cell(count - 1))))
            count--;
        return cells.GetRange(0, count);
    }

    private static List<string> Unique(List<string> cells)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            var name = Clean(cell);
            if (name.Length == 0)
                name = string.Create(CultureInfo.InvariantCulture, $"列{names.Count + 1}");
            var unique = name;
            for (var i = 2; !seen.Add(unique); i++)
                unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{i}");
            names.Add(unique);
        }

        return names;
    }
}
