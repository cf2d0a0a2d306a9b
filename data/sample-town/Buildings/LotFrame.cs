using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Parcels;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Buildings;

/// <summary>A lot seen from its street: u runs along the front, v goes back from it. Metres.</summary>
internal sealed class LotFrame
{
    private readonly Coordinate[] _ring;
    private readonly Coordinate _origin;
    private readonly Direction _along;

    /// <param name="lot">Turning left, so that its inside lies to the left of the front.</param>
    /// <param name="survey">Knows which edges lie on a road.</param>
    public LotFrame(Parcel lot, Survey survey)
    {
        var ring = lot.Rings[0];
        _ring = [.. ring.Select(i => survey.Corner[i])];
        var front = Front(ring, survey);
        HasFront = front >= 0;
        if (front < 0)
        {
            _along = new Ring(_ring).LongAxis();
            _origin = _ring[0];
        }
        else
        {
            var (a, b) = (_ring[front], _ring[(front + 1) % _ring.Length]);
            var length = a.Distance(b);
            _along = new Direction((b.X - a.X) / length, (b.Y - a.Y) / length);
            _origin = a;
        }
        (LowU, HighU) = Extent(_along);
        (LowV, HighV) = Extent(_along.Left);
    }

    public bool HasFront { get; }
    public double LowU { get; }
    public double HighU { get; }
    public double LowV { get; }
    public double HighV { get; }

    /// <summary>The rectangle as a ring, when it stays <paramref name="margin"/> away from every side of the lot; else null.</summary>
    public Coordinate[]? Fit(double u, double v, double width, double depth, double margin)
    {
        Coordinate[] corners = [At(u, v), At(u + width, v), At(u + width, v + depth), At(u, v + depth)];
        if (!corners.All(c => Inside(c, margin)))
            return null;
        // In an L-shaped lot the lot's own corner could stand inside the rectangle.
        return _ring.Any(p => Between(p, u - margin, v - margin, width + 2 * margin, depth + 2 * margin)) ? null : corners;
    }

    public Coordinate At(double u, double v) =>
        new(_origin.X + _along.X * u + _along.Left.X * v, _origin.Y + _along.Y * u + _along.Left.Y * v);

    private bool Between(Coordinate p, double u, double v, double width, double depth)
    {
        var pu = _along.Along(p) - _along.Along(_origin) - u;
        var pv = _along.Left.Along(p) - _along.Left.Along(_origin) - v;
        return pu > 0 && pu < width && pv > 0 && pv < depth;
    }

    private bool Inside(Coordinate p, double margin)
    {
        Coordinate[] closed = [.. _ring, _ring[0]];
        return NetTopologySuite.Algorithm.PointLocation.IsInRing(p, closed)
            && NetTopologySuite.Algorithm.DistanceComputer.PointToSegmentString(p, closed) >= margin;
    }

    private (double, double) Extent(Direction direction)
    {
        var values = _ring.Select(p => direction.Along(p) - direction.Along(_origin)).ToList();
        return (values.Min(), values.Max());
    }

    private static int Front(int[] ring, Survey survey)
    {
        var best = -1;
        var longest = 1.5;
        for (var i = 0; i < ring.Length; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Length]);
            if (!survey.Edges.TryGetValue((b, a), out var other) || !other.IsRoad)
                continue;
            var length = survey.Corner[a].Distance(survey.Corner[b]);
            if (length > longest)
                (best, longest) = (i, length);
        }
        return best;
    }
}
