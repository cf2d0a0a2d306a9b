using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre;

/// <summary>
/// Turns the pieces of the plan into parcels that share every corner, without gap or overlap, and bends them into the town as built.
/// </summary>
internal sealed class Survey
{
    /// <summary>Smaller or thinner pieces are joined to a neighbour.</summary>
    private const double SmallestArea = 26, Thinnest = 0.8;

    private readonly Vertices _plan = new();
    private readonly List<Coordinate> _built = [];
    private readonly Dictionary<(int, int), int[]> _bends = [];

    public Survey(IEnumerable<LandPiece> pieces)
    {
        var list = pieces.ToList();
        var rings = list.ConvertAll(p => new[] { p.Shell }.Concat(p.Holes).Select((r, i) => Corners(i == 0 ? r.Points : r.Points.Reverse())).ToList());
        for (var i = 0; i < list.Count; i++)
        {
            var shared = rings[i].Select(WithNeighboursCorners).Where(r => r.Length >= 3).ToList();
            if (shared.Count > 0)
                Parcels.Add(new Parcel(Parcels.Count, list[i], shared));
        }
        JoinSlivers();
        PartTouching();
        Build();
    }

    public List<Parcel> Parcels { get; private set; } = [];

    /// <summary>Built corners, town metres in whole millimetres; parcels' rings are indexes into it.</summary>
    public IReadOnlyList<Coordinate> Corner => _built;

    /// <summary>Neighbours by edge: the parcel that has the edge in the given direction.</summary>
    public Dictionary<(int From, int To), Parcel> Edges { get; } = [];

    private int[] Corners(IEnumerable<Coordinate> points)
    {
        var ring = new List<int>();
        foreach (var p in points)
        {
            var index = _plan.Add(p);
            if (ring.Count == 0 || ring[^1] != index)
                ring.Add(index);
        }
        while (ring.Count > 1 && ring[0] == ring[^1])
            ring.RemoveAt(ring.Count - 1);
        return [.. ring];
    }

    private int[] WithNeighboursCorners(int[] ring)
    {
        var result = new List<int>();
        for (var i = 0; i < ring.Length; i++)
        {
            result.Add(ring[i]);
            result.AddRange(_plan.Between(ring[i], ring[(i + 1) % ring.Length]));
        }
        return [.. result];
    }

    /// <summary>Slivers go to the neighbour they share most with; house lots behind other lots make those deeper.</summary>
    private void JoinSlivers()
    {
        Join(Parcels.Where(IsSliver), Liking);
        var owner = Owners();
        bool HasFront(Parcel lot) => EdgesOf(lot.Rings).Any(e => owner.TryGetValue((e.To, e.From), out var other) && other.IsRoad);
        var behind = Parcels.Where(p => p.Use == LandUse.House && !HasFront(p)).ToHashSet();
        Join(behind, (lot, other) => other.Block == lot.Block && other.Use == LandUse.House && !behind.Contains(other) && other.Oaza == lot.Oaza ? 1 : 0);
        foreach (var lot in Parcels.Where(behind.Contains))
            lot.Use = LandUse.Field;
    }

    private Dictionary<(int From, int To), Parcel> Owners()
    {
        var owner = new Dictionary<(int, int), Parcel>();
        foreach (var parcel in Parcels)
        {
            foreach (var edge in EdgesOf(parcel.Rings))
                owner[edge] = parcel;
        }
        return owner;
    }

    private void Join(IEnumerable<Parcel> which, Func<Parcel, Parcel, double> liking)
    {
        var owner = Owners();
        var target = new Dictionary<Parcel, Parcel>();
        foreach (var parcel in which)
        {
            var shared = new SortedDictionary<int, (double Length, Parcel Parcel)>();
            foreach (var (a, b) in EdgesOf(parcel.Rings))
            {
                if (owner.TryGetValue((b, a), out var other) && other != parcel)
                    shared[other.Id] = (shared.GetValueOrDefault(other.Id).Length + _plan[a].Distance(_plan[b]) * liking(parcel, other), other);
            }
            if (shared.Count > 0 && shared.Values.MaxBy(s => s.Length) is { Length: > 0 } best)
                target[parcel] = best.Parcel;
        }
        foreach (var group in target.Keys.GroupBy(Final).Where(g => g.Key is not null))
        {
            var main = group.Key!;
            var outline = RingTracer.Outline(group.SelectMany(p => p.Rings).Concat(main.Rings), i => _plan[i]);
            // What only touches in a corner would make a second outer ring: leave it alone.
            if (outline.Count(r => Signed(r) > 0) != 1)
                continue;
            main.Rings = [.. outline.OrderByDescending(Signed)];
            foreach (var parcel in group)
                parcel.Rings = [];
        }
        Parcels = [.. Parcels.Where(p => p.Rings.Count > 0)];

        Parcel? Final(Parcel parcel)
        {
            var seen = new HashSet<Parcel>();
            while (target.TryGetValue(parcel, out var next))
            {
                if (!seen.Add(parcel))
                    return null;
                parcel = next;
            }
            return parcel;
        }
    }

