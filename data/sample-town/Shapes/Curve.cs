using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Shapes;

/// <summary>Lines in town metres (X east, Y north).</summary>
internal static class Curve
{
    /// <summary>A Catmull-Rom curve through the given points, with a point about every <paramref name="step"/> metres.</summary>
    public static Coordinate[] Through(IReadOnlyList<(double East, double North)> points, double step, bool closed = false)
    {
        var result = new List<Coordinate>();
        var count = points.Count;
        var last = closed ? count : count - 1;
        for (var i = 0; i < last; i++)
        {
            var (a, b, c, d) = (Point(i - 1), Point(i), Point(i + 1), Point(i + 2));
            var length = Math.Sqrt(Square(c.East - b.East) + Square(c.North - b.North));
            var pieces = Math.Max(1, (int)Math.Round(length / step));
            for (var k = 0; k < pieces; k++)
            {
                var t = (double)k / pieces;
                result.Add(new Coordinate(Blend(a.East, b.East, c.East, d.East, t), Blend(a.North, b.North, c.North, d.North, t)));
            }
        }
        var end = Point(last);
        result.Add(closed ? result[0].Copy() : new Coordinate(end.East, end.North));
        return [.. result];

        (double East, double North) Point(int i) => closed ? points[(i + count) % count] : points[Math.Clamp(i, 0, count - 1)];
    }

    /// <summary>The line moved sideways by a width that may change along it; positive is to the left.</summary>
    public static Coordinate[] Beside(IReadOnlyList<Coordinate> line, Func<double, double> offset)
    {
        var total = Length(line);
        double along = 0;
        var result = new Coordinate[line.Count];
        for (var i = 0; i < line.Count; i++)
        {
            if (i > 0)
                along += line[i].Distance(line[i - 1]);
            var before = line[Math.Max(0, i - 1)];
            var after = line[Math.Min(line.Count - 1, i + 1)];
            double dx = after.X - before.X, dy = after.Y - before.Y, norm = Math.Sqrt(dx * dx + dy * dy);
            var distance = offset(along / total);
            result[i] = new Coordinate(line[i].X - dy / norm * distance, line[i].Y + dx / norm * distance);
        }
        return result;
    }

    /// <summary>The band around a line whose whole width may change from its start (0) to its end (1).</summary>
    public static Polygon Band(IReadOnlyList<Coordinate> line, Func<double, double> width)
    {
        var left = Beside(line, t => width(t) / 2);
        var right = Beside(line, t => -width(t) / 2);
        Coordinate[] ring = [.. right, .. left.Reverse(), right[0].Copy()];
        return new Polygon(new LinearRing(ring));
    }

    public static double Length(IReadOnlyList<Coordinate> line)
    {
        double sum = 0;
        for (var i = 1; i < line.Count; i++)
            sum += line[i].Distance(line[i - 1]);
        return sum;
    }

    /// <summary>Distance from a place to the line, the share of the line's length where it is nearest, and the side (left is positive).</summary>
    public static (double Distance, double Share, double Side) Nearest(IReadOnlyList<Coordinate> line, double x, double y)
    {
        double best = double.MaxValue, share = 0, side = 0, along = 0;
        for (var i = 1; i < line.Count; i++)
        {
            double ax = line[i - 1].X, ay = line[i - 1].Y, dx = line[i].X - ax, dy = line[i].Y - ay;
            var square = dx * dx + dy * dy;
            var length = Math.Sqrt(square);
            var t = square == 0 ? 0 : Math.Clamp(((x - ax) * dx + (y - ay) * dy) / square, 0, 1);
            double ex = ax + t * dx - x, ey = ay + t * dy - y, distance = ex * ex + ey * ey;
            if (distance < best)
            {
                best = distance;
                share = along + t * length;
                side = dx * (y - ay) - dy * (x - ax);
            }
            along += length;
        }
        return (Math.Sqrt(best), share / along, side);
    }

    private static double Blend(double a, double b, double c, double d, double t) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);

    private static double Square(double v) => v * v;
}
