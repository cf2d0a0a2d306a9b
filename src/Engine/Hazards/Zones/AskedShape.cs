using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Hazards.Zones;

/// <summary>A line or an area that hazards are asked for, in degrees of EPSG:6668 (longitude, latitude), ready to be compared with zones.</summary>
public sealed class AskedShape
{
    private AskedShape(Geometry geometry, ShapeBlock block) => (Geometry, Block) = (geometry, block);

    /// <summary>The shape.</summary>
    public Geometry Geometry { get; }

    /// <summary>Whether it is an area; else a line.</summary>
    public bool IsArea => Block.Dimensions[0] == 2;

    internal ShapeBlock Block { get; }

    /// <summary>Takes a shape.</summary>
    /// <param name="geometry">A line, a polygon, or several of one of them.</param>
    /// <exception cref="ArgumentException">Another type of geometry, an empty or invalid one, or a line without length.</exception>
    public static AskedShape Of(Geometry geometry)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (geometry is not (LineString or MultiLineString or Polygon or MultiPolygon) || geometry.IsEmpty || !geometry.IsValid || geometry.Length <= 0)
            throw new ArgumentException("Neither lines nor polygons, or not valid.", nameof(geometry));
        var block = new ShapeBlockBuilder();
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            switch (geometry.GetGeometryN(i))
            {
                case Polygon polygon:
                    Add(block, polygon.ExteriorRing, open: true);
                    foreach (var hole in polygon.InteriorRings)
                        Add(block, hole, open: true);
                    break;
                case var line:
                    Add(block, (LineString)line, open: false);
                    break;
            }

            block.EndPart();
        }

        block.EndFeature((byte)(geometry is Polygon or MultiPolygon ? 2 : 1));
        return new AskedShape(geometry, block.Build());
    }

    private static void Add(ShapeBlockBuilder block, LineString line, bool open)
    {
        var points = line.CoordinateSequence;
        var xy = block.Vertices(points.Count - (open ? 1 : 0));
        for (var i = 0; 2 * i < xy.Length; i++)
            (xy[2 * i], xy[(2 * i) + 1]) = (points.GetX(i), points.GetY(i));
        block.EndRing();
    }
}
