using Gis.Core.Geodesy;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.MojMap;

/// <summary>Joins curves to rings and rings to areas. Coordinates come out x = east, y = north.</summary>
internal static class MojRings
{
    private const int FewCorners = 32;

    /// <summary>The closed ring of a list of curves, turning those that run the other way; null when they do not join or enclose nothing.</summary>
    public static Coordinate[]? Join(IReadOnlyList<string> generators, MojMapContent content)
    {
        var ring = new List<PlanePoint>(2 * generators.Count);
        for (var i = 0; i < generators.Count; i++)
        {
            if (!content.Curves.TryGetValue(generators[i], out var curve) || curve is null)
                return null;
            if (ring.Count == 0)
            {
                // The first curve has no predecessor: its direction is the one in which the second can follow.
                var next = generators.Count > 1 && content.Curves.TryGetValue(generators[1], out var second) ? second : null;
                var turn = next is not null && curve[^1] != next[0] && curve[^1] != next[^1] && (curve[0] == next[0] || curve[0] == next[^1]);
                Add(ring, curve, turn);
            }
            else if (curve[0] == ring[^1] || curve[^1] == ring[^1])
            {
                Add(ring, curve, curve[0] != ring[^1]);
            }
            else
            {
                return null;
            }
        }

        if (ring.Count > 0 && ring[0] != ring[^1])
            ring.Add(ring[0]);
        return ring.Count < 4 ? null : [.. ring.Select(p => new Coordinate(p.East, p.North))];
    }

    // A point that is where the one before it is, is the same corner.
    private static void Add(List<PlanePoint> ring, PlanePoint[] curve, bool turned)
    {
        for (var i = 0; i < curve.Length; i++)
        {
            var point = curve[turned ? curve.Length - 1 - i : i];
            if (ring.Count == 0 || point != ring[^1])
                ring.Add(point);
        }
    }

    /// <summary>
    /// Some maps draw a hole by running from the outer ring to the hole and back on the same line (往復線). Such pairs of opposite edges enclose
    /// nothing: taking them out leaves the outer ring and the holes as rings of their own.
    /// </summary>
    /// <returns>The rings, the outer one first; null when there is no such pair or what remains is not made of simple rings.</returns>
    public static List<Coordinate[]>? SplitBridges(Coordinate[] ring)
    {
        if (ring.Length <= FewCorners && !HasOpposites(ring))
            return null;
        var edges = new HashSet<(Key From, Key To)>();
        var bridges = false;
        for (var i = 1; i < ring.Length; i++)
        {
            var edge = (new Key(ring[i - 1]), new Key(ring[i]));
            if (edges.Remove((edge.Item2, edge.Item1)))
                bridges = true;
            else if (!edges.Add(edge))
                return null;
        }

        if (!bridges)
            return null;
        var next = new Dictionary<Key, Key>();
        foreach (var (from, to) in edges)
        {
            if (!next.TryAdd(from, to))
                return null;
        }

        var rings = Cycles(next);
        if (rings is null || rings.Count == 0)
            return null;
        rings.Sort((a, b) => Math.Abs(NetTopologySuite.Algorithm.Area.OfRingSigned(b)).CompareTo(Math.Abs(NetTopologySuite.Algorithm.Area.OfRingSigned(a))));
        return rings;
    }

    // For nearly every parcel: to look at all pairs of a few edges is quicker than to hash them.
    private static bool HasOpposites(Coordinate[] ring)
    {
        for (var i = 1; i < ring.Length; i++)
        {
            for (var j = i + 1; j < ring.Length; j++)
            {
                if (ring[i].Equals2D(ring[j - 1]) && ring[i - 1].Equals2D(ring[j]))
                    return true;
            }
        }

        return false;
    }

    private static List<Coordinate[]>? Cycles(Dictionary<Key, Key> next)
    {
        var rings = new List<Coordinate[]>();
        while (next.Count > 0)
        {
            var start = next.Keys.First();
            var cycle = new List<Coordinate> { start.ToCoordinate() };
            var at = start;
            do
            {
                if (!next.Remove(at, out at))
                    return null;
                cycle.Add(at.ToCoordinate());
            }
            while (at != start);
            if (cycle.Count < 4)
                return null;
            rings.Add(cycle.ToArray());
        }

        return rings;
    }

    private readonly record struct Key(double X, double Y)
    {
        public Key(Coordinate c)
            : this(c.X, c.Y)
        {
        }

        public Coordinate ToCoordinate() => new(X, Y);
    }
}
