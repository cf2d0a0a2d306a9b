using System.Collections;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Bands;

/// <summary>
/// Simplifies outlines arc by arc (Douglas and Peucker 1973). An arc between two junctions is always walked in the same direction, whoever
/// it belongs to, so features on both sides of a border get the same vertices. Not for several threads at once.
/// </summary>
/// <param name="grid">The zoom's grid.</param>
/// <param name="tolerance">Farthest that a dropped vertex may lie from the outline, in units of the grid.</param>
internal sealed class ArcSimplifier(ZoomGrid grid, double tolerance)
{
    private readonly double _farthest = tolerance * tolerance;
    private readonly GrowingArray<(int X, int Y, bool Junction)> _outline = new();
    private readonly GrowingArray<(int X, int Y)> _arc = new();
    private readonly GrowingArray<bool> _keep = new();
    private readonly GrowingArray<(int From, int To)> _open = new();

    /// <summary>Puts a feature on the grid, simplified.</summary>
    /// <param name="shapes">The block.</param>
    /// <param name="feature">Its place in the block; lines or polygons.</param>
    /// <param name="junctions">A bit for each vertex of the block.</param>
    /// <param name="into">The result; rings may have become too short for a polygon.</param>
    public void Simplify(ShapeBlock shapes, int feature, BitArray junctions, GridShape into)
    {
        into.Clear();
        var closed = shapes.Dimensions[feature] == 2;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
            {
                Round(shapes, ring, junctions);
                if (closed)
                    Ring(into);
                else
                    Line(into);
                into.EndRing();
            }

            into.EndPart();
        }
    }

    // Vertices at one grid point in a row become one, which is a junction when one of them is.
    private void Round(ShapeBlock shapes, int ring, BitArray junctions)
    {
        _outline.Clear();
        var first = shapes.FirstVertex(ring);
        var xy = shapes.Ring(ring);
        for (var i = 0; i + 1 < xy.Length; i += 2)
        {
            var (x, y, junction) = (grid.X(xy[i]), grid.Y(xy[i + 1]), junctions[first + (i / 2)]);
            var last = _outline.Count - 1;
            if (last >= 0 && _outline[last].X == x && _outline[last].Y == y)
                _outline[last].Junction |= junction;
            else
                _outline.Add((x, y, junction));
        }
    }

    private void Line(GridShape into)
    {
        var outline = _outline.Span;
        var from = 0;
        for (var to = 1; to < outline.Length; to++)
        {
            if (to == outline.Length - 1 || outline[to].Junction)
            {
                Arc(outline, from, to, into);
                from = to;
            }
        }

        into.Add(outline[^1].X, outline[^1].Y);
    }

    private void Ring(GridShape into)
    {
        while (_outline.Count > 1 && _outline[0].X == _outline[_outline.Count - 1].X && _outline[0].Y == _outline[_outline.Count - 1].Y)
        {
            _outline[0].Junction |= _outline[_outline.Count - 1].Junction;
            _outline.Cut(_outline.Count - 1);
        }

        var start = 0;
        while (start < _outline.Count && !_outline[start].Junction)
            start++;
        if (start == _outline.Count)
        {
            // A ring that meets no other is cut at its least and its greatest point, the same for all that share it.
            (start, var greatest) = Extremes(_outline.Span);
            _outline[greatest].Junction = true;
        }

        // Turned so that it begins and ends at a junction.
        var count = _outline.Count;
        for (var i = 0; i <= start; i++)
            _outline.Add(_outline[i]);
        var outline = _outline.Span[start..];
        var from = 0;
        for (var to = 1; to <= count; to++)
        {
            if (to == count || outline[to].Junction)
            {
                Arc(outline, from, to, into);
                from = to;
            }
        }
    }

    private static (int Least, int Greatest) Extremes(ReadOnlySpan<(int X, int Y, bool Junction)> outline)
    {
        var (least, greatest) = (0, 0);
        for (var i = 1; i < outline.Length; i++)
        {
            if (outline[i].CompareTo(outline[least]) < 0)
                least = i;
            if (outline[i].CompareTo(outline[greatest]) > 0)
                greatest = i;
        }

        return (least, greatest);
    }

    // Adds what is kept of an arc, without its last vertex.
    private void Arc(ReadOnlySpan<(int X, int Y, bool Junction)> outline, int from, int to, GridShape into)
    {
        _arc.Clear();
        for (var i = from; i <= to; i++)
            _arc.Add((outline[i].X, outline[i].Y));
        var arc = _arc.Span;
        var turned = Turned(arc);
        if (turned)
            arc.Reverse();
        Mark(arc);
        var keep = _keep.Span;
        for (var i = 0; i + 1 < arc.Length; i++)
        {
            var at = turned ? arc.Length - 1 - i : i;
            if (keep[at])
                into.Add(arc[at].X, arc[at].Y);
        }
    }

    private static bool Turned(ReadOnlySpan<(int X, int Y)> arc)
    {
        for (int i = 0, j = arc.Length - 1; i < j; i++, j--)
        {
            var order = arc[i].CompareTo(arc[j]);
            if (order != 0)
                return order > 0;
        }

        return false;
    }

    private void Mark(ReadOnlySpan<(int X, int Y)> arc)
    {
        _keep.Clear();
        _keep.Extend(arc.Length).Clear();
        _keep[0] = _keep[arc.Length - 1] = true;
        _open.Clear();
        _open.Add((0, arc.Length - 1));
        while (_open.Count > 0)
        {
            var (from, to) = _open[_open.Count - 1];
            _open.Cut(_open.Count - 1);
            var (at, distance) = Farthest(arc, from, to);
            if (distance <= _farthest)
                continue;
            _keep[at] = true;
            if (at - from > 1)
                _open.Add((from, at));
            if (to - at > 1)
                _open.Add((at, to));
        }
    }

    private static (int At, double Distance) Farthest(ReadOnlySpan<(int X, int Y)> arc, int from, int to)
    {
        double ax = arc[from].X, ay = arc[from].Y, dx = arc[to].X - ax, dy = arc[to].Y - ay;
        var length = (dx * dx) + (dy * dy);
        var (at, most) = (from, -1.0);
        for (var i = from + 1; i < to; i++)
        {
            double px = arc[i].X - ax, py = arc[i].Y - ay;
            var t = length == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1);
            var (ex, ey) = (px - (t * dx), py - (t * dy));
            var distance = (ex * ex) + (ey * ey);
            if (distance > most)
                (at, most) = (i, distance);
        }

        return (at, most);
    }
}
