using System.Text;
using Gis.Engine.Cql2.Parsing;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Text;

/// <summary>Writes geometries as the well-known text of the CQL2 grammar, with every digit.</summary>
internal static class WellKnownTextWriter
{
    /// <summary>Writes one geometry.</summary>
    public static void Write(StringBuilder text, Shape shape)
    {
        text.Append(shape.GeometryType.ToUpperInvariant()).Append(shape.Coordinate is CoordinateZ ? " Z " : " ");
        WriteBody(text, shape);
    }

    private static void WriteBody(StringBuilder text, Shape shape)
    {
        switch (shape)
        {
            case Polygon polygon:
                WriteList(text, [polygon.ExteriorRing, .. polygon.InteriorRings], ring => WriteBody(text, ring));
                break;
            case Point or LineString:
                WriteList(text, shape.Coordinates, position => WritePosition(text, position));
                break;
            case MultiPoint or MultiLineString or MultiPolygon:
                WriteList(text, ((GeometryCollection)shape).Geometries, part => WriteBody(text, part));
                break;
            default:
                WriteList(text, ((GeometryCollection)shape).Geometries, part => Write(text, part));
                break;
        }
    }

    private static void WriteList<T>(StringBuilder text, T[] items, Action<T> write)
    {
        text.Append('(');
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            write(items[i]);
        }

        text.Append(')');
    }

    private static void WritePosition(StringBuilder text, Coordinate position)
    {
        text.Append(NumberWriter.Digits(position.X)).Append(' ').Append(NumberWriter.Digits(position.Y));
        if (position is CoordinateZ)
            text.Append(' ').Append(NumberWriter.Digits(position.Z));
    }
}
