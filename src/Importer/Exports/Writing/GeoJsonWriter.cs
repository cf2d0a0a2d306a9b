using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;

namespace Gis.Importer.Exports.Writing;

/// <summary>
/// GeoJSON (RFC 7946), one feature a line; longitude, latitude of JGD2011, which equals the RFC's WGS 84 within the latter's own accuracy. Title and source are
/// named in foreign members.
/// </summary>
internal sealed class GeoJsonWriter : IExportWriter
{
    // 0.1 mm: survey results have three decimals of a metre.
    private const int Decimals = 9;

    private readonly FileStream stream;
    private readonly ArrayBufferWriter<byte> line = new(4096);
    private readonly Utf8JsonWriter json;
    private readonly List<JsonEncodedText> names;
    private bool begun;

    public GeoJsonWriter(ExportContent content, string file)
    {
        json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
        names = content.Layer.Fields.Select(f => JsonEncodedText.Encode(f.Name, JavaScriptEncoder.Create(UnicodeRanges.All))).ToList();
        stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteString("name", content.Layer.Id.Value);
        json.WriteString("title", content.Layer.Title);
        json.WritePropertyName("attribution");
        JsonSerializer.Serialize(json, content.Layer.Attribution, CatalogueJson.Options);
        if (content.Layer.DataDate is { } date)
            json.WriteString("date", date.ToString("O", CultureInfo.InvariantCulture));
        json.WriteNull("features");
        json.WriteEndObject();
        json.Flush();

        // The features follow one by one in place of the null.
        stream.Write(line.WrittenSpan[..^"null}".Length]);
        stream.Write("[\n"u8);
    }

    /// <inheritdoc/>
    public bool WantsText => false;

    /// <inheritdoc/>
    public bool WantsOneType => false;

    /// <inheritdoc/>
    public bool Write(ExportRow row)
    {
        line.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteNumber("id", row.Fid);
        json.WritePropertyName("geometry");
        GeoJsonGeometry.Write(json, row.Wkb is null ? null : Ewkb.Read(row.Wkb), Decimals);
        json.WriteStartObject("properties");
        for (var i = 0; i < names.Count; i++)
            WriteValue(names[i], row.Values[i]);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        if (begun)
            stream.Write(",\n"u8);
        begun = true;
        stream.Write(line.WrittenSpan);
        return true;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Complete()
    {
        stream.Write("\n]}\n"u8);
        stream.Flush();
        Dispose();
        return [];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        json.Dispose();
        stream.Dispose();
    }

    private void WriteValue(JsonEncodedText name, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case long number:
                json.WriteNumber(name, number);
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            case bool yes:
                json.WriteBoolean(name, yes);
                break;
            case DateOnly date:
                json.WriteString(name, date.ToString("O", CultureInfo.InvariantCulture));
                break;
            case DateTime moment:
                json.WriteString(name, moment.ToUniversalTime());
                break;
            default:
                json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
