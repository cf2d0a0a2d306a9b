using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Formats;

/// <summary>Writes GeoJSON (RFC 7946) in UTF-8, one feature a line.</summary>
internal static class GeoJsonFile
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="path">The file to make.</param>
    /// <param name="features">In the order they are written.</param>
    /// <param name="inPlaneMetres">True for metres of 平面直角座標系第9系, easting first (only as input of the Shapefile writer); else longitude and latitude.</param>
    public static void Write(string path, IEnumerable<MapFeature> features, bool inPlaneMetres = false)
    {
        using var stream = File.Create(path);
        stream.Write("{\"type\":\"FeatureCollection\",\"features\":[\n"u8);
        var first = true;
        foreach (var feature in features)
        {
            if (!first)
                stream.Write(",\n"u8);
            first = false;
            using var json = new Utf8JsonWriter(stream, Options);
            WriteFeature(json, feature, inPlaneMetres);
        }
        stream.Write("\n]}\n"u8);
    }

    private static void WriteFeature(Utf8JsonWriter json, MapFeature feature, bool plane)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        foreach (var (name, value) in feature.Columns)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteString("type", feature.Shape.GeometryType);
        json.WritePropertyName("coordinates");
        WriteCoordinates(json, feature.Shape, plane);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case int whole:
                json.WriteNumberValue(whole);
                break;
            case double number:
                json.WriteNumberValue(number);
                break;
            default:
                json.WriteStringValue((string)value);
                break;
        }
    }

    private static void WriteCoordinates(Utf8JsonWriter json, Geometry shape, bool plane)
    {
        switch (shape)
        {
            case Point point:
                WritePlace(json, point.Coordinate, plane);
                break;
            case LineString line:
                WriteLine(json, line.Coordinates, plane);
                break;
            case Polygon polygon:
                json.WriteStartArray();
                WriteLine(json, Turned(polygon.ExteriorRing.Coordinates, left: true), plane);
                foreach (var hole in polygon.InteriorRings)
                    WriteLine(json, Turned(hole.Coordinates, left: false), plane);
                json.WriteEndArray();
                break;
            default:
                json.WriteStartArray();
                for (var i = 0; i < shape.NumGeometries; i++)
                    WriteCoordinates(json, shape.GetGeometryN(i), plane);
                json.WriteEndArray();
                break;
        }
    }

    private static Coordinate[] Turned(Coordinate[] ring, bool left) =>
        NetTopologySuite.Algorithm.Orientation.IsCCW(ring) == left ? ring : [.. ring.Reverse()];

    private static void WriteLine(Utf8JsonWriter json, Coordinate[] line, bool plane)
    {
        json.WriteStartArray();
        foreach (var place in line)
            WritePlace(json, place, plane);
        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, Coordinate place, bool plane)
    {
        json.WriteStartArray();
        if (plane)
        {
            json.WriteNumberValue(TownFrame.Millimetre(TownFrame.CornerEast + place.X));
            json.WriteNumberValue(TownFrame.Millimetre(TownFrame.CornerNorth + place.Y));
        }
        else
        {
            var position = TownFrame.ToLonLat(place);
            json.WriteNumberValue(Math.Round(position.Lon, 9));
            json.WriteNumberValue(Math.Round(position.Lat, 9));
        }
        json.WriteEndArray();
    }
}
