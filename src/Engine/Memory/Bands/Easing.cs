using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Bands;

/// <summary>
/// Frees long, ragged outlines of the places where rounding made them touch themselves, by leaving out a vertex there: a hundred times quicker than
/// snap rounding, and the outline moves by no more than the vertex stood out. Not for several threads at once.
/// </summary>
/// <param name="check">Finds the places.</param>
internal sealed class Easing(PolygonCheck check)
{
    // Shorter outlines are parcels and buildings: their vertices are what they are made of.
    private const int LongOutline = 48;

    // Units that the outline may move by: a quarter of a CSS pixel.
    private const double Farthest = 2;

    private const int Passes = 6;
    private readonly List<(int First, int Second)> _meetings = [];
    private readonly HashSet<int> _dropped = [];
    private readonly GridShape _next = new();

    /// <summary>Tries to make a shape sound.</summary>
    /// <param name="shape">Polygons on the grid; changed even when it does not work out.</param>
    public bool TryEase(GridShape shape)
    {
        if (shape.Vertices < LongOutline)
            return false;
        for (var pass = 0; pass < Passes; pass++)
        {
            check.FindMeetings(shape, _meetings);
            if (_meetings.Count == 0)
                return check.IsSound(shape);
            if (!Choose(shape) || !Drop(shape))
                return false;
        }

        return check.IsSound(shape);
    }

    // For each meeting the vertex that stands out least.
    private bool Choose(GridShape shape)
    {
        _dropped.Clear();
        foreach (var (first, second) in _meetings)
        {
            var (a, b) = (Next(shape, first), Next(shape, second));
            if (_dropped.Contains(first) || _dropped.Contains(second) || _dropped.Contains(a) || _dropped.Contains(b))
                continue;
            var least = a == second ? a : b == first ? b : Least(shape, [first, a, second, b]);
            if (a != second && b != first && StandsOut(shape, least) > Farthest)
                return false;
            _dropped.Add(least);
        }

        return true;
    }

    private static int Least(GridShape shape, ReadOnlySpan<int> vertices)
    {
        var least = vertices[0];
        foreach (var vertex in vertices)
        {
            if (StandsOut(shape, vertex) < StandsOut(shape, least))
                least = vertex;
        }

        return least;
    }

    // Distance from the line between the neighbours, in units.
    private static double StandsOut(GridShape shape, int vertex)
    {
        var xy = shape.Xy.Span;
        var (before, after) = (Before(shape, vertex), Next(shape, vertex));
        double dx = xy[2 * after] - xy[2 * before], dy = xy[(2 * after) + 1] - xy[(2 * before) + 1];
        var side = GridSegments.Side(
            xy[2 * before], xy[(2 * before) + 1], xy[2 * after], xy[(2 * after) + 1], xy[2 * vertex], xy[(2 * vertex) + 1]);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length > 0 ? Math.Abs(side) / length : double.PositiveInfinity;
    }

    private bool Drop(GridShape shape)
    {
        _next.Clear();
        for (int part = 0, ring = 0; part < shape.PartEnds.Count; part++)
        {
            for (; ring < shape.PartEnds[part]; ring++)
            {
                var first = shape.FirstVertex(ring);
                var xy = shape.Ring(ring);
                for (var i = 0; i + 1 < xy.Length; i += 2)
                {
                    if (!_dropped.Contains(first + (i / 2)))
                        _next.Add(xy[i], xy[i + 1]);
                }

                _next.CloseRing();
                if (_next.Vertices - _next.OpenStart < 3)
                    return false;
                _next.EndRing();
            }

            _next.EndPart();
        }

        shape.Replace(_next);
        return true;
    }

    private static int Next(GridShape shape, int vertex)
    {
        var ring = RingOf(shape, vertex);
        return vertex + 1 < shape.RingEnds[ring] ? vertex + 1 : shape.FirstVertex(ring);
    }

    private static int Before(GridShape shape, int vertex)
    {
        var ring = RingOf(shape, vertex);
        return vertex > shape.FirstVertex(ring) ? vertex - 1 : shape.RingEnds[ring] - 1;
    }

    private static int RingOf(GridShape shape, int vertex)
    {
        var place = shape.RingEnds.Span.BinarySearch(vertex + 1);
        return place >= 0 ? place : ~place;
    }
}
