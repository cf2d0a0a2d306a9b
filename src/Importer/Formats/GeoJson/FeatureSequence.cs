using System.Text.Json;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>A file with features.</summary>
/// <param name="File">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="IsSequence">Whether the features follow one another without a collection around them.</param>
internal sealed record FeatureSource(SourceFile File, TextSource Text, bool IsSequence);

/// <summary>Tells sequences of GeoJSON features: RFC 8142 (each behind a record separator) and one feature a line (NDJSON), whatever the file is called.</summary>
internal static class FeatureSequence
{
    private const byte RecordSeparator = 0x1E;

    private static ReadOnlySpan<byte> BlankOrByteOrderMark => [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0D, 0x0A];

    private static readonly string[] Extensions = [".geojsonl", ".geojsons", ".geojsonseq", ".ndgeojson", ".ndjson", ".jsonl", ".json", ".geojson"];

    /// <summary>Whether a file is one.</summary>
    public static bool IsOne(SourceFile file, FileSample head)
    {
        var text = head.Head.Span.TrimStart(BlankOrByteOrderMark);
        if (!Extensions.Contains(file.Extension) || text.Length == 0 || !head.Contains("\"Feature\""u8))
            return false;
        if (text[0] == RecordSeparator)
            return true;
        if (text[0] != '{')
            return false;
        var isNamedSo = file.Extension is not (".json" or ".geojson");
        return End(text) is { } end
            ? isNamedSo || text[end..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..]
            : isNamedSo && !head.Contains("\"FeatureCollection\""u8);
    }

    // Where the first object ends, when it is a feature; null when the sample ends inside it or it is none.
    private static int? End(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true }));
            if (!reader.Read() || !reader.TrySkip())
                return null;
            var end = (int)reader.BytesConsumed;
            using var first = JsonDocument.Parse(text[..end].ToArray());
            return first.RootElement.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Feature") ? end : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
