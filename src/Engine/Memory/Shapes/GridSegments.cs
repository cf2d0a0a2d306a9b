namespace Gis.Engine.Memory.Shapes;

/// <summary>Exact tests on segments between grid points. Differences of coordinates stay below 2^31, so products fit into a long.</summary>
internal static class GridSegments
{
    /// <summary>Twice the area of the triangle a, b, c: positive when c lies to the right of a→b with y down, 0 on its line.</summary>
    public static long Side(int ax, int ay, int bx, int by, int cx, int cy) =>
        (((long)bx - ax) * ((long)cy - ay)) - (((long)by - ay) * ((long)cx - ax));

    /// <summary>Whether two segments share a point, ends included.</summary>
    public static bool Meet(int ax, int ay, int bx, int by, int cx, int cy, int dx, int dy)
    {
        if (Math.Max(ax, bx) < Math.Min(cx, dx) || Math.Max(cx, dx) < Math.Min(ax, bx)
            || Math.Max(ay, by) < Math.Min(cy, dy) || Math.Max(cy, dy) < Math.Min(ay, by))
            return false;
        var (c, d) = (Side(ax, ay, bx, by, cx, cy), Side(ax, ay, bx, by, dx, dy));
        if ((c > 0 && d > 0) || (c < 0 && d < 0))
            return false;
        var (a, b) = (Side(cx, cy, dx, dy, ax, ay), Side(cx, cy, dx, dy, bx, by));
        return !((a > 0 && b > 0) || (a < 0 && b < 0));
    }

    /// <summary>Whether a→b→c turns back on itself.</summary>
    public static bool Folds(int ax, int ay, int bx, int by, int cx, int cy) =>
        Side(ax, ay, bx, by, cx, cy) == 0
        && (((long)bx - ax) * ((long)cx - bx)) + (((long)by - ay) * ((long)cy - by)) < 0;

    /// <summary>Where a point lies: 1 inside a ring, 0 on it, -1 outside.</summary>
    public static int Locate(ReadOnlySpan<int> ring, int x, int y)
    {
        var inside = false;
        int ax = ring[^2], ay = ring[^1];
        for (var i = 0; i + 1 < ring.Length; i += 2)
        {
            int bx = ring[i], by = ring[i + 1];
            if (ay > y != by > y || ay == y || by == y)
            {
                var side = Side(ax, ay, bx, by, x, y);
                if (side == 0 && x >= Math.Min(ax, bx) && x <= Math.Max(ax, bx) && y >= Math.Min(ay, by) && y <= Math.Max(ay, by))
                    return 0;
                if (ay > y != by > y)
                    inside ^= by > ay ? side > 0 : side < 0;
            }

            (ax, ay) = (bx, by);
        }

        return inside ? 1 : -1;
    }

    /// <summary>Whether one ring lies inside another, told by its first vertex that is not on the other's outline.</summary>
    /// <returns>Null when every vertex is on the outline.</returns>
    public static bool? LiesIn(ReadOnlySpan<int> inner, ReadOnlySpan<int> outer)
    {
        for (var i = 0; i + 1 < inner.Length; i += 2)
        {
            var place = Locate(outer, inner[i], inner[i + 1]);
            if (place != 0)
                return place > 0;
        }

        return null;
    }
}
