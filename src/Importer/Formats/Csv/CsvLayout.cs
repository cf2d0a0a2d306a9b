using System.Globalization;
using System.Text;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>Where the header stands, what separates the cells, and what the columns are called.</summary>
/// <param name="Delimiter">Comma, tab or semicolon.</param>
/// <param name="HeaderLine">Line of the header; 0 when the file has none.</param>
/// <param name="Names">Column names: line ends removed, empty ones numbered, repeated ones made unique.</param>
/// <param name="Remarks">What was noticed, in Japanese.</param>
internal sealed record CsvLayout(char Delimiter, long HeaderLine, IReadOnlyList<string> Names, IReadOnlyList<string> Remarks)
{
    private const int Looked = 60;

    /// <summary>Finds the layout from the first records.</summary>
    public static CsvLayout Find(SourceFile file, TextSource text)
    {
        var delimiter = DelimiterOf(text);
        var records = new List<DelimitedRecord>();
        using (var reader = text.Open())
        {
            var delimited = new DelimitedReader(reader, delimiter, file);
            while (records.Count < Looked && delimited.Read() is { } record)
            {
                if (!record.IsBlank)
                    records.Add(record);
            }
        }

        if (records.Count == 0)
            throw new SourceException(file.DisplayPath, null, "表に1行もありません", "見出しとデータのあるファイルを指定してください");

        // Titles and notes above the header fill one or two cells of a table that is much wider.
        var width = records.GroupBy(Filled).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).First().Key;
        width = Math.Max(width, records.Max(Filled) / 2);
        var header = records.Find(r => Filled(r) >= Math.Max(1, width * 0.6) && (Filled(r) > 1 || width <= 1)) ?? records[0];
        var remarks = new List<string>();
        if (header != records[0])
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{header.Line}行目を見出しとみなし、その上の{header.Line - 1}行は読み飛ばしました"));
        if (header.Cells.Exists(LooksLikeValue))
        {
            remarks.Add("見出しの行がないため、列名を「列1」「列2」…としました");
            var names = Enumerable.Range(1, records.Max(r => r.Cells.Count)).Select(i => string.Create(CultureInfo.InvariantCulture, $"列{i}")).ToList();
            return new CsvLayout(delimiter, 0, names, remarks);
        }

        return new CsvLayout(delimiter, header.Line, Unique(header.Cells), remarks);
    }

    /// <summary>The separator that occurs most in the first lines, outside of quotes.</summary>
    public static char DelimiterOf(TextSource text)
    {
        using var reader = text.Open();
        var sample = new char[8192];
        var length = reader.ReadBlock(sample);
        Span<int> counts = stackalloc int[3];
        var quoted = false;
        foreach (var c in sample.AsSpan(0, length))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && ",\t;".IndexOf(c, StringComparison.Ordinal) is var which and >= 0)
                counts[which]++;
        }

        if (counts[1] > 0 && counts[1] >= counts[0] / 4 && counts[1] >= counts[2])
            return counts[0] > counts[1] * 4 ? ',' : '\t';
        return counts[2] > counts[0] * 2 ? ';' : ',';
    }

    private static int Filled(DelimitedRecord record) => record.Cells.Count(c => !string.IsNullOrWhiteSpace(c));

    private static bool LooksLikeValue(string cell) =>
        cell.Length > 0
        && (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
            || DateOnly.TryParseExact(cell, ["yyyy-MM-dd", "yyyy/M/d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

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

    private static string Clean(string cell)
    {
        var text = new StringBuilder();
        foreach (var c in cell)
        {
            if (!char.IsControl(c) && c != '\uFEFF')
                text.Append(c);
        }

        return text.ToString().Trim();
    }
}
