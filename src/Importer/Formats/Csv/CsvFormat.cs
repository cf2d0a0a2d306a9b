using System.Text;
using Gis.Importer.Formats.Tables;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.Csv;

/// <summary>Tables as text: CSV and TSV in any Japanese encoding, with or without coordinates.</summary>
public sealed class CsvFormat : IFormat
{
    /// <inheritdoc/>
    public string Name => "CSV";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head)
    {
        if (Unreadable.LooksLikeHtml(head) || head.StartsWith("PK\x03\x04"u8))
            return false;
        return file.Extension switch
        {
            ".csv" or ".tsv" => true,
            ".txt" => IsTable(head),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var text = TextSource.Inspect(file, options);
        return [new TableDataset(new CsvTable(file, Name, text), options)];
    }

    // A text file is a table when its first lines hold the same number of tabs or commas, more than one.
    private static bool IsTable(FileSample head)
    {
        var lines = Encoding.Latin1.GetString(head.Head.Span).Split('\n').Where(l => l.Trim().Length > 0).Take(4).ToList();
        return lines.Count >= 2 && (Even(lines, '\t') || Even(lines, ','));
    }

    private static bool Even(List<string> lines, char delimiter)
    {
        var counts = lines.ConvertAll(l => l.Count(c => c == delimiter));
        return counts[0] >= 2 && counts[1] >= counts[0] / 2;
    }
}
