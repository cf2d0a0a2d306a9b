using System.Text;
using Gis.Core.Standards;
using Gis.Importer.Standards;

namespace Gis.Importer.Exports.Writing;

/// <summary>CSV as デジタル庁's lists have it: UTF-8 with a byte order mark (Excel opens it right), CRLF, quotes where needed (RFC 4180).</summary>
internal sealed class CsvWriter : IExportWriter
{
    private readonly StreamWriter writer;
    private readonly CsvColumns? columns;
    private readonly StandardRows? standard;
    private readonly ListCheck? check;

    public CsvWriter(ExportContent content, string file)
    {
        if (StandardList.Of(content.Layer) is { } list)
            (standard, check) = (new StandardRows(list, content), new ListCheck(list, 0));
        else
            columns = CsvColumns.Of(content);
        writer = new StreamWriter(file, false, new UTF8Encoding(true), 1 << 16) { NewLine = "\r\n" };
        WriteLine(standard?.Titles ?? columns!.Titles);
    }

    /// <inheritdoc/>
    public bool WantsText => true;

    /// <inheritdoc/>
    public bool WantsOneType => false;

    /// <inheritdoc/>
    public ListQuality? Quality => check?.Sum();

    /// <inheritdoc/>
    public bool Write(ExportRow row)
    {
        if (standard is not null)
        {
            var values = standard.Values(row);
            check!.See(values);
            WriteLine(values.Concat(standard.Further(row).Select(CellText.Of)));
        }
        else
        {
            WriteLine(columns!.Values(row).Select(CellText.Of));
        }

        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        writer.Dispose();
        return CsvColumns.Remarks(standard?.Limited ?? columns!.Limited);
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void WriteLine(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                writer.Write(',');
            writer.Write(Quote(cell));
            first = false;
        }

        writer.WriteLine();
    }

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
