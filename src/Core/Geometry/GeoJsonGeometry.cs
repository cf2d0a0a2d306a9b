using System.Text.Json;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Core.Geometry;

/// <summary>Writes geometries as GeoJSON (RFC 7946): longitude, latitude; outer rings counter-clockwise.</summary>
public static class GeoJsonGeometry
{
    /// <summary>Seven decimals of a degree are about a centimetre, finer than any source here.</summary>
    public const int DefaultDecimals = 7;

    /// <summary>Writes the geometry object, or <c>null</c> for null and empty geometries.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="geometry">In degrees, x = longitude.</param>
    /// <param name="decimals">Decimals to keep.</param>
    public static void Write(Utf8JsonWriter writer, Shape? geometry, int decimals = DefaultDecimals)
    {
        if (geometry is null || geometry.IsEmpty)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("type", geometry.GeometryType == "LinearRing" ? "LineString" : geometry.GeometryType);
        if (geometry is GeometryCollection and not (MultiPoint or MultiLineString or MultiPolygon))
        {
            writer.WriteStartArray("geometries");
            for (var i = 0; i < geometry.NumGeometries; i++)
                Write(writer, geometry.GetGeometryN(i), decimals);
            writer.WriteEndArray();
        }
        else
        {
            writer.WritePropertyName("coordinates");
            WriteCoordinates(writer, geometry, decimals);
        }

        writer.WriteEndObject();
    }

    private static void WriteCoordinates(Utf8JsonWriter writer, Shape geometry, int decimals)
    {
        switch (geometry)
        {
            case Point point:
                WritePosition(writer, point.X, point.Y, decimals);
                break;
            case LineString line:
                WriteSequence(writer, line.CoordinateSequence, false, decimals);
                break;
            case Polygon polygon:
                writer.WriteStartArray();
                WriteRing(writer, polygon.ExteriorRing, true, decimals);
                for (var i = 0; i < polygon.NumInteriorRings; i++)
                    WriteRing(writer, polygon.GetInteriorRingN(i), false, decimals);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartArray();
                for (var i = 0; i < geometry.NumGeometries; i++)
                    WriteCoordinates(writer, geometry.GetGeometryN(i), decimals);
                writer.WriteEndArray();
                break;
        }
    }

    private static void WriteRing(Utf8JsonWriter writer, LineString ring, bool counterClockwise, int decimals)
    {
        var sequence = ring.CoordinateSequence;
        var reverse = sequence.Count >= 4 && NetTopologySuite.Algorithm.Orientation.IsCCW(sequence) != counterClockwise;
        WriteSequence(writer, sequence, reverse, decimals);
    }

    private static void WriteSequence(Utf8JsonWriter writer, CoordinateSequence sequence, bool reverse, int decimals)
    {
        writer.WriteStartArray();
        for (var i = 0; i < sequence.Count; i++)
        {
            var at = reverse ? sequence.Count - 1 - i : i;
            WritePosition(writer, sequence.GetX(at), sequence.GetY(at), decimals);
        }

        writer.WriteEndArray();
    }

    private static void WritePosition(Utf8JsonWriter writer, double x, double y, int decimals)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(Math.Round(x, decimals));
        writer.WriteNumberValue(Math.Round(y, decimals));
        writer.WriteEndArray();
    }
}
