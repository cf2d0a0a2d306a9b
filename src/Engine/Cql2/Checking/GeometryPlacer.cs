using Gis.Engine.Cql2.Expressions;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using NetTopologySuite.Operation.Valid;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Checking;

/// <summary>Turns geometry literals into valid shapes with x to the east, and refuses what lies outside their CRS.</summary>
/// <param name="crs">The filter's CRS.</param>
internal sealed class GeometryPlacer(Cql2Crs crs)
{
    private static readonly GeometryFactory Factory = new();

    /// <summary>The shape of a literal or box.</summary>
    public Shape Place(Cql2Expression literal)
    {
        var offset = literal.Origin.Offset;
        var shape = literal is BoxLiteral box ? Box(box) : Oriented(((GeometryLiteral)literal).Shape);
        if (!crs.Bounds.Covers(shape.EnvelopeInternal))
            throw new Cql2Exception(Cql2Fault.Value, offset, "座標が座標系の範囲の外です(座標の順序も確かめてください)。");
        if (!new IsValidOp(shape).IsValid)
            throw new Cql2Exception(Cql2Fault.Value, offset, "図形が自分自身と交わるなど、正しい形ではありません。");
        return shape;
    }

    /// <summary>
    /// A collection as one multi-geometry, for the relations that PostGIS does not know between collections (all but intersects and disjoint).
    /// </summary>
    public static Shape Homogeneous(Shape shape, int offset)
    {
        if (shape.OgcGeometryType != OgcGeometryType.GeometryCollection)
            return shape;
        var parts = ((GeometryCollection)shape).Geometries;
        if (Array.Exists(parts, part => part.Dimension != parts[0].Dimension))
            throw new Cql2Exception(Cql2Fault.Type, offset, "点・線・面の混ざった GEOMETRYCOLLECTION は、S_INTERSECTS と S_DISJOINT だけで使えます。");
        return UnaryUnionOp.Union(parts);
    }

    private Shape Oriented(Shape literal)
    {
        var shape = literal.Copy();
        if (crs.NorthFirst)
            shape.Apply(new AxisSwap());
        return shape;
    }

    private Shape Box(BoxLiteral box)
    {
        var (west, south, east, north) = crs.NorthFirst ? (box.Low2, box.Low1, box.High2, box.High1) : (box.Low1, box.Low2, box.High1, box.High2);
        if (south > north || (west > east && !crs.IsGeographic) || box.Floor > box.Ceiling)
            throw new Cql2Exception(Cql2Fault.Value, box.Origin.Offset, "BBOX の小さいほうと大きいほうが逆です。");
        if (west <= east)
            return Rectangle(west, south, east, north);
        Shape[] halves = [Rectangle(west, south, crs.Bounds.MaxX, north), Rectangle(crs.Bounds.MinX, south, east, north)];
        return Array.TrueForAll(halves, half => half is Polygon)
            ? Factory.CreateMultiPolygon([.. halves.Cast<Polygon>()])
            : Factory.CreateGeometryCollection(halves);
    }

    /// <summary>A rectangle, or the line or point that it has shrunk to.</summary>
    private static Shape Rectangle(double west, double south, double east, double north) =>
        Factory.ToGeometry(new Envelope(west, east, south, north));

    private sealed class AxisSwap : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (first, second) = (seq.GetOrdinate(i, 0), seq.GetOrdinate(i, 1));
            seq.SetOrdinate(i, 0, second);
            seq.SetOrdinate(i, 1, first);
        }
    }
}
