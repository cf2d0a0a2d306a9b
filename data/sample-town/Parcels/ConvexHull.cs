using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Parcels;

/// <summary>The hull of a ring and the smallest rectangle around it (one side lies on a hull edge).</summary>
internal sealed class ConvexHull
{
    public ConvexHull(Coordinate[] points)
    {
        var hull = Chain(points);
        var best = double.MaxValue;
        for (var i = 0; i < hull.Count; i++)
        {
            var (a, b) = (hull[i], hull[(i + 1) % hull.Count]);
            var length = a.Distance(b);
            if (length < 1e-9)
                continue;
            var direction = new Direction((b.X - a.X) / length, (b.Y - a.Y) / length);
            double lowU = double.MaxValue, highU = double.MinValue, lowV = double.MaxValue, highV = double.MinValue;
            foreach (var p in hull)
            {
                double u = direction.Along(p), v = direction.Left.Along(p);
                (lowU, highU, lowV, highV) = (Math.Min(lowU, u), Math.Max(highU, u), Math.Min(lowV, v), Math.Max(highV, v));
            }
            var area = (highU - lowU) * (highV - lowV);
            if (area < best)
            {
                best = area;
                LongAxis = highU - lowU >= highV - lowV ? direction : direction.Left;
            }
        }
    }

    public Direction LongAxis { get; private set; } = new(1, 0);

    /// <summary>Andrew's monotone chain, left turning.</summary>
    private static List<Coordinate> Chain(Coordinate[] points)
    {
        var sorted = points.OrderBy(p => p.X).ThenBy(p => p.Y).ToArray();
        var hull = new List<Coordinate>();
        foreach (var pass in new[] { sorted, [.. sorted.Reverse()] })
        {
            var start = hull.Count;
            foreach (var p in pass)
            {
                while (hull.Count >= start + 2 && Cross(hull[^2], hull[^1], p) <= 0)
                    hull.RemoveAt(hull.Count - 1);
                hull.Add(p);
            }
            hull.RemoveAt(hull.Count - 1);
        }
        return hull;
    }

    private static double Cross(Coordinate o, Coordinate a, Coordinate b) => (a.X - o.X) * (b.Y - o.Y) - (a.Y - o.Y) * (b.X - o.X);
}
