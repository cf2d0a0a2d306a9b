using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;

namespace Gis.Engine.Memory.Bands;

/// <summary>
/// The slow, sure way: polygons are put on the grid by snap rounding (JTS OverlayNG with a fixed precision), whose result is valid and
/// on the grid. Used only for what <see cref="PolygonCheck"/> refuses.
/// </summary>
internal static class GridRepair
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(1));

    /// <summary>A feature put on the grid of a zoom as valid polygons.</summary>
    /// <param name="shapes">The block.</param>
    /// <param name="feature">A feature with polygons.</param>
    /// <param name="grid">The zoom's grid.</param>
    /// <param name="thinParts">Receives a point on each part that has no area left, on the grid.</param>
    /// <param name="into">The result; empty when no area is left.</param>
    public static void Quantise(ShapeBlock shapes, int feature, in ZoomGrid grid, List<Coordinate> thinParts, GridShape into)
    {
        var polygons = new List<Geometry>();
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            var before = polygons.Count;
            polygons.AddRange(Polygons(Snap(Polygon(shapes, part, grid))));
            if (polygons.Count == before)
                thinParts.Add(new Coordinate(grid.X(shapes.Ring(shapes.FirstRing(part))[0]), grid.Y(shapes.Ring(shapes.FirstRing(part))[1])));
        }

        Write(Merge(polygons), into);
    }

    /// <summary>A shape on the grid made valid.</summary>
    /// <param name="shape">Polygons on the grid; replaced by the result, empty when no area is left.</param>
    /// <param name="thinParts">Receives a point on each part that has no area.</param>
    public static void Fix(GridShape shape, List<Coordinate> thinParts)
    {
        var polygons = new List<Geometry>();
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            var before = polygons.Count;
            polygons.AddRange(Polygons(Snap(Polygon(shape, part))));
            if (polygons.Count == before)
                thinParts.Add(new Coordinate(shape.Ring(shape.FirstRing(part))[0], shape.Ring(shape.FirstRing(part))[1]));
        }

        Write(Merge(polygons), shape);
    }

    /// <summary>The part of a valid shape on the grid that lies in a square of grid points, on the grid and valid.</summary>
    public static void Clip(GridShape shape, int low, int high, GridShape into)
    {
        var square = Factory.ToGeometry(new Envelope(low, high, low, high));
        var inside = square.EnvelopeInternal;
        Write(Factory.BuildGeometry(NearGroups.Of(Read(shape)).SelectMany(group => group.TrueForAll(p => inside.Contains(p.EnvelopeInternal))
            ? group
            : Polygons(OverlayNG.Overlay(Factory.BuildGeometry(group), square, SpatialFunction.Intersection, Factory.PrecisionModel)))), into);
    }

    /// <summary>A shape joined with squares.</summary>
    /// <param name="shape">Valid polygons on the grid; replaced by the result.</param>
    /// <param name="centres">Middles of the squares.</param>
    /// <param name="reach">Half a square's side in units. Squares stand on a grid of their own, so that near ones coincide.</param>
    public static void AddSquares(GridShape shape, IReadOnlyList<Coordinate> centres, int reach)
    {
        var squares = CollapsedRings.Corners(centres, reach)
            .Select(c => Factory.ToGeometry(new Envelope(c.X, c.X + (2 * reach), c.Y, c.Y + (2 * reach))));
        Write(Merge([.. Read(shape), .. squares]), shape);
    }

    // An overlay takes polygons alone, and may give lines too, where something narrow fell together.
    private static IEnumerable<Geometry> Polygons(Geometry geometry) =>
        Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN).Where(g => g is Polygon { IsEmpty: false });

    // Snap rounding lets go of a triangle of half a unit even when nothing is near it; so only polygons that come near each other are united.
    private static Geometry Merge(List<Geometry> polygons) => Factory.BuildGeometry(NearGroups.Of(polygons).SelectMany(group =>
        group.Count == 1 ? group : Polygons(UnaryUnionNG.Union(Factory.BuildGeometry(group), Factory.PrecisionModel))));

    private static Geometry Snap(Geometry polygon)
    {
        var sound = new IsValidOp(polygon).IsValid ? polygon : Factory.BuildGeometry(Polygons(GeometryFixer.Fix(polygon)));
        return sound.IsEmpty ? sound : PrecisionReducer.ReducePrecision(sound, Factory.PrecisionModel);
    }

    // In units of the grid, not rounded.
    private static Polygon Polygon(ShapeBlock shapes, int part, ZoomGrid grid)
    {
        var free = new GeometryFactory();
        var rings = new List<LinearRing>();
        for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
        {
            var xy = shapes.Ring(ring);
            var points = new Coordinate[Math.Max((xy.Length / 2) + 1, 4)];
            for (var i = 0; i < points.Length; i++)
            {
                // Too short a ring is filled up with its first vertex.
                var at = 2 * i < xy.Length ? 2 * i : 0;
                points[i] = new Coordinate(grid.ExactX(xy[at]), grid.ExactY(xy[at + 1]));
            }

            rings.Add(free.CreateLinearRing(points));
        }

        return free.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private static List<Geometry> Read(GridShape shape) =>
        [.. Enumerable.Range(0, shape.PartEnds.Count).Select(part => Polygon(shape, part))];

    private static Polygon Polygon(GridShape shape, int part)
    {
        var rings = new List<LinearRing>();
        for (var ring = shape.FirstRing(part); ring < shape.PartEnds[part]; ring++)
        {
            var xy = shape.Ring(ring);
            var points = new Coordinate[Math.Max((xy.Length / 2) + 1, 4)];
            for (var i = 0; i < points.Length; i++)
                points[i] = 2 * i < xy.Length ? new Coordinate(xy[2 * i], xy[(2 * i) + 1]) : new Coordinate(xy[0], xy[1]);
            rings.Add(Factory.CreateLinearRing(points));
        }

        return Factory.CreatePolygon(rings[0], [.. rings.Skip(1)]);
    }

    private static void Write(Geometry geometry, GridShape into)
    {
        into.Clear();
        for (var part = 0; part < geometry.NumGeometries; part++)
        {
            if (geometry.GetGeometryN(part) is not Polygon { IsEmpty: false } polygon)
                continue;
            AddRing(polygon.ExteriorRing, clockwise: false, into);
            for (var hole = 0; hole < polygon.NumInteriorRings; hole++)
                AddRing(polygon.GetInteriorRingN(hole), clockwise: true, into);
            into.EndPart();
        }
    }

    // NetTopologySuite thinks y up: what it calls counter-clockwise is clockwise on the map, as shells have to be.
    private static void AddRing(LineString ring, bool clockwise, GridShape into)
    {
        var points = ring.Coordinates;
        if (NetTopologySuite.Algorithm.Orientation.IsCCW(points) == clockwise)
            Array.Reverse(points);
        for (var i = 0; i + 1 < points.Length; i++)
            into.Add((int)points[i].X, (int)points[i].Y);
        into.EndRing();
    }
}
