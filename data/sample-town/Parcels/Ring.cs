using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Parcels;

/// <summary>
/// A simple closed line without its repeated last point, turning left, and what is asked of one while land is divided.
/// </summary>
internal sealed class Ring(Coordinate[] points)
{
    public Coordinate[] Points { get; } = points;

    public double Area { get; } = Math.Abs(Signed(points));

    public Coordinate Centre { get; } = Centroid(points);

    public static Ring Of(Polygon polygon)
    {
        var points = polygon.ExteriorRing.Coordinates[..^1];
        if (Signed(points) < 0)
            Array.Reverse(points);
        return new Ring(points);
    }

    public Polygon ToPolygon() => new(new LinearRing([.. Points, Points[0].Copy()]));

    public double Perimeter
    {
        get
        {
            double sum = 0;
            for (var i = 0; i < Points.Length; i++)
                sum += Points[i].Distance(Points[(i + 1) % Points.Length]);
            return sum;
        }
    }

    public bool Contains(Coordinate place) =>
        NetTopologySuite.Algorithm.PointLocation.IsInRing(place, [.. Points, Points[0]]);

    /// <summary>Smallest and largest reach in a direction.</summary>
    public (double Low, double High) Extent(Direction direction)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (var p in Points)
        {
            var v = direction.Along(p);
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }
        return (low, high);
    }

    /// <summary>The direction of the long side of the smallest rectangle around the ring.</summary>
    public Direction LongAxis()
    {
        var hull = new ConvexHull(Points);
        return hull.LongAxis;
    }

    public static double Signed(IReadOnlyList<Coordinate> points)
    {
        double sum = 0;
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            // Relative to the first point: planar coordinates are large and parcels small.
            sum += (a.X - points[0].X) * (b.Y - points[0].Y) - (b.X - points[0].X) * (a.Y - points[0].Y);
        }
        return sum / 2;
    }

    private static Coordinate Centroid(Coordinate[] points)
    {
        double sum = 0, x = 0, y = 0;
        var o = points[0];
        for (var i = 0; i < points.Length; i++)
        {
            double ax = points[i].X - o.X, ay = points[i].Y - o.Y, bx = points[(i + 1) % points.Length].X - o.X, by = points[(i + 1) % points.Length].Y - o.Y;
            var cross = ax * by - bx * ay;
            sum += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
        return Math.Abs(sum) < 1e-9 ? o.Copy() : new Coordinate(o.X + x / (3 * sum), o.Y + y / (3 * sum));
    }
}

/// <summary>A unit direction in the plane.</summary>
internal readonly record struct Direction(double X, double Y)
{
    public static Direction Of(double radians) => new(Math.Cos(radians), Math.Sin(radians));

    public Direction Left => new(-Y, X);

    public double Along(Coordinate p) => X * p.X + Y * p.Y;
}
