namespace Gis.SampleTown.Terrain;

/// <summary>Raised flat ground: the housing estate 潮見台 cut into the hill, and the old sea terrace 上野原.</summary>
internal static class Terraces
{
    private static readonly (double East, double North, double RadiusEast, double RadiusNorth, double Lift)[] All =
    [
        (1745, 1985, 215, 235, 34),
        (1560, 1890, 130, 120, 26),
        (4270, 2010, 270, 215, 21),
        (4500, 1760, 160, 170, 24),
    ];

    /// <summary>About the distance to the nearest terrace edge, negative inside.</summary>
    public static double Distance(double x, double y)
    {
        var best = double.MaxValue;
        foreach (var t in All)
            best = Math.Min(best, (Ratio(t, x, y) - 1) * Math.Min(t.RadiusEast, t.RadiusNorth));
        return best;
    }

    /// <summary>Metres above the plain; falls off over the terrace's edge.</summary>
    public static double Lift(double x, double y)
    {
        double lift = 0;
        foreach (var t in All)
        {
            var s = Math.Clamp((1.45 - Ratio(t, x, y)) / 0.62, 0, 1);
            lift = Math.Max(lift, t.Lift * s * s * (3 - 2 * s));
        }
        return lift;
    }

    private static double Ratio((double East, double North, double RadiusEast, double RadiusNorth, double Lift) t, double x, double y)
    {
        double dx = (x - t.East) / t.RadiusEast, dy = (y - t.North) / t.RadiusNorth;
        return Math.Sqrt(dx * dx + dy * dy);
    }
}

/// <summary>Low places where rain collects: the old river bed behind the beach ridge and underpasses.</summary>
internal static class Hollows
{
    private static readonly (double East, double North, double Radius, double Depth)[] All =
    [
        (2140, 1010, 130, 1.1), (2330, 1330, 110, 1.0), (2500, 950, 90, 0.8), (3060, 960, 150, 1.2), (3420, 1040, 130, 1.1), (3560, 1360, 120, 0.9),
        (3320, 1500, 70, 1.3), (3760, 1180, 110, 0.9), (3120, 1720, 100, 0.9), (3700, 1780, 90, 0.8), (1650, 960, 80, 0.8), (2150, 1460, 60, 1.2),
        (2480, 1720, 130, 0.8), (3950, 1330, 90, 0.9),
    ];

    public static double Depth(double x, double y)
    {
        double depth = 0;
        foreach (var h in All)
        {
            double dx = x - h.East, dy = y - h.North;
            depth += h.Depth * Math.Exp(-(dx * dx + dy * dy) / (h.Radius * h.Radius));
        }
        return depth;
    }
}
