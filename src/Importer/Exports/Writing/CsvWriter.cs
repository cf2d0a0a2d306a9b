using System.Globalization;
using System.Text;

namespace Gis.Importer.Exports.Writing;

/// <summary>CSV as デジタル庁's lists have it: UTF-8 with a byte order mark (Excel opens it right), CRLF, quotes where needed (RFC 4180).</summary>
internal sealed class CsvWriter : IExportWriter
{
    private readonly StreamWriter writer;
    private readonly CsvColumns columns;

    public CsvWriter(ExportContent content, string file)
    {
        columns = CsvColumns.Of(content);
        writer = new StreamWriter(file, false, new UTF8Encoding(true), 1 << 16) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', columns.Titles.Select(Quote)));
    }

    /// <inheritdoc/>
    public bool WantsText => true;

    /// <inheritdoc/>
    public bool WantsOneType => false;

    /// <inheritdoc/>
    public bool Write(ExportRow row)
    {
        var first = true;
        foreach (var value in columns.Values(row))
        {
            if (!first)
                writer.Write(',');
            writer.Write(Quote(Text(value)));
            first = false;
        }

        writer.WriteLine();
        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        writer.Dispose();
        return columns.Remarks;
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
