using Gis.Engine.Cql2.Expressions;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Parsing;

/// <summary>Makes geometry literals for both readers: counts their positions, and sees to closed rings of four or more.</summary>
/// <param name="limits">The limits.</param>
internal sealed class GeometryBuilder(Cql2Limits limits)
{
    private static readonly GeometryFactory Factory = new();

    private int _vertices;

    /// <summary>One position.</summary>
    /// <param name="numbers">Its two or three numbers; more are refused.</param>
    /// <param name="offset">Where it stands.</param>
    public Coordinate Position(ReadOnlySpan<double> numbers, int offset)
    {
        if (++_vertices > limits.Vertices)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"図形の点は合わせて{limits.Vertices}個までにしてください。");
        return numbers.Length switch
        {
            2 => new Coordinate(numbers[0], numbers[1]),
            3 => new CoordinateZ(numbers[0], numbers[1], numbers[2]),
            _ => throw new Cql2Exception(Cql2Fault.Syntax, offset, "座標は2つか3つの数値で書いてください。"),
        };
    }

    /// <summary>A point.</summary>
    public static Point Point(Coordinate position) => Factory.CreatePoint(position);

    /// <summary>A line of two or more positions.</summary>
    public static LineString Line(List<Coordinate> positions, int offset)
    {
        if (positions.Count < 2)
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "線には2つ以上の点が要ります。");
        return Factory.CreateLineString(Uniform(positions, offset));
    }

    /// <summary>A polygon; the first ring is the outer one.</summary>
    public static Polygon Polygon(List<List<Coordinate>> rings, int offset)
    {
        if (rings.Count == 0)
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "面には外周が要ります。");
        var made = rings.ConvertAll(ring => Ring(ring, offset));
        return Factory.CreatePolygon(made[0], [.. made.Skip(1)]);
    }

    /// <summary>A collection of points, of lines or of polygons.</summary>
    public static Shape Multi<T>(List<T> parts, int offset)
        where T : Shape
    {
        if (parts.Count == 0)
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "図形が空です。");
        return parts switch
        {
            List<Point> points => Factory.CreateMultiPoint([.. points]),
            List<LineString> lines => Factory.CreateMultiLineString([.. lines]),
            List<Polygon> polygons => Factory.CreateMultiPolygon([.. polygons]),
            _ => Factory.CreateGeometryCollection([.. parts]),
        };
    }

    /// <summary>A box of four or six numbers.</summary>
    public static BoxLiteral Box(ReadOnlySpan<double> n, int offset) => n.Length switch
    {
        4 => new BoxLiteral(n[0], n[1], n[2], n[3], null, null),
        6 => new BoxLiteral(n[0], n[1], n[3], n[4], n[2], n[5]),
        _ => throw new Cql2Exception(Cql2Fault.Syntax, offset, "BBOX には4つか6つの数値を書いてください。"),
    };

    private static LinearRing Ring(List<Coordinate> positions, int offset)
    {
        if (positions.Count < 4 || !positions[0].Equals2D(positions[^1]))
            throw new Cql2Exception(Cql2Fault.Syntax, offset, "面の周りは4つ以上の点で、最初と最後を同じ点にしてください。");
        return Factory.CreateLinearRing(Uniform(positions, offset));
    }

    private static Coordinate[] Uniform(List<Coordinate> positions, int offset)
    {
        var first = positions[0].GetType();
        return positions.TrueForAll(p => p.GetType() == first)
            ? [.. positions]
            : throw new Cql2Exception(Cql2Fault.Syntax, offset, "1つの図形の中で、高さのある点とない点は混ぜられません。");
    }
}
