using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Text;

/// <content>Well-known text and BBOX. The points of a MULTIPOINT may stand without parentheses of their own, as OGC's own tests have it.</content>
internal sealed partial class TextParser
{
    private Cql2Expression? GeometryText()
    {
        var token = Current;
        if (token.IsWord("BBOX") && tokens[_at + 1].Kind == TokenKind.LeftParenthesis)
        {
            _at += 2;
            var numbers = new List<double>();
            do
            {
                numbers.Add(Coordinate());
            }
            while (numbers.Count < 6 && TakeComma());
            Take(TokenKind.RightParenthesis, CloseList);
            return build.Leaf(GeometryBuilder.Box(numbers.ToArray(), token.Offset), token.Offset);
        }

        if (!StartsShape())
            return null;
        var shape = token.IsWord("GEOMETRYCOLLECTION") ? Collection() : SingleShape();
        return build.Leaf(new GeometryLiteral(shape), token.Offset);
    }

    private bool StartsShape()
    {
        var next = tokens[Math.Min(_at + 1, tokens.Count - 1)];
        var open = next.Kind == TokenKind.LeftParenthesis || (next.IsWord("Z") && tokens[_at + 2].Kind == TokenKind.LeftParenthesis);
        return open && Current.Kind == TokenKind.Word && Current.Value.ToUpperInvariant() is "POINT" or "LINESTRING" or "POLYGON" or "MULTIPOINT"
            or "MULTILINESTRING" or "MULTIPOLYGON" or "GEOMETRYCOLLECTION";
    }

    private Shape Collection()
    {
        var offset = Current.Offset;
        SkipShapeName();
        var parts = List(() => StartsShape() && !Current.IsWord("GEOMETRYCOLLECTION")
            ? SingleShape()
            : throw Unexpected("GEOMETRYCOLLECTION の中には POINT などの図形を書いてください。"));
        return GeometryBuilder.Multi(parts, offset);
    }

    private Shape SingleShape()
    {
        var (offset, name) = (Current.Offset, Current.Value.ToUpperInvariant());
        SkipShapeName();
        return name switch
        {
            "POINT" => PointText(),
            "LINESTRING" => GeometryBuilder.Line(Positions(), offset),
            "POLYGON" => PolygonText(),
            "MULTIPOINT" => GeometryBuilder.Multi(List(() => Current.Kind == TokenKind.LeftParenthesis ? PointText() : GeometryBuilder.Point(Position())), offset),
            "MULTILINESTRING" => GeometryBuilder.Multi(List(() => GeometryBuilder.Line(Positions(), Current.Offset)), offset),
            _ => GeometryBuilder.Multi(List(PolygonText), offset),
        };
    }

    private void SkipShapeName()
    {
        _at++;
        TakeWord("Z");
    }

    private Point PointText()
    {
        Take(TokenKind.LeftParenthesis, "「(」がありません。");
        var position = Position();
        Take(TokenKind.RightParenthesis, "「)」がありません。");
        return GeometryBuilder.Point(position);
    }

    private Polygon PolygonText()
    {
        var offset = Current.Offset;
        return GeometryBuilder.Polygon(List(Positions), offset);
    }

    private List<Coordinate> Positions() => List(Position);

    private List<T> List<T>(Func<T> item)
    {
        Take(TokenKind.LeftParenthesis, "「(」がありません。");
        var list = new List<T>();
        do
        {
            list.Add(item());
        }
        while (TakeComma());
        Take(TokenKind.RightParenthesis, CloseList);
        return list;
    }

    private Coordinate Position()
    {
        var offset = Current.Offset;
        Span<double> numbers = stackalloc double[3];
        var count = 0;
        while (count < 3 && (count < 2 || Current.Kind == TokenKind.Number || Current.Kind == TokenKind.Symbol))
            numbers[count++] = Coordinate();
        return build.Geometry.Position(numbers[..count], offset);
    }

    private double Coordinate()
    {
        var token = Current;
        var minus = token.IsSymbol("-");
        if (minus || token.IsSymbol("+"))
            _at++;
        var digits = Current;
        Take(TokenKind.Number, "ここには座標の数値を書いてください。");
        var value = LiteralReader.Double(digits.Value, digits.Offset, build.Limits);
        return minus ? -value : value;
    }
}
