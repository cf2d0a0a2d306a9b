using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Simplify;

namespace Gis.SampleTown.Hazards;

/// <summary>Makes polygons of a field: where it is at least a level, and the bands between levels. All shapes are as built, whole millimetres.</summary>
internal sealed class Zones
{
    private static readonly PrecisionModel Millimetres = new(1000);
    private static readonly GeometryFactory Factory = new(Millimetres);

    private readonly Geometry _town = Built(Coast.Town);
    private readonly Geometry _dryTown;

    public Zones()
    {
        _dryTown = _town;
        foreach (var river in Rivers.All.Take(2))
            _dryTown = OverlayNGRobust.Overlay(_dryTown, Built(river.Water), SpatialFunction.Difference);
        _dryTown = OverlayNG.Overlay(_dryTown, null, SpatialFunction.Union, Millimetres);
    }

    /// <summary>
    /// One shape a level: from it up to the next level, the last one open. Neighbouring bands share their edge corner by corner, because both
    /// are cut by the same contour. River beds and the sea are left out.
    /// </summary>
    public List<Geometry> Bands(GridField field, double[] levels, double smallest = 150)
    {
        var regions = levels.Select(level => Region(field, level, smallest)).ToList();
        var bands = new List<Geometry>();
        for (var i = 0; i < levels.Length; i++)
        {
            var band = OverlayNG.Overlay(regions[i], _dryTown, SpatialFunction.Intersection, Millimetres);
            if (i + 1 < levels.Length)
                band = OverlayNG.Overlay(band, regions[i + 1], SpatialFunction.Difference, Millimetres);
            bands.Add(PolygonsOf(band, 3));
        }
        return bands;
    }

    /// <summary>Where the field is at least the level.</summary>
    public static Geometry Region(GridField field, double level, double smallest)
    {
        var shells = new List<LinearRing>();
        var holes = new List<LinearRing>();
        foreach (var ring in Contours.Rings(field, level))
        {
            var area = Ring.Signed(ring[..^1]);
            if (Math.Abs(area) < smallest)
                continue;
            var bent = TopologyPreservingSimplifier.Simplify(new LinearRing([.. ring.Select(Bend.Apply)]), 0.6).Coordinates;
            (area > 0 ? shells : holes).Add(Factory.CreateLinearRing(bent));
        }
        var polygons = new List<Geometry>();
        foreach (var shell in shells)
        {
            var test = PreparedGeometryFactory.Prepare(Factory.CreatePolygon(shell));
            var inner = holes.Where(h => test.Geometry.EnvelopeInternal.Contains(h.EnvelopeInternal) && test.Covers(h)).ToList();
            // A hole belongs to the smallest outline around it.
            inner.RemoveAll(h => shells.Any(s => s != shell && shell.EnvelopeInternal.Contains(s.EnvelopeInternal) && s.EnvelopeInternal.Contains(h.EnvelopeInternal)
                && NetTopologySuite.Algorithm.PointLocation.IsInRing(h.Coordinate, s.Coordinates)));
            polygons.Add(Factory.CreatePolygon(shell, [.. inner]));
        }
        return OverlayNG.Overlay(Factory.BuildGeometry(polygons), null, SpatialFunction.Union, Millimetres);
    }

    public Geometry InTown(Geometry shape) => OverlayNG.Overlay(shape, _town, SpatialFunction.Intersection, Millimetres);

    public static Geometry Without(Geometry shape, Geometry other) =>
        PolygonsOf(OverlayNG.Overlay(shape, other, SpatialFunction.Difference, Millimetres), 3);

    /// <summary>The polygons of a mixed result, crumbs left out.</summary>
    public static Geometry PolygonsOf(Geometry shape, double smallest)
    {
        var polygons = new List<Polygon>();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is Polygon polygon && polygon.Area >= smallest)
                polygons.Add(polygon);
        }
        return Factory.CreateMultiPolygon([.. polygons.OrderBy(p => p.Centroid.X)]);
    }

    /// <summary>A planned shape as it was built.</summary>
    public static Polygon Built(Polygon plan)
    {
        var shape = new Polygon(new LinearRing([.. Bend.Line(plan.ExteriorRing.Coordinates)]), [.. plan.InteriorRings.Select(r => new LinearRing(Bend.Line(r.Coordinates)))]);
        return Coast.Largest(OverlayNG.Overlay(shape, null, SpatialFunction.Union, Millimetres));
    }
}
