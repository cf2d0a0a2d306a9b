using Gis.SampleTown.Shapes;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.SampleTown.Plan;

/// <summary>The island on which the town lies, the harbour and the municipal boundary, in town metres.</summary>
internal static class Coast
{
    private static readonly (double, double)[] Shore =
    [
        (-2100, 1700), (-1300, 1150), (-700, 930), (-250, 860), (80, 800), (350, 690), (560, 600), (760, 400), (930, 300), (1080, 320), (1180, 450),
        (1225, 600), (1262, 742),
        // The quay is straight: its corners are set with near doubles.
        (1272, 770), (1300, 796), (1500, 800), (1730, 802), (1768, 790), (1812, 742), (1900, 712), (2150, 668), (2400, 640), (2560, 628), (2680, 626),
        (2850, 640), (3200, 690), (3600, 775), (4000, 905), (4300, 1040), (4520, 1130), (4680, 1100), (4790, 1000), (4900, 960), (5040, 1010),
        (5250, 1090), (5600, 1060), (6200, 1130), (7200, 1700), (7800, 3000), (7600, 4700), (6700, 6100), (5200, 6900), (3300, 7150), (1100, 6800),
        (-800, 6100), (-2100, 4800), (-2600, 3200),
    ];

    private static readonly (double, double)[] Border =
    [
        (120, 200), (110, 780), (190, 1350), (90, 1900), (130, 2350), (330, 2850), (560, 3250), (900, 3560), (1250, 3960), (1640, 4300),
        (2150, 4500), (2700, 4440), (3200, 4290), (3700, 4060), (4300, 3760), (4650, 3300), (4820, 2800), (4990, 2300), (5060, 1850), (5150, 1400),
        (5120, 900), (5120, 200),
    ];

    /// <summary>All land, the towns next door (fictional too) included, with quay and breakwaters.</summary>
    public static Polygon Island { get; } = MakeIsland();

    /// <summary>The municipal area: land inside the boundary.</summary>
    public static Polygon Town { get; } = Largest(OverlayNGRobust.Overlay(
        Island, new Polygon(new LinearRing(Curve.Through(Border, 60, closed: true))), NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection));

    /// <summary>The sheltered water between quay and breakwaters.</summary>
    public static Polygon HarbourBasin { get; } = Ring(
        (1262, 742), (1272, 770), (1300, 796), (1500, 800), (1730, 802), (1768, 790), (1812, 742), (1735, 622), (1640, 560), (1500, 524), (1360, 500), (1214, 462), (1225, 600));

    public static Polygon Ring(params (double East, double North)[] corners) => new(new LinearRing(
        [.. corners.Select(c => new Coordinate(c.East, c.North)), new Coordinate(corners[0].East, corners[0].North)]));

    public static Polygon Largest(Geometry geometry)
    {
        Polygon? best = null;
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is Polygon polygon && (best is null || polygon.Area > best.Area))
                best = polygon;
        }
        return best ?? throw new InvalidOperationException("A plan polygon is empty.");
    }

    private static Polygon MakeIsland()
    {
        var noise = new Chance.SmoothNoise(11);
        var ring = Curve.Through(Shore, 22, closed: true);
        for (var i = 0; i < ring.Length - 1; i++)
        {
            // Rocks and coves, but not on the quay and only gently on the beach.
            var (x, y) = (ring[i].X, ring[i].Y);
            var rough = x is > 1240 and < 1800 ? 0 : x is > 1800 and < 4500 && y < 1300 ? 3 : 22;
            ring[i] = new Coordinate(x + rough * noise.Fractal(x, y, 140, 3), y + rough * noise.Fractal(x + 900, y, 140, 3));
        }
        ring[^1] = ring[0].Copy();
        Geometry land = new Polygon(new LinearRing(ring));
        Geometry[] moles =
        [
            Ring((1120, 428), (1366, 492), (1502, 516), (1640, 552), (1644, 541), (1506, 504), (1370, 480), (1120, 412)),
            Ring((1822, 776), (1731, 628), (1721, 634), (1800, 782)),
            // A pier with room for boats on both sides.
            Ring((1496, 810), (1496, 690), (1514, 690), (1514, 810)),
        ];
        foreach (var mole in moles)
            land = OverlayNGRobust.Overlay(land, mole, NetTopologySuite.Operation.Overlay.SpatialFunction.Union);
        return Largest(land);
    }
}
