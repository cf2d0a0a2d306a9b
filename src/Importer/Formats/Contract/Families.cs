using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats;

/// <summary>Sorts shapes into families.</summary>
public static class Families
{
    /// <summary>The family of a shape.</summary>
    public static GeometryFamily Of(Geometry shape) => shape switch
    {
        Point or MultiPoint => GeometryFamily.Point,
        LineString or MultiLineString => GeometryFamily.Line,
        Polygon or MultiPolygon => GeometryFamily.Polygon,
        _ => GeometryFamily.Mixed,
    };

    /// <summary>The family that holds all seen so far and one more; null stands for nothing seen.</summary>
    public static GeometryFamily Join(GeometryFamily? seen, Geometry shape) =>
        seen is null || seen == Of(shape) ? Of(shape) : GeometryFamily.Mixed;
}
