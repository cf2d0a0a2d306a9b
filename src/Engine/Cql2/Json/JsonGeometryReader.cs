using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Json;

/// <summary>Reads GeoJSON geometries (RFC 7946 §3.1) and <c>bbox</c> objects.</summary>
internal sealed class JsonGeometryReader(ExpressionBuilder build)
{
    /// <summary>The geometry or box that the object is, or null when it is neither.</summary>
    public Cql2Expression? Read(JsonValue value)
    {
        if (value.Member("type") is { Kind: JsonKind.Text } type)
            return new GeometryLiteral(type.Text == "GeometryCollection" ? Collection(value) : Single(value, type));
        return value.Member("bbox") is { } box ? GeometryBuilder.Box(Numbers(box), value.Offset) : null;
    }

    private Shape Collection(JsonValue value)
    {
        var parts = List(value.Member("geometries") ?? throw NoShape(value), part =>
            part.Member("type") is { Kind: JsonKind.Text } type ? Single(part, type) : throw NoShape(part));
        return GeometryBuilder.Multi(parts, value.Offset);
    }

    private Shape Single(JsonValue value, JsonValue type)
    {
        var coordinates = value.Member("coordinates") ?? throw NoShape(value);
        return type.Text switch
        {
            "Point" => PointOf(coordinates),
            "LineString" => LineOf(coordinates),
            "Polygon" => PolygonOf(coordinates),
            "MultiPoint" => GeometryBuilder.Multi(List(coordinates, PointOf), value.Offset),
            "MultiLineString" => GeometryBuilder.Multi(List(coordinates, LineOf), value.Offset),
            "MultiPolygon" => GeometryBuilder.Multi(List(coordinates, PolygonOf), value.Offset),
            _ => throw NoShape(type),
        };
    }

    private Point PointOf(JsonValue value) => GeometryBuilder.Point(Position(value));

    private LineString LineOf(JsonValue value) => GeometryBuilder.Line(List(value, Position), value.Offset);

    private Polygon PolygonOf(JsonValue value) => GeometryBuilder.Polygon(List(value, ring => List(ring, Position)), value.Offset);

    private Coordinate Position(JsonValue value) => build.Geometry.Position(Numbers(value), value.Offset);

    private double[] Numbers(JsonValue value)
    {
        if (value.Kind != JsonKind.Array || value.Items.Count > 6 || value.Items.Exists(item => item.Kind != JsonKind.Number))
            throw new Cql2Exception(Cql2Fault.Syntax, value.Offset, "座標は数値の配列で書いてください。");
        return [.. value.Items.Select(item => LiteralReader.Double(item.Text, item.Offset, build.Limits))];
    }

    private static List<T> List<T>(JsonValue value, Converter<JsonValue, T> item) =>
        value.Kind == JsonKind.Array ? value.Items.ConvertAll(item) : throw NoShape(value);

    private static Cql2Exception NoShape(JsonValue value) =>
        new(Cql2Fault.Syntax, value.Offset, "GeoJSONの図形として読めません。");
}
