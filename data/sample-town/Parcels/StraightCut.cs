using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Parcels;

/// <summary>Cuts a simple ring along an endless straight line; the pieces share their new corners exactly.</summary>
internal static class StraightCut
{
    private readonly record struct Node(Coordinate Point, double Side, int Partner);

    /// <param name="ring">Turning left.</param>
    /// <param name="direction">Of the line.</param>
    /// <param name="offset">Where the line lies, measured along the direction's left side.</param>
    public static (List<Ring> Left, List<Ring> Right) Cut(Ring ring, Direction direction, double offset)
    {
        var nodes = Nodes(ring.Points, direction, offset);
        List<Ring> left = [], right = [];
        var visited = new bool[nodes.Count];
        for (var start = 0; start < nodes.Count; start++)
        {
            if (visited[start] || nodes[start].Partner >= 0)
                continue;
            var piece = new List<Coordinate>();
            var at = start;
            do
            {
                visited[at] = true;
                piece.Add(nodes[at].Point);
                if (nodes[at].Partner >= 0)
                {
                    at = nodes[at].Partner;
                    visited[at] = true;
                    piece.Add(nodes[at].Point);
                }
                at = (at + 1) % nodes.Count;
            }
            while (at != start && piece.Count <= 2 * nodes.Count);
            if (piece.Count >= 3 && Ring.Signed(piece) > 1e-6)
                (nodes[start].Side > 0 ? left : right).Add(new Ring([.. piece]));
        }
        return (left, right);
    }

    /// <summary>The ring's corners with the crossings in between; crossings are paired along the line, each pair lies inside the ring.</summary>
    private static List<Node> Nodes(Coordinate[] points, Direction direction, double offset)
    {
        var normal = direction.Left;
        var sides = points.Select(p => Nudged(normal.Along(p) - offset)).ToArray();
        var nodes = new List<Node>();
        var crossings = new List<(double Along, int Node)>();
        for (var i = 0; i < points.Length; i++)
        {
            var j = (i + 1) % points.Length;
            nodes.Add(new Node(points[i], sides[i], -1));
            if (sides[i] > 0 == sides[j] > 0)
                continue;
            var t = sides[i] / (sides[i] - sides[j]);
            var p = new Coordinate(points[i].X + t * (points[j].X - points[i].X), points[i].Y + t * (points[j].Y - points[i].Y));
            crossings.Add((direction.Along(p), nodes.Count));
            nodes.Add(new Node(p, 0, 0));
        }
        crossings.Sort();
        for (var k = 0; k + 1 < crossings.Count; k += 2)
        {
            var (a, b) = (crossings[k].Node, crossings[k + 1].Node);
            nodes[a] = nodes[a] with { Partner = b };
            nodes[b] = nodes[b] with { Partner = a };
        }
        return nodes;
    }

    /// <summary>No corner may lie on the line itself.</summary>
    private static double Nudged(double side) => Math.Abs(side) < 1e-6 ? 1e-6 : side;
}
