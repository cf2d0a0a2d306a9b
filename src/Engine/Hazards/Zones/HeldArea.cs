using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Engine.Memory.Loading;
using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Hazards.Zones;

/// <summary>An area held in memory: the coverage of a layer, or the town.</summary>
internal sealed class HeldArea
{
    private readonly ShapeBlock _shapes;
    private readonly Geometry _geometry;

    private HeldArea(string mark, ShapeBlock shapes, Geometry geometry) => (Mark, _shapes, _geometry) = (mark, shapes, geometry);

    /// <summary>Tells this shape from others.</summary>
    public string Mark { get; }

    /// <summary>Reads it.</summary>
    /// <exception cref="UnreadableShapeException">It is not made of polygons.</exception>
    public static HeldArea Read(string mark, byte[] ewkb)
    {
        var block = new ShapeBlockBuilder();
        ShapeReader.ReadPolygons(ewkb, block);
        return new HeldArea(mark, block.Build(), Ewkb.Read(ewkb));
    }

    /// <summary>Whether a place lies in it or on its edge.</summary>
    public bool Holds(LonLat place) => _shapes.Count > 0 && PointTest.Holds(_shapes, 0, place.Lon, place.Lat);

    /// <summary>How much of a shape lies in it.</summary>
    public Reach Of(AskedShape shape) => _shapes.Count == 0 || !ShapeTest.Meets(shape.Block, _shapes, 0) ? Reach.None
        : _geometry.Covers(shape.Geometry) ? Reach.Whole : Reach.Part;
}

/// <summary>How much of what is asked for lies in an area.</summary>
internal enum Reach
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A part.</summary>
    Part,

    /// <summary>All of it.</summary>
    Whole,
}