    /// <summary>A ring that passes the same corner twice (a neck thinner than the corner tolerance) becomes separate parcels.</summary>
    private void PartTouching()
    {
        var result = new List<Parcel>();
        foreach (var parcel in Parcels)
        {
            if (parcel.Rings.All(r => r.Distinct().Count() == r.Length))
            {
                result.Add(parcel);
                continue;
            }
            var outline = RingTracer.Outline(parcel.Rings, i => _plan[i]);
            var holes = outline.Where(r => Signed(r) < 0).ToList();
            foreach (var (shell, i) in outline.Where(r => Signed(r) > 0).OrderByDescending(Signed).Select((r, i) => (r, i)))
                result.Add(parcel.With([shell, .. i == 0 ? holes : []]));
        }
        Parcels = result;
    }

    private bool IsSliver(Parcel parcel)
    {
        if (parcel.Use == LandUse.Tower)
            return false;
        var area = Signed(parcel.Rings[0]);
        var length = EdgesOf([parcel.Rings[0]]).Sum(e => _plan[e.From].Distance(_plan[e.To]));
        return area < SmallestArea || 2 * area / length < Thinnest;
    }

    /// <summary>Ground joins ground of its kind first; roads and water only when nothing else is near.</summary>
    private static double Liking(Parcel sliver, Parcel other)
    {
        var both = sliver.IsRoad == other.IsRoad && other.Use is not (LandUse.River or LandUse.Railway or LandUse.Tower);
        return (both ? 1 : 0.02) * (sliver.Oaza == other.Oaza ? 1 : 0.2) * (sliver.Block == other.Block ? 2 : 1) * (other.Use == LandUse.Site ? 0.5 : 1);
    }

    private double Signed(int[] ring) => Ring.Signed(ring.Select(i => _plan[i]).ToList());

    private static IEnumerable<(int From, int To)> EdgesOf(List<int[]> rings)
    {
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Length; i++)
                yield return (ring[i], ring[(i + 1) % ring.Length]);
        }
    }

    private void Build()
    {
        for (var i = 0; i < _plan.Count; i++)
            _built.Add(OnGrid(Bend.Apply(_plan[i])));
        var factory = new GeometryFactory();
        foreach (var parcel in Parcels)
        {
            parcel.Rings = [.. parcel.Rings.Select(Bent)];
            var lines = parcel.Rings.Select(r => factory.CreateLinearRing([.. r.Select(i => _built[i]), _built[r[0]]])).ToArray();
            parcel.Shape = factory.CreatePolygon(lines[0], lines[1..]);
            foreach (var edge in EdgesOf(parcel.Rings))
                Edges[edge] = parcel;
        }
    }

    /// <summary>Long edges get corners of their own where the bend would leave the chord; both neighbours get the same ones.</summary>
    private int[] Bent(int[] ring)
    {
        var result = new List<int>();
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            result.Add(a);
            var key = (Math.Min(a, b), Math.Max(a, b));
            if (!_bends.TryGetValue(key, out var inner))
                _bends[key] = inner = InnerCorners(key.Item1, key.Item2);
            result.AddRange(a < b ? inner : inner.Reverse());
        }
        return [.. result];
    }

    private int[] InnerCorners(int a, int b)
    {
        var length = _plan[a].Distance(_plan[b]);
        var middle = Bend.Apply(Bend.Between(_plan[a], _plan[b], 0.5));
        var off = middle.Distance(Bend.Between(_built[a], _built[b], 0.5));
        if (off < 0.15 || length < 8)
            return [];
        var pieces = (int)Math.Ceiling(length / 18);
        var inner = new List<int>();
        for (var k = 1; k < Math.Max(2, pieces); k++)
        {
            inner.Add(_built.Count);
            _built.Add(OnGrid(Bend.Apply(Bend.Between(_plan[a], _plan[b], (double)k / Math.Max(2, pieces)))));
        }
        return [.. inner];
    }

    private static Coordinate OnGrid(Coordinate place) => new(TownFrame.Millimetre(place.X), TownFrame.Millimetre(place.Y));
}
