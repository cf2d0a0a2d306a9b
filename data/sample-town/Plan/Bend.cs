using Gis.SampleTown.Chance;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Plan;

/// <summary>
/// The town is planned with straight cuts and then bent a little everywhere, as a town that grew by hand is: a smooth shift of up to some
/// twenty metres that keeps who touches whom. 新町 (laid out with a ruler) and the quay stay straight.
/// </summary>
internal static class Bend
{
    private static readonly SmoothNoise Noise = new(77);

    private static readonly (double East, double North, double Radius)[] Straight = [(3400, 1500, 620), (3650, 1250, 500), (3600, 1800, 420), (1530, 780, 330)];

    /// <summary>From the plan to the town as built, in town metres.</summary>
    public static Coordinate Apply(Coordinate plan)
    {
        var (dx, dy) = Shift(plan.X, plan.Y);
        return new Coordinate(plan.X + dx, plan.Y + dy);
    }

    /// <summary>From the town as built back to the plan; good to a millimetre.</summary>
    public static Coordinate Undo(double x, double y)
    {
        double px = x, py = y;
        for (var i = 0; i < 6; i++)
        {
            var (dx, dy) = Shift(px, py);
            (px, py) = (x - dx, y - dy);
        }
        return new Coordinate(px, py);
    }

    /// <summary>A line bent, with points close enough to follow the curve.</summary>
    public static Coordinate[] Line(IReadOnlyList<Coordinate> plan, double step = 20)
    {
        var result = new List<Coordinate> { Apply(plan[0]) };
        for (var i = 1; i < plan.Count; i++)
        {
            var pieces = Math.Max(1, (int)Math.Ceiling(plan[i].Distance(plan[i - 1]) / step));
            for (var k = 1; k <= pieces; k++)
                result.Add(Apply(Between(plan[i - 1], plan[i], (double)k / pieces)));
        }
        return [.. result];
    }

    public static Coordinate Between(Coordinate a, Coordinate b, double t) => new(a.X + (b.X - a.X) * t, a.Y + (b.Y - a.Y) * t);

    private static (double, double) Shift(double x, double y)
    {
        var strength = 1.0;
        foreach (var s in Straight)
        {
            double dx = (x - s.East) / s.Radius, dy = (y - s.North) / s.Radius;
            strength *= 1 - Math.Exp(-Math.Pow(dx * dx + dy * dy, 2));
        }
        if (strength < 0.001)
            return (0, 0);
        var wide = 24 * strength;
        var narrow = 5.5 * strength;
        return (wide * Noise.At(x / 430, y / 430) + narrow * Noise.At(x / 145 + 31, y / 145),
            wide * Noise.At(x / 430 + 71, y / 430 + 13) + narrow * Noise.At(x / 145, y / 145 + 57));
    }
}
