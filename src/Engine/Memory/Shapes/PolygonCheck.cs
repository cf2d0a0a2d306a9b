using System.Runtime.InteropServices;

namespace Gis.Engine.Memory.Shapes;

/// <summary>
/// Tells cheaply whether polygons on the grid are surely valid (OGC 06-103r4 section 6.1.11). It is stricter than the standard: rings that
/// merely touch are refused as well, so that no case needs a look at how they touch. What it refuses is made valid by
/// the repair. Not for several threads at once.
/// </summary>
internal sealed class PolygonCheck
{
    // Up to here comparing all pairs is quicker than sorting.
    private const int AllPairs = 24;

    private readonly GrowingArray<Segment> _segments = new(256);
    private List<(int First, int Second)>? _meetings;

    /// <summary>Whether each ring is simple and runs the right way, no two rings touch, and holes lie in their shells.</summary>
    public bool IsSound(GridShape shape)
    {
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            for (var ring = shape.FirstRing(part); ring < shape.PartEnds[part]; ring++)
            {
                var area = RingOrder.Area(shape.Ring(ring));
                if (ring == shape.FirstRing(part) ? area <= 0 : area >= 0)
                    return false;
            }
        }

        Collect(shape);
        return (_segments.Count <= AllPairs ? PairsApart() : SweepApart()) && (shape.RingEnds.Count == 1 || Nested(shape));
    }

    /// <summary>All pairs of segments that meet where they should not. A segment is named by its first vertex.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="meetings">What was found; what it held is forgotten.</param>
    public void FindMeetings(GridShape shape, List<(int First, int Second)> meetings)
    {
        meetings.Clear();
        Collect(shape);
        _meetings = meetings;
        SweepApart();
        _meetings = null;
    }

    private void Collect(GridShape shape)
    {
        _segments.Clear();
        for (var ring = 0; ring < shape.RingEnds.Count; ring++)
        {
            var xy = shape.Ring(ring);
            var first = _segments.Count;
            for (var i = 0; i + 1 < xy.Length; i += 2)
            {
                var j = i + 2 < xy.Length ? i + 2 : 0;
                _segments.Add(new Segment(xy[i], xy[i + 1], xy[j], xy[j + 1], first + (j / 2)));
            }
        }
    }

    private bool PairsApart()
    {
        var segments = _segments.Span;
        for (var i = 0; i < segments.Length; i++)
        {
            for (var j = i + 1; j < segments.Length; j++)
            {
                if (!Apart(segments[i], i, segments[j], j))
                    return false;
            }
        }

        return true;
    }

    private bool SweepApart()
    {
        var segments = _segments.Span;
        var order = System.Buffers.ArrayPool<long>.Shared.Rent(segments.Length);
        try
        {
            var keys = order.AsSpan(0, segments.Length);
            for (var i = 0; i < keys.Length; i++)
                keys[i] = ((long)Math.Min(segments[i].Ax, segments[i].Bx) << 32) | (uint)i;
            keys.Sort();
            for (var i = 0; i < keys.Length; i++)
            {
                var s = (int)(uint)keys[i];
                ref readonly var segment = ref segments[s];
                var until = Math.Max(segment.Ax, segment.Bx);
                for (var j = i + 1; j < keys.Length && (int)(keys[j] >> 32) <= until; j++)
                {
                    var t = (int)(uint)keys[j];
                    if (Apart(segment, s, segments[t], t))
                        continue;
                    if (_meetings is null)
                        return false;
                    _meetings.Add((s, t));
                }
            }

            return true;
        }
        finally
        {
            System.Buffers.ArrayPool<long>.Shared.Return(order);
        }
    }

    // Neighbours in a ring share their vertex and must not fold back; all others must not meet.
    private static bool Apart(in Segment a, int i, in Segment b, int j)
    {
        if (a.Next == j)
            return !GridSegments.Folds(a.Ax, a.Ay, a.Bx, a.By, b.Bx, b.By);
        if (b.Next == i)
            return !GridSegments.Folds(b.Ax, b.Ay, b.Bx, b.By, a.Bx, a.By);
        return !GridSegments.Meet(a.Ax, a.Ay, a.Bx, a.By, b.Ax, b.Ay, b.Bx, b.By);
    }

    // Nothing touches, so one vertex tells for a whole ring.
    private static bool Nested(GridShape shape)
    {
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            var shell = shape.Ring(shape.FirstRing(part));
            for (var hole = shape.FirstRing(part) + 1; hole < shape.PartEnds[part]; hole++)
            {
                if (GridSegments.Locate(shell, shape.Ring(hole)[0], shape.Ring(hole)[1]) != 1)
                    return false;
                for (var other = shape.FirstRing(part) + 1; other < shape.PartEnds[part]; other++)
                {
                    if (other != hole && GridSegments.Locate(shape.Ring(other), shape.Ring(hole)[0], shape.Ring(hole)[1]) == 1)
                        return false;
                }
            }
        }

        return shape.PartEnds.Count == 1 || PartsApart(shape);
    }

    // A part may lie in another's hole, never in its inside.
    private static bool PartsApart(GridShape shape)
    {
        var boxes = new (int MinX, int MinY, int MaxX, int MaxY)[shape.PartEnds.Count];
        for (var part = 0; part < boxes.Length; part++)
            boxes[part] = BoxOf(shape.Ring(shape.FirstRing(part)));
        var order = new int[boxes.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(order, (a, b) => boxes[a].MinX.CompareTo(boxes[b].MinX));
        for (var i = 0; i < order.Length; i++)
        {
            for (var j = i + 1; j < order.Length && boxes[order[j]].MinX <= boxes[order[i]].MaxX; j++)
            {
                var (a, b) = (boxes[order[i]], boxes[order[j]]);
                if (a.MinY <= b.MaxY && b.MinY <= a.MaxY
                    && (Covers(shape, order[i], order[j]) || Covers(shape, order[j], order[i])))
                    return false;
            }
        }

        return true;
    }

    private static bool Covers(GridShape shape, int part, int other)
    {
        var point = shape.Ring(shape.FirstRing(other));
        var inside = false;
        for (var ring = shape.FirstRing(part); ring < shape.PartEnds[part]; ring++)
            inside ^= GridSegments.Locate(shape.Ring(ring), point[0], point[1]) == 1;
        return inside;
    }

    private static (int MinX, int MinY, int MaxX, int MaxY) BoxOf(ReadOnlySpan<int> ring)
    {
        var (minX, minY, maxX, maxY) = (ring[0], ring[1], ring[0], ring[1]);
        foreach (var (x, y) in MemoryMarshal.Cast<int, (int X, int Y)>(ring))
            (minX, minY, maxX, maxY) = (Math.Min(minX, x), Math.Min(minY, y), Math.Max(maxX, x), Math.Max(maxY, y));
        return (minX, minY, maxX, maxY);
    }

    private readonly record struct Segment(int Ax, int Ay, int Bx, int By, int Next);
}
