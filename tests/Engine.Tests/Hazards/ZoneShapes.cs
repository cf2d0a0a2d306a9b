using System.Globalization;
using System.Text;

namespace Gis.Engine.Tests.Hazards;

/// <summary>Zones of every shape that a hazard map has: fine outlines, coarse ones, holes, several parts, shared borders, slivers.</summary>
internal sealed class ZoneShapes(Random random)
{
    public const double West = 139.2, South = 35.3, East = 139.26, North = 35.34;

    private readonly List<(double X, double Y)[]> _rings = [];

    /// <summary>All rings, open, to put points on.</summary>
    public IReadOnlyList<(double X, double Y)[]> Rings => _rings;

    /// <summary>Zones as WKT.</summary>
    public IEnumerable<string> All(int blobs)
    {
        for (var i = 0; i < blobs; i++)
            yield return Blob(i);
        foreach (var cell in Grid(139.205, 35.305, 0.0007, 0.0005, 0))
            yield return cell;
        // Turned, so that no edge is upright.
        foreach (var cell in Grid(139.235, 35.325, 0.0006, 0.0006, 0.3))
            yield return cell;
        yield return Polygon([[(139.23, 35.31), (139.25, 35.31), (139.25, 35.310000001), (139.23, 35.310000001)]]);
        yield return Polygon([[(West, South), (East, 35.3001), (139.231, North)]]);
    }

    public (double X, double Y) Somewhere() => Somewhere(random);

    public static (double X, double Y) Somewhere(Random random) => (West + (random.NextDouble() * (East - West)), South + (random.NextDouble() * (North - South)));

    /// <summary>A ring around a point.</summary>
    public (double X, double Y)[] Star((double X, double Y) middle, double reach, int vertices)
    {
        var phase = random.NextDouble() * 6;
        return [.. Enumerable.Range(0, vertices).Select(k =>
        {
            var angle = 2 * Math.PI * k / vertices;
            var r = reach * (1 + (0.3 * Math.Sin((3 * angle) + phase)) + (0.15 * random.NextDouble()));
            return (middle.X + (r * Math.Cos(angle)), middle.Y + (r * Math.Sin(angle)));
        })];
    }

    public static string Polygon(IEnumerable<(double X, double Y)[]> rings) => "POLYGON" + Text(rings);

    public static string Line(IEnumerable<(double X, double Y)> points) => "LINESTRING" + Ring([.. points], close: false);

    private string Blob(int i)
    {
        var middle = Somewhere();
        var reach = 0.0002 + (0.003 * random.NextDouble());
        // Beyond ShapeBlock.ShortRing too, where rings have runs.
        var vertices = i % 4 == 0 ? 4 + random.Next(8) : 30 + random.Next(600);
        var parts = new List<string> { Text(Keep(i % 3 == 0 ? [Star(middle, reach, vertices), Star(middle, reach / 3, 5 + random.Next(200))] : [Star(middle, reach, vertices)])) };
        if (i % 5 == 0)
            parts.Add(Text(Keep([Star((middle.X + (4 * reach), middle.Y), reach, 20)])));
        return parts.Count == 1 ? "POLYGON" + parts[0] : $"MULTIPOLYGON({string.Join(',', parts)})";
    }

    private IEnumerable<string> Grid(double x, double y, double width, double height, double turn)
    {
        (double, double) At(int i, int j) => (x + (i * width) - (j * height * turn), y + (j * height) + (i * width * turn));
        for (var i = 0; i < 6; i++)
        {
            for (var j = 0; j < 6; j++)
            {
                // Every other one the other way round.
                (double, double)[] ring = [At(i, j), At(i + 1, j), At(i + 1, j + 1), At(i, j + 1)];
                yield return Polygon(Keep([(i + j) % 2 == 0 ? ring : [.. ring.Reverse()]]));
            }
        }
    }

    private (double X, double Y)[][] Keep((double X, double Y)[][] rings)
    {
        _rings.AddRange(rings);
        return rings;
    }

    private static string Text(IEnumerable<(double X, double Y)[]> rings) => $"({string.Join(',', rings.Select(r => Ring(r, close: true)))})";

    private static string Ring((double X, double Y)[] ring, bool close)
    {
        var text = new StringBuilder("(");
        foreach (var (x, y) in close ? ring.Append(ring[0]) : ring)
            text.Append(text.Length > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{x:R} {y:R}");
        return text.Append(')').ToString();
    }
}
