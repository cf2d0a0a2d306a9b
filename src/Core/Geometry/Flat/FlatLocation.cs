namespace Gis.Core.Geometry;

/// <summary>Where positions lie, for flat shapes.</summary>
public static class FlatLocation
{
    /// <summary>Whether a position lies inside a closed ring, by counting crossings to its right. On the ring itself the answer is either.</summary>
    public static bool IsInside(double px, double py, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var inside = false;
        for (var i = 1; i < x.Length; i++)
        {
            if (y[i] > py != y[i - 1] > py && px < ((x[i - 1] - x[i]) * (py - y[i]) / (y[i - 1] - y[i])) + x[i])
                inside = !inside;
        }

        return inside;
    }

    /// <summary>
    /// A position well inside an area of one ring: its centre of gravity where that is inside, which is so for nearly all parcels and buildings. Null for others.
    /// </summary>
    public static (double X, double Y)? Inside(FlatShape shape)
    {
        if (shape.Kind == FlatKind.Point)
            return (shape.X[0], shape.Y[0]);
        if (shape.Kind != FlatKind.Polygon || shape.RingEnds.Length != 1)
            return null;
        var (x, y) = (shape.X, shape.Y);
        double area = 0, sumX = 0, sumY = 0;
        for (var i = 1; i < x.Length; i++)
        {
            var (ax, ay, bx, by) = (x[i - 1] - x[0], y[i - 1] - y[0], x[i] - x[0], y[i] - y[0]);
            var cross = (ax * by) - (bx * ay);
            area += cross;
            sumX += (ax + bx) * cross;
            sumY += (ay + by) * cross;
        }

        if (area == 0)
            return null;
        var (cx, cy) = (x[0] + (sumX / (3 * area)), y[0] + (sumY / (3 * area)));
        return IsInside(cx, cy, x, y) ? (cx, cy) : null;
    }
}
