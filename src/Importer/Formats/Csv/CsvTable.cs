using System.Globalization;
using Gis.Importer.Formats.Tables;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>The rows of a text file with separators.</summary>
internal sealed class CsvTable(SourceFile file, string format, TextSource text) : ITableSource
{
    private readonly char delimiter = DelimiterOf(text);

    public SourceFile File => file;

    public string Name => Path.GetFileNameWithoutExtension(file.Name);

    public string Format => format;

    public Detected<string>? Encoding => text.Detected;

    public int TwinRank => 6;

    public IReadOnlyList<string> Remarks { get; } = text.Malformed == 0
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"文字として読めない箇所が{text.Malformed}あり、「\uFFFD」に置き換えました")];

    public IEnumerable<TableRecord> Records()
    {
        using var reader = text.Open();
        var delimited = new DelimitedReader(reader, delimiter, file);
        while (delimited.Read() is { } record)
            yield return record;
    }

    /// <summary>The separator that occurs most in the first lines, outside of quotes.</summary>
    private static char DelimiterOf(TextSource text)
    {
        using var reader = text.Open();
        var sample = new char[8192];
        var length = reader.ReadBlock(sample);
        Span<int> counts = stackalloc int[4];
        var quoted = false;
        foreach (var c in sample.AsSpan(0, length))
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && ",\t;|".IndexOf(c, StringComparison.Ordinal) is var which and >= 0)
                counts[which]++;
        }

        if (counts[1] > 0 && counts[1] >= counts[0] / 4 && counts[1] >= counts[2])
            return counts[0] > counts[1] * 4 ? ',' : '\t';
        if (counts[3] > (counts[0] + counts[2]) * 2)
            return '|';
        return counts[2] > counts[0] * 2 ? ';' : ',';
    }
}
