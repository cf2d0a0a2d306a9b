using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre;

/// <summary>Unites areas that share edges: edges walked in both directions fall away, the rest is the outline.</summary>
internal static class RingTracer
{
    /// <returns>Outer rings (turning left) and holes (turning right), as corner numbers.</returns>
    public static List<int[]> Outline(IEnumerable<int[]> rings, Func<int, Coordinate> place)
    {
        var edges = new HashSet<(int From, int To)>();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
                if (!edges.Remove((b, a)))
                    edges.Add((a, b));
            }
        }
        var leaving = new SortedDictionary<int, List<int>>();
        foreach (var (from, to) in edges.Order())
        {
            if (!leaving.TryGetValue(from, out var list))
                leaving[from] = list = [];
            list.Add(to);
        }
        var result = new List<int[]>();
        foreach (var start in leaving.Keys)
        {
            while (leaving[start].Count > 0)
                result.AddRange(Loops(Walk(start, leaving, place)));
        }
        return result;
    }

    /// <summary>A walk that passes a corner twice holds several rings: a hole that touches its outline, or two lobes that meet in a point.</summary>
    private static IEnumerable<int[]> Loops(int[] walk)
    {
        var open = new List<int>();
        foreach (var corner in walk)
        {
            var before = open.IndexOf(corner);
            if (before >= 0)
            {
                yield return [.. open[before..]];
                open.RemoveRange(before, open.Count - before);
            }
            open.Add(corner);
        }
        yield return [.. open];
    }

    private static int[] Walk(int start, SortedDictionary<int, List<int>> leaving, Func<int, Coordinate> place)
    {
        var ring = new List<int> { start };
        var before = -1;
        var at = start;
        while (true)
        {
            var next = Turn(before, at, leaving[at], place);
            leaving[at].Remove(next);
            if (next == start)
                return [.. ring];
            ring.Add(next);
            (before, at) = (at, next);
        }
    }

    /// <summary>At a corner where the outline touches itself, the sharpest left turn stays on the same side of it.</summary>
    private static int Turn(int before, int at, List<int> choices, Func<int, Coordinate> place)
    {
        if (choices.Count == 1 || before < 0)
            return choices[0];
        var (b, a) = (place(before), place(at));
        var heading = Math.Atan2(a.Y - b.Y, a.X - b.X);
        return choices.MaxBy(c =>
        {
            var turn = Math.Atan2(place(c).Y - a.Y, place(c).X - a.X) - heading;
            return Math.IEEERemainder(turn, 2 * Math.PI);
        });
    }
}
