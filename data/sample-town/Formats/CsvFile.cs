using System.Text;

namespace Gis.SampleTown.Formats;

/// <summary>Writes CSV as town offices publish it: CRLF, quotes only where needed.</summary>
internal static class CsvFile
{
    public static void Write(string path, Encoding encoding, string[] header, IEnumerable<string?[]> rows)
    {
        using var writer = new StreamWriter(path, append: false, encoding) { NewLine = "\r\n" };
        writer.WriteLine(string.Join(',', header));
        foreach (var row in rows)
        {
            if (row.Length != header.Length)
                throw new InvalidOperationException($"{Path.GetFileName(path)}: a row has {row.Length} values for {header.Length} columns.");
            writer.WriteLine(string.Join(',', row.Select(Quoted)));
        }
    }

    private static string Quoted(string? value) =>
        value is null ? "" : value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
}
