using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;
using NetTopologySuite.Geometries;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Json;

/// <summary>Writes CQL2 JSON.</summary>
internal sealed class JsonFilterWriter(Utf8JsonWriter json)
{
    /// <summary>Writes a whole filter.</summary>
    public static string Write(Cql2Expression filter)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            new JsonFilterWriter(json).Value(filter);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Value(Cql2Expression expression)
    {
        switch (expression)
        {
            case Logical e:
                Operation(OperatorNames.Logical[e.Operator], e.Operands);
                break;
            case Negation e:
                Operation("not", [e.Operand]);
                break;
            case Comparison e:
                Operation(OperatorNames.Comparison[e.Operator], [e.Left, e.Right]);
                break;
            case Arithmetic e:
                Operation(OperatorNames.Arithmetic[e.Operator], [e.Left, e.Right]);
                break;
            case LikePredicate e:
                Operation("like", [e.Value, e.Pattern]);
                break;
            case Between e:
                Operation("between", [e.Value, e.Low, e.High]);
                break;
            case InList e:
                Operation("in", [e.Value, new ArrayLiteral(e.Items)]);
                break;
            case IsNull e:
                Operation("isNull", [e.Operand]);
                break;
            case SpatialPredicate e:
                Operation(OperatorNames.Spatial[e.Operator], [e.Left, e.Right]);
                break;
            case TemporalPredicate e:
                Operation(OperatorNames.Temporal[e.Operator], [e.Left, e.Right]);
                break;
            case ArrayPredicate e:
                Operation(OperatorNames.Array[e.Operator], [e.Left, e.Right]);
                break;
            case Folding e:
                Operation(OperatorNames.Folding[e.Kind], [e.Operand]);
                break;
            case FunctionCall e:
                Operation(e.Name, e.Arguments);
                break;
            default:
                Leaf(expression);
                break;
        }
    }

    private void Leaf(Cql2Expression expression)
    {
        switch (expression)
        {
            case TextLiteral text:
                json.WriteStringValue(text.Value);
                break;
            case NumberLiteral number:
                json.WriteRawValue(NumberWriter.Digits(number));
                break;
            case BooleanLiteral boolean:
                json.WriteBooleanValue(boolean.Value);
                break;
            case ArrayLiteral array:
                List(array.Items, Value);
                break;
            case PropertyReference property:
                Member("property", () => json.WriteStringValue(property.Name));
                break;
            case DateLiteral or TimestampLiteral:
                Member(expression is DateLiteral ? "date" : "timestamp", () => json.WriteStringValue(InstantWriter.Write(expression)));
                break;
            case Interval interval:
                Member("interval", () => List([interval.Start, interval.End], IntervalEnd));
                break;
            case BoxLiteral box:
                Member("bbox", () => List(NumberWriter.Box(box), Number));
                break;
            case GeometryLiteral geometry:
                Geometry(geometry.Shape);
                break;
            default:
                throw new ArgumentException($"CQL2 has no JSON for {expression.GetType().Name}.", nameof(expression));
        }
    }

    private void Operation(string name, ExpressionList args)
    {
        json.WriteStartObject();
        json.WriteString("op", name);
        json.WritePropertyName("args");
        List(args, Value);
        json.WriteEndObject();
    }

    private void IntervalEnd(Cql2Expression end)
    {
        if (end is PropertyReference or FunctionCall)
            Value(end);
        else
            json.WriteStringValue(InstantWriter.Write(end));
    }

    private void Geometry(Shape shape)
    {
        json.WriteStartObject();
        json.WriteString("type", shape.GeometryType);
        var collection = shape.OgcGeometryType == OgcGeometryType.GeometryCollection;
        json.WritePropertyName(collection ? "geometries" : "coordinates");
        if (collection)
            List<Shape>(((GeometryCollection)shape).Geometries, Geometry);
        else
            Coordinates(shape);
        json.WriteEndObject();
    }

    private void Coordinates(Shape shape)
    {
        switch (shape)
        {
            case Point point:
                Position(point.Coordinate);
                break;
            case LineString line:
                List(line.Coordinates, Position);
                break;
            case Polygon polygon:
                List<Shape>([polygon.ExteriorRing, .. polygon.InteriorRings], Coordinates);
                break;
            default:
                List(((GeometryCollection)shape).Geometries, Coordinates);
                break;
        }
    }

    private void Position(Coordinate position) =>
        List<double>(position is CoordinateZ ? [position.X, position.Y, position.Z] : [position.X, position.Y], Number);

    private void Number(double value) => json.WriteRawValue(NumberWriter.Digits(value));

    private void Member(string name, Action write)
    {
        json.WriteStartObject();
        json.WritePropertyName(name);
        write();
        json.WriteEndObject();
    }

    private void List<T>(IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
            write(item);
        json.WriteEndArray();
    }
}
