using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Clipping;

/// <summary>
/// Tests what cutting has changed: of each segment that ends on the edge without lying along it, whether it meets any other segment.
/// Segments between inner vertices were sound before; segments along the edge meet nothing inside.
/// </summary>
internal static class CutCheck
{
    /// <summary>Whether the cut polygons are surely valid.</summary>
    public static bool IsSound(GridShape shape)
    {
        for (var ring = 0; ring < shape.RingEnds.Count; ring++)
        {
            var xy = shape.Ring(ring);
            for (int i = 0, h = xy.Length - 2; i + 1 < xy.Length; h = i, i += 2)
            {
                var j = i + 2 < xy.Length ? i + 2 : 0;
                bool on = ClipSquare.OnEdge(xy[i], xy[i + 1]), onNext = ClipSquare.OnEdge(xy[j], xy[j + 1]);
                if ((on || onNext || ClipSquare.OnEdge(xy[h], xy[h + 1]))
                    && GridSegments.Folds(xy[h], xy[h + 1], xy[i], xy[i + 1], xy[j], xy[j + 1]))
                    return false;
                if ((on || onNext) && !(on && onNext && AlongEdge(xy, i, j)) && MeetsAny(shape, ring, i, j))
                    return false;
            }
        }

        return true;
    }

    private static bool AlongEdge(ReadOnlySpan<int> xy, int i, int j) =>
        (xy[i] == xy[j] && xy[i] is ClipSquare.Low or ClipSquare.High)
        || (xy[i + 1] == xy[j + 1] && xy[i + 1] is ClipSquare.Low or ClipSquare.High);

    private static bool MeetsAny(GridShape shape, int ring, int from, int to)
    {
        var own = shape.Ring(ring);
        int ax = own[from], ay = own[from + 1], bx = own[to], by = own[to + 1];
        int minX = Math.Min(ax, bx), maxX = Math.Max(ax, bx), minY = Math.Min(ay, by), maxY = Math.Max(ay, by);
        for (var other = 0; other < shape.RingEnds.Count; other++)
        {
            var xy = shape.Ring(other);
            int cx = xy[^2], cy = xy[^1];
            for (int i = 0, h = xy.Length - 2; i + 1 < xy.Length; h = i, i += 2)
            {
                int dx = xy[i], dy = xy[i + 1];
                if ((cx > maxX && dx > maxX) || (cx < minX && dx < minX) || (cy > maxY && dy > maxY) || (cy < minY && dy < minY)
                    || (other == ring && (h == from || h == to || i == from)))
                {
                    (cx, cy) = (dx, dy);
                    continue;
                }

                if (GridSegments.Meet(ax, ay, bx, by, cx, cy, dx, dy))
                    return true;
                (cx, cy) = (dx, dy);
            }
        }

        return false;
    }
}
