using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Testing;

namespace Gis.Engine.Tests.Memory;

/// <summary>
/// Shapes that tiles find hard, as WKT in metres of EPSG:3857, from a fixed seed. They lie around a corner that four tiles share at zoom 12 and
/// every deeper zoom, many with vertices exactly on edges of tiles or of their buffers.
/// </summary>
internal sealed class JudgeShapes(int seed)
{
    private readonly Random _random = TestScale.Random(seed);

    /// <summary>The corner, in metres east and north.</summary>
    public static (double X, double Y) Corner { get; } = FindCorner();

    /// <summary>A coverage: a bent grid whose cells share their borders, with 0 to 2 vertices within each border.</summary>
    public IEnumerable<string> Coverage(int columns, int rows, double cell)
    {
        var (x0, y0) = (Corner.X - (columns * cell / 2) - 7.3, Corner.Y - (rows * cell / 2) + 4.1);
        var nodes = new string[columns + 1, rows + 1];
        var points = new (double X, double Y)[columns + 1, rows + 1];
        for (var i = 0; i <= columns; i++)
        {
            for (var j = 0; j <= rows; j++)
            {
                points[i, j] = (x0 + (i * cell) + Jitter(cell * 0.25), y0 + (j * cell) + Jitter(cell * 0.25));
                nodes[i, j] = Pair(points[i, j].X, points[i, j].Y);
            }
        }

        List<string> Border((double X, double Y) a, (double X, double Y) b) => [.. Enumerable.Range(1, _random.Next(0, 3)).Select(k =>
            Pair(a.X + ((b.X - a.X) * k / 3) + Jitter(cell * 0.06), a.Y + ((b.Y - a.Y) * k / 3) + Jitter(cell * 0.06)))];
        var across = new List<string>[columns, rows + 1];
        var up = new List<string>[columns + 1, rows];
        for (var i = 0; i <= columns; i++)
        {
            for (var j = 0; j <= rows; j++)
            {
                if (i < columns)
                    across[i, j] = Border(points[i, j], points[i + 1, j]);
                if (j < rows)
                    up[i, j] = Border(points[i, j], points[i, j + 1]);
            }
        }

        for (var i = 0; i < columns; i++)
        {
            for (var j = 0; j < rows; j++)
            {
                IEnumerable<string> ring = [nodes[i, j], .. across[i, j], nodes[i + 1, j], .. up[i + 1, j], nodes[i + 1, j + 1],
                    .. Enumerable.Reverse(across[i, j + 1]), nodes[i, j + 1], .. Enumerable.Reverse(up[i, j]), nodes[i, j]];
                yield return $"POLYGON(({string.Join(",", ring)}))";
            }
        }
    }

    /// <summary>Stars of all sizes, from a centimetre to kilometres, a third of them flat as slivers, some with a hole.</summary>
    public IEnumerable<string> Stars(int count, double most) => Enumerable.Range(0, count).Select(i =>
    {
        var radius = 0.01 * Math.Pow(most / 0.01, _random.NextDouble());
        var (x, y) = Somewhere(300);
        var flat = _random.Next(3) == 0 ? 0.01 : 1.0;
        var corners = _random.Next(3, 80);
        var shell = Ring(x, y, corners, flat, _ => radius * (0.5 + (0.5 * _random.NextDouble())));
        return flat == 1 && i % 3 == 0 ? $"POLYGON({shell},{Ring(x, y, 5, 1, _ => radius * 0.2)})" : $"POLYGON({shell})";
    });

    /// <summary>Combs: outlines that cross an edge of a tile's buffer over and over.</summary>
    public IEnumerable<string> Combs(int count) => Enumerable.Range(0, count).Select(i =>
    {
        var unit = Unit(_random.Next(13, 19));
        var (x, y) = (Corner.X + (unit * _random.Next(-80, 80)), Corner.Y + (unit * _random.Next(-80, 80)));
        var teeth = _random.Next(3, 30);
        var points = new List<string> { Pair(x - (200 * unit), y) };
        for (var t = 0; t < teeth; t++)
        {
            points.Add(Pair(x - (200 * unit) + (((4 * t) + 1) * unit), y + (unit * _random.Next(20, 400))));
            points.Add(Pair(x - (200 * unit) + (((4 * t) + 3) * unit), y + (unit * (_random.NextDouble() * 10))));
        }

        points.Add(Pair(x - (200 * unit) + (4 * teeth * unit), y - (unit * 40)));
        points.Add(points[0]);
        return $"POLYGON(({string.Join(",", points)}))";
    });

    /// <summary>Boxes whose edges lie exactly on edges of tiles and of their buffers.</summary>
    public static IEnumerable<string> OnEdges() => Enumerable.Range(13, 6).SelectMany(zoom =>
    {
        var buffer = 64 * Unit(zoom);
        return new[]
        {
            Box(Corner.X - 30, Corner.Y, 30, 20), Box(Corner.X - buffer - 11, Corner.Y - 5, 11, 10), Box(Corner.X + buffer, Corner.Y + 3, 9, buffer),
            Box(Corner.X - buffer, Corner.Y - buffer, 2 * buffer, 2 * buffer), Box(Corner.X - (2 * buffer), Corner.Y + buffer, buffer, buffer),
        };
    });

