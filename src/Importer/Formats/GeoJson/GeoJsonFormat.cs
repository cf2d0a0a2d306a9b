using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.GeoJson;

/// <summary>
/// GeoJSON (RFC 7946, and the older <c>crs</c> member of the 2008 specification) and sequences of features (RFC 8142 GeoJSONSeq, one feature a line), read as a stream of features by an own reader: GDAL's takes several
/// times as long, and does not know in which feature a file breaks.
/// </summary>
public sealed class GeoJsonFormat : IFormat
{
    private static ReadOnlySpan<byte> BlankOrByteOrderMark => [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0D, 0x0A];

    /// <inheritdoc/>
    public string Name => "GeoJSON";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => FeatureSequence.IsOne(file, head)
        || file.Extension is ".json" or ".geojson"
        && head.Head.Span.TrimStart(BlankOrByteOrderMark).StartsWith("{"u8)
        && (head.Contains("\"FeatureCollection\""u8) || head.Contains("\"Feature\""u8) || (file.Extension == ".geojson" && head.Contains("\"features\""u8)));

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var text = TextSource.Inspect(file, options);
        var source = new FeatureSource(file, text, FeatureSequence.IsOne(file, FileSample.Of(file)));
        return [new GeoJsonDataset(source, source.IsSequence ? "GeoJSONSeq" : Name, GeoJsonSurvey.Of(source), options)];
    }
}
