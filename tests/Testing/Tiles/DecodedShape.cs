using System.Globalization;
using System.Text;

namespace Gis.Testing.Tiles;

/// <summary>
/// A feature's command stream read by the letter of the specification (Mapbox Vector Tile 2.1, section 4.3), with everything refused that it
/// forbids. For tests: shares no code with what makes tiles.
/// </summary>
/// <param name="Type">1 points, 2 lines, 3 polygons.</param>
/// <param name="Paths">Points (one path), lines, or rings without their first vertex again.</param>
public sealed record DecodedShape(int Type, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Paths)
{
    /// <summary>Reads a stream.</summary>
    /// <exception cref="FormatException">It breaks a rule; the message says which.</exception>
    public static DecodedShape Read(int type, IReadOnlyList<uint> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var (paths, x, y, i) = (new List<IReadOnlyList<(int, int)>>(), 0, 0, 0);
        List<(int X, int Y)> Take(uint id)
        {
            Require(i < stream.Count && (stream[i] & 7) == id && stream[i] >> 3 > 0, $"command {id} expected at {i}");
            var points = new List<(int, int)>();
            for (var left = stream[i++] >> 3; left > 0; left--, i += 2)
                points.Add((x += Signed(stream[i]), y += Signed(stream[i + 1])));
            return points;
        }

        while (i < stream.Count)
        {
            var path = Take(1);
            if (type > 1)
            {
                Require(path.Count == 1, "a path begins with one MoveTo");
                path.AddRange(Take(2));
                Require(path.Zip(path.Skip(1)).All(p => p.First != p.Second), "no segment has length zero");
            }

            if (type == 3)
            {
                Require(i < stream.Count && stream[i++] == ((1 << 3) | 7), "a ring ends with one ClosePath");
                Require(path.Count > 2 && path[0] != path[^1], "a ring has three vertices and does not repeat its first");
            }

            paths.Add(path);
        }

        Require(paths.Count > 0, "a feature has a shape");
        Require(type != 1 || paths.Count == 1, "points are one MoveTo");
        Require(type != 3 || Area(paths[0]) > 0, "the first ring of a polygon is a shell");
        return new DecodedShape(type, paths);
    }

    /// <summary>All vertices.</summary>
    public IEnumerable<(int X, int Y)> Vertices => Paths.SelectMany(p => p);

    /// <summary>Twice the area of a ring; positive for shells.</summary>
    public static long Area(IReadOnlyList<(int X, int Y)> ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        long sum = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            sum += ((long)a.X * b.Y) - ((long)b.X * a.Y);
        }

        return sum;
    }

    /// <summary>The shape as text, in units of the tile, y running down.</summary>
    public string ToWkt() => Type switch
    {
        1 => $"MULTIPOINT({Text(Paths[0], false)})",
        2 => $"MULTILINESTRING({string.Join(",", Paths.Select(p => $"({Text(p, false)})"))})",
        _ => Polygons(),
    };

    private string Polygons()
    {
        var text = new StringBuilder("MULTIPOLYGON(");
        for (var i = 0; i < Paths.Count; i++)
        {
            var area = Area(Paths[i]);
            Require(area != 0, "a ring has an area");
            text.Append(area < 0 ? "," : i == 0 ? "(" : "),(").Append('(').Append(Text(Paths[i], true)).Append(')');
        }

        return text.Append("))").ToString();
    }

    private static string Text(IEnumerable<(int X, int Y)> path, bool closed) => string.Join(",", (closed ? path.Append(path.First()) : path).Select(p =>
        string.Create(CultureInfo.InvariantCulture, $"{p.X} {p.Y}")));

    private static int Signed(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    private static void Require(bool holds, string rule)
    {
        if (!holds)
            throw new FormatException("Rule broken: " + rule + ".");
    }
}