    /// <summary>Multipolygons of parts of all sizes, some touching at a corner, some within another's hole.</summary>
    public IEnumerable<string> ManyParts(int count) => Enumerable.Range(0, count).Select(_ =>
    {
        var (x, y) = Somewhere(200);
        var parts = Enumerable.Range(0, 6).Select(p => Part(x + (p * 25), y + Jitter(9), 0.02 * Math.Pow(1000, _random.NextDouble()))).ToList();
        parts.Add($"({Square(x, y + 60, 20)},{Hole(x + 4, y + 64, 12)})");
        parts.Add($"({Square(x + 7, y + 67, 3)})");
        parts.Add($"({Square(x + 20, y + 80, 5)})");
        return $"MULTIPOLYGON({string.Join(",", parts)})";
    });

    /// <summary>Outlines that touch themselves: valid (a hole at the shell) and not (a bow tie, a spike, a ring that visits a vertex twice).</summary>
    public IEnumerable<(string Wkt, bool Valid)> Touching(int count) => Enumerable.Range(0, count).SelectMany(_ =>
    {
        var ((x, y), s) = (Somewhere(200), 1 + (60 * _random.NextDouble()));
        string P(double a, double b) => Pair(x + (a * s), y + (b * s));
        return new (string, bool)[]
        {
            ($"POLYGON(({P(0, 0)},{P(1, 0)},{P(1, 1)},{P(0, 1)},{P(0, 0)}),({P(0.5, 0)},{P(0.4, 0.4)},{P(0.6, 0.4)},{P(0.5, 0)}))", true),
            ($"POLYGON(({P(0, 0)},{P(1, 1)},{P(1, 0)},{P(0, 1)},{P(0, 0)}))", false),
            ($"POLYGON(({P(0, 0)},{P(1, 0)},{P(1, 0.5)},{P(2, 0.5)},{P(1, 0.5)},{P(1, 1)},{P(0, 1)},{P(0, 0)}))", false),
            ($"POLYGON(({P(0, 0)},{P(1, 0)},{P(0.5, 0.5)},{P(1, 1)},{P(0, 1)},{P(0.5, 0.5)},{P(0, 0)}))", false),
        };
    });

    /// <summary>Lines: short, long, of several parts, along edges, and closed ones.</summary>
    public IEnumerable<string> Lines(int count) => Enumerable.Range(0, count).Select(i =>
    {
        var (x, y) = Somewhere(300);
        var step = 0.005 * Math.Pow(40_000, _random.NextDouble());
        string Line() => "(" + string.Join(",", Enumerable.Range(0, _random.Next(2, 40)).Select(k => Pair(x += step, y += Jitter(2 * step)))) + ")";
        return i % 5 == 0 ? $"MULTILINESTRING({Line()},{Line()})" : $"LINESTRING{Line()}";
    }).Append($"LINESTRING({Pair(Corner.X, Corner.Y - 50)},{Pair(Corner.X, Corner.Y + 50)})")
      .Append($"LINESTRING({Pair(Corner.X - (64 * Unit(16)), Corner.Y - 50)},{Pair(Corner.X - (64 * Unit(16)), Corner.Y + 50)})")
      .Append($"LINESTRING{Square(Corner.X - 3, Corner.Y - 3, 6)}");

    /// <summary>Points: anywhere, on corners, exactly on edges of tiles and of their buffers, and several in one.</summary>
    public IEnumerable<string> Points(int count) => Enumerable.Range(0, count).Select(_ => Somewhere(300)).Select(p => $"POINT({Pair(p.X, p.Y)})")
        .Concat(Enumerable.Range(10, 9).SelectMany(z => new[] { -64, 0, 64 }.SelectMany(dx => new[] { -64, 0, 64 }.Select(dy =>
            $"POINT({Pair(Corner.X + (dx * Unit(z)), Corner.Y + (dy * Unit(z)))})"))))
        .Append($"MULTIPOINT({Pair(Corner.X, Corner.Y)},{Pair(Corner.X + 200, Corner.Y)},{Pair(Corner.X + 200.001, Corner.Y)})");

    /// <summary>One unit of a zoom's grid, in metres.</summary>
    public static double Unit(int zoom) => 2 * WebMercator.HalfWorld / (1 << zoom) / 4096;

    private static (double X, double Y) FindCorner()
    {
        var (west, _, _, north) = TileCoord.At(new LonLat(139.22, 35.33), 12).Bounds;
        return (west, north);
    }

    private string Part(double x, double y, double size) => $"({Ring(x, y, 7, 1, _ => size * (0.6 + (0.4 * _random.NextDouble())))})";

    private static string Ring(double x, double y, int corners, double flat, Func<int, double> radius)
    {
        var points = Enumerable.Range(0, corners).Select(i =>
        {
            var (angle, r) = (2 * Math.PI * i / corners, radius(i));
            return Pair(x + (r * Math.Cos(angle)), y + (r * flat * Math.Sin(angle)));
        }).ToList();
        return $"({string.Join(",", points.Append(points[0]))})";
    }

    private (double X, double Y) Somewhere(double within) => (Corner.X + Jitter(2 * within), Corner.Y + Jitter(2 * within));

    private double Jitter(double width) => (_random.NextDouble() - 0.5) * width;

    private static string Box(double x, double y, double width, double height) =>
        $"POLYGON(({Pair(x, y)},{Pair(x + width, y)},{Pair(x + width, y + height)},{Pair(x, y + height)},{Pair(x, y)}))";

    private static string Square(double x, double y, double side) =>
        $"({Pair(x, y)},{Pair(x + side, y)},{Pair(x + side, y + side)},{Pair(x, y + side)},{Pair(x, y)})";

    private static string Hole(double x, double y, double side) =>
        $"({Pair(x, y)},{Pair(x, y + side)},{Pair(x + side, y + side)},{Pair(x + side, y)},{Pair(x, y)})";

    private static string Pair(double x, double y) => string.Create(CultureInfo.InvariantCulture, $"{x:R} {y:R}");
}
