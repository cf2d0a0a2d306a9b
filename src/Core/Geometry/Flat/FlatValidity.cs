namespace Gis.Core.Geometry;

/// <summary>
/// A quick test that answers "certainly valid" for nearly all real shapes. Everything it is not certain of (touching rings, collinear edges, results near the
/// limit of the arithmetic) is left to <see cref="GeometryRepair"/>: it never calls an invalid shape valid.
/// </summary>
/// <remarks>
/// The orientation of three points is decided only when it is outside Shewchuk's error bound ("Adaptive Precision Floating-Point Arithmetic and Fast
/// Robust Geometric Predicates", 1997). Edges are compared in order of their smallest x. One instance must not be used by two threads at once.
/// </remarks>
public sealed class FlatValidity
{
    private const double ErrorBound = 3.3306690738754716e-16;
    private const int MostRings = 64;
    private const int FewEdges = 20;

    private double[] minX = [];
    private int[] from = [];
    private int[] ringOf = [];

    /// <summary>Whether a shape is certainly valid in the sense of OGC Simple Features.</summary>
    public bool IsCertain(FlatShape shape)
    {
        foreach (var value in shape.X)
        {
            if (!double.IsFinite(value))
                return false;
        }

        foreach (var value in shape.Y)
        {
            if (!double.IsFinite(value))
                return false;
        }

        return shape.Kind switch
        {
            FlatKind.Point => true,
            FlatKind.Line => AreLines(shape),
            _ => shape.RingEnds.Length <= MostRings && AreRings(shape) && AreSimple(shape) && AreNested(shape),
        };
    }

    // A line is valid when it has two different positions.
    private static bool AreLines(FlatShape shape)
    {
        for (var ring = 0; ring < shape.RingEnds.Length; ring++)
        {
            var start = shape.RingStart(ring);
            var length = shape.RingEnds[ring] - start;
            if (length < 2 || (shape.X[start] == shape.X[start + 1] && shape.Y[start] == shape.Y[start + 1]))
                return false;
        }

        return shape.RingEnds.Length > 0;
    }

    private static bool AreRings(FlatShape shape)
    {
        for (var ring = 0; ring < shape.RingEnds.Length; ring++)
        {
            var (start, end) = (shape.RingStart(ring), shape.RingEnds[ring]);
            if (end - start < 4 || shape.X[start] != shape.X[end - 1] || shape.Y[start] != shape.Y[end - 1])
                return false;
        }

        return shape.RingEnds.Length > 0;
    }

    // No two edges meet but neighbours in their common end, and neighbours do not fold back.
    private bool AreSimple(FlatShape shape)
    {
        var edges = Edges(shape);
        for (var i = 0; i < edges; i++)
        {
            var a = from[i];
            var right = Math.Max(shape.X[a], shape.X[a + 1]);
            for (var j = i + 1; j < edges && minX[j] <= right; j++)
            {
                if (!Apart(shape, a, from[j], ringOf[i] == ringOf[j]))
                    return false;
            }
        }

        return true;
    }

    private int Edges(FlatShape shape)
    {
        if (minX.Length < shape.X.Length)
            (minX, from, ringOf) = (new double[shape.X.Length * 2], new int[shape.X.Length * 2], new int[shape.X.Length * 2]);
        var count = 0;
        for (var ring = 0; ring < shape.RingEnds.Length; ring++)
        {
            for (var i = shape.RingStart(ring); i < shape.RingEnds[ring] - 1; i++)
            {
                minX[count] = Math.Min(shape.X[i], shape.X[i + 1]);
                from[count++] = i;
            }
        }

        // A handful is compared in any order.
        if (count > FewEdges)
            Array.Sort(minX, from, 0, count);
        else
            Array.Fill(minX, double.NegativeInfinity, 0, count);
        for (var e = 0; e < count; e++)
            ringOf[e] = RingOf(shape, from[e]);
        return count;
    }

    private static int RingOf(FlatShape shape, int position)
    {
        var ring = 0;
        while (shape.RingEnds[ring] <= position)
            ring++;
        return ring;
    }

    private static bool Apart(FlatShape shape, int a, int b, bool sameRing)
    {
        var (x, y) = (shape.X, shape.Y);
        var (ax, ay, bx, by) = (x[a], y[a], x[a + 1], y[a + 1]);
        var (cx, cy, dx, dy) = (x[b], y[b], x[b + 1], y[b + 1]);
        if (Math.Max(ay, by) < Math.Min(cy, dy) || Math.Max(cy, dy) < Math.Min(ay, by) || Math.Max(cx, dx) < Math.Min(ax, bx))
            return true;
        if (sameRing)
        {
            var ring = RingOf(shape, a);
            var (first, last) = (shape.RingStart(ring), shape.RingEnds[ring] - 2);
            if (b == a + 1 || (a == last && b == first))
                return Side(ax, ay, bx, by, dx, dy) != 0 || IsForward();
            if (a == b + 1 || (b == last && a == first))
                return Side(cx, cy, dx, dy, bx, by) != 0 || IsForward();
        }

        // Neighbours on one line meet in their common end alone as long as the second goes on in the direction of the first.
        bool IsForward() => ((bx - ax) * (dx - cx)) + ((by - ay) * (dy - cy)) > 0;

        // Certain only when one edge lies wholly on one side of the other's line.
        var (c, d) = (Side(ax, ay, bx, by, cx, cy), Side(ax, ay, bx, by, dx, dy));
        if (c != 0 && c == d)
            return true;
        var (e, f) = (Side(cx, cy, dx, dy, ax, ay), Side(cx, cy, dx, dy, bx, by));
        return e != 0 && e == f;
    }

    // 1 left, -1 right, 0 on the line or too near to say.
    private static int Side(double ax, double ay, double bx, double by, double px, double py)
    {
        var left = (ax - px) * (by - py);
        var right = (ay - py) * (bx - px);
        var value = left - right;
        var bound = ErrorBound * (Math.Abs(left) + Math.Abs(right));
        return value > bound ? 1 : value < -bound ? -1 : 0;
    }

    // Edges do not meet, so one position decides where a whole ring lies.
    private static bool AreNested(FlatShape shape)
    {
        if (shape.RingEnds.Length == 1)
            return true;
        for (var part = 0; part < shape.Parts; part++)
        {
            var outer = shape.PartStart(part);
            for (var hole = outer + 1; hole < shape.PartEnds[part]; hole++)
            {
                if (!IsInside(shape, hole, outer))
                    return false;
                for (var other = outer + 1; other < shape.PartEnds[part]; other++)
                {
                    if (other != hole && IsInside(shape, hole, other))
                        return false;
                }
            }

            // An area inside the hole of another is valid but rare: not certain here.
            for (var other = 0; other < shape.Parts; other++)
            {
                if (other != part && IsInside(shape, outer, shape.PartStart(other)))
                    return false;
            }
        }

        return true;
    }

    private static bool IsInside(FlatShape shape, int ring, int around)
    {
        var at = shape.RingStart(ring);
        var start = shape.RingStart(around);
        return FlatLocation.IsInside(shape.X[at], shape.Y[at], shape.X.AsSpan(start, shape.RingEnds[around] - start), shape.Y.AsSpan(start, shape.RingEnds[around] - start));
    }
}
