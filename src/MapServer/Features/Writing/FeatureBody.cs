using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geometry;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Hosting;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.MapServer.Features.Writing;

/// <summary>A feature as it is sent: values of fields, and a shape in the system of storage.</summary>
/// <param name="Values">Values by field.</param>
/// <param name="HasShape">Whether the body has a member <c>geometry</c>.</param>
/// <param name="Ewkb">The shape (EPSG:6668, longitude and latitude); null for none.</param>
public sealed record FeatureBody(JsonObject Values, bool HasShape, byte[]? Ewkb)
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 6668);

    /// <summary>Reads a whole feature.</summary>
    /// <exception cref="RequestProblemException">It is no feature, or one that the layer does not take.</exception>
    public static FeatureBody ReadWhole(byte[] json, Layer layer, FeatureCrs crs)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        if (Text(root, "type") != "Feature" || !root.TryGetProperty("geometry", out var geometry) || !root.TryGetProperty("properties", out var properties))
            throw RequestProblemException.Bad("本文は、type、geometry、properties のある GeoJSON の Feature にしてください。");
        return new FeatureBody(FieldValues.Read(properties, layer), true, ReadShape(geometry, layer, crs));
    }

    /// <summary>Reads what shall change of a feature (RFC 7396).</summary>
    /// <param name="json">The body.</param>
    /// <param name="layer">Its layer.</param>
    /// <param name="crs">System of the shape.</param>
    /// <param name="fid">The feature: its number cannot be changed.</param>
    /// <exception cref="RequestProblemException">It is no such change, or one that the layer does not take.</exception>
    public static FeatureBody ReadPatch(byte[] json, Layer layer, FeatureCrs crs, long fid)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        foreach (var member in root.EnumerateObject())
        {
            var allowed = member.Name switch
            {
                "properties" or "geometry" => true,
                "type" => member.Value.ValueKind == JsonValueKind.String && member.Value.GetString() == "Feature",
                "id" => member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var id) && id == fid,
                _ => false,
            };
            if (!allowed)
                throw RequestProblemException.Bad("変えられるのは properties と geometry です。");
        }

        var values = root.TryGetProperty("properties", out var properties) ? FieldValues.Read(properties, layer) : [];
        var has = root.TryGetProperty("geometry", out var geometry);
        return new FeatureBody(values, has, has ? ReadShape(geometry, layer, crs) : null);
    }

    private static JsonDocument Parse(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document : throw new JsonException();
        }
        catch (JsonException)
        {
            throw RequestProblemException.Bad("本文を JSON として読めません。");
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[]? ReadShape(JsonElement geometry, Layer layer, FeatureCrs crs)
    {
        Shape? shape;
        try
        {
            var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(geometry));
            reader.Read();
            shape = new GeoJsonGeometryReader(Factory).Read(ref reader);
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            throw RequestProblemException.Bad("geometry を GeoJSON の図形として読めません。");
        }

        if (shape is null)
            return null;
        if (!Fits(shape, layer.Geometry))
            throw RequestProblemException.Bad("geometry の種類が、このデータの図形の種類と合いません。");
        shape.Apply(new ToLonLat(crs));
        shape.GeometryChanged();
        if (!shape.IsValid)
            throw RequestProblemException.Bad("図形が正しくありません（線が交わっている、座標が範囲の外にあるなど）。");
        return Core.Geometry.Ewkb.Write(shape);
    }

    private static bool Fits(Shape shape, GeometryFamily family) => family switch
    {
        GeometryFamily.Point => shape is Point or MultiPoint,
        GeometryFamily.Line => shape is LineString or MultiLineString,
        GeometryFamily.Polygon => shape is Polygon or MultiPolygon,
        _ => true,
    };

    private sealed class ToLonLat(FeatureCrs crs) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (first, second) = (seq.GetX(i), seq.GetY(i));
            var (x, y) = crs.Axes.NorthFirst ? (second, first) : (first, second);
            if (!crs.Axes.Bounds.Contains(x, y))
                throw RequestProblemException.Bad("geometry の座標が、座標系の範囲の外にあります。");
            var position = crs.ToLonLat(first, second);
            seq.SetX(i, position.Lon);
            seq.SetY(i, position.Lat);
        }
    }
}
