using Gis.Engine.Cql2.Expressions;
using Gis.Engine.Cql2.Parsing;

namespace Gis.Engine.Cql2.Checking;

/// <content>Values and their types.</content>
public sealed partial class Cql2Checker
{
    private Typed Value(Cql2Expression expression) => expression switch
    {
        PropertyReference property => Property(property),
        FunctionCall call => Call(call),
        Folding folding => Fold(folding),
        Arithmetic arithmetic => Calculate(arithmetic),
        ArrayLiteral array => List(array),
        TextLiteral => new Typed(expression, Cql2Type.Text),
        NumberLiteral => new Typed(expression, Cql2Type.Number),
        BooleanLiteral => new Typed(expression, Cql2Type.Boolean),
        DateLiteral => new Typed(expression, Cql2Type.Date),
        TimestampLiteral => new Typed(expression, Cql2Type.Timestamp),
        Interval => throw new Cql2Exception(Cql2Fault.Type, expression.Origin.Offset, "INTERVAL は T_ で始まる関数の中で使います。"),
        Unbounded => new Typed(expression, Cql2Type.Unknown),
        GeometryLiteral or BoxLiteral => Literal(expression),
        _ => new Typed(Condition(expression), Cql2Type.Boolean),
    };

    private Typed Property(PropertyReference property)
    {
        if (_settings.Queryables.TryGet(property.Name, out var queryable))
            return new Typed(new Column(queryable) { Origin = property.Origin }, queryable.Type, queryable.Srid, queryable.ElementType);
        return _settings.UnknownIsNull
            ? new Typed(new NullValue { Origin = property.Origin }, Cql2Type.Unknown)
            : throw new Cql2Exception(Cql2Fault.UnknownProperty, property.Origin.Offset, "この項目は検索に使えません(項目の一覧は queryables にあります)。") { Name = property.Name };
    }

    private Typed Call(FunctionCall call)
    {
        var offset = call.Origin.Offset;
        var function = _settings.Functions.FirstOrDefault(f => f.Name == call.Name)
            ?? throw new Cql2Exception(Cql2Fault.UnknownFunction, offset, "この関数は使えません(関数の一覧は functions にあります)。") { Name = call.Name };
        if (function.Arguments.Count != call.Arguments.Count)
            throw new Cql2Exception(Cql2Fault.Type, offset, $"この関数には値を{function.Arguments.Count}個書いてください。");
        var arguments = new List<Cql2Expression>();
        for (var i = 0; i < call.Arguments.Count; i++)
        {
            var argument = Require(Value(call.Arguments[i]), function.Arguments[i], "関数の値の型が違います。");
            if (argument.Type == Cql2Type.Unknown)
                return argument;
            arguments.Add(argument.Type == Cql2Type.Geometry ? InCrs(argument, _settings.StorageSrid).Node : argument.Node);
        }

        return new Typed(new Invocation(function, [.. arguments]) { Origin = call.Origin }, function.Returns, _settings.StorageSrid);
    }

    private Typed Fold(Folding folding)
    {
        var operand = Require(Value(folding.Operand), Cql2Type.Text, "CASEI と ACCENTI は文字列に使います。");
        return operand.Type == Cql2Type.Unknown ? operand : operand with { Node = folding with { Operand = operand.Node } };
    }

    private Typed Calculate(Arithmetic arithmetic)
    {
        var left = Require(Value(arithmetic.Left), Cql2Type.Number, "計算は数値に使います。");
        var right = Require(Value(arithmetic.Right), Cql2Type.Number, "計算は数値に使います。");
        return left.Type == Cql2Type.Unknown ? left
            : right.Type == Cql2Type.Unknown ? right
            : new Typed(arithmetic with { Left = left.Node, Right = right.Node }, Cql2Type.Number);
    }

    private Typed List(ArrayLiteral array)
    {
        var items = new List<Cql2Expression>();
        var element = Cql2Type.Unknown;
        foreach (var item in array.Items)
        {
            var value = Value(item);
            if (value.Type is Cql2Type.Geometry or Cql2Type.Array or Cql2Type.Interval or Cql2Type.Unknown)
                throw new Cql2Exception(Cql2Fault.Type, item.Origin.Offset, "配列の要素には文字列・数値・真偽・日時を書いてください。");
            element = items.Count == 0 ? value.Type : element;
            items.Add(value.Node);
        }

        return new Typed(array with { Items = [.. items] }, Cql2Type.Array, Element: element);
    }

    /// <summary>Makes values comparable with one another, or says (null) that one of them is null.</summary>
    private Cql2Expression[]? Comparable(Typed[] values, int offset)
    {
        if (Array.Exists(values, value => value.Type is Cql2Type.Geometry or Cql2Type.Array))
            throw new Cql2Exception(Cql2Fault.Type, offset, "図形と配列は、専用の関数(S_INTERSECTS、A_CONTAINS など)で比べてください。");

        // Characters beside a time are read as a time: JSON clients and the standard's own tests write dates so.
        var known = Array.FindAll(values, value => value.Type != Cql2Type.Unknown);
        var time = Array.Find(known, value => value.Type is Cql2Type.Date or Cql2Type.Timestamp).Type;
        if (time != Cql2Type.Unknown)
            known = Array.ConvertAll(known, value => Coerced(value, time));
        if (Array.Exists(known, value => value.Type == Cql2Type.Date))
            known = Array.ConvertAll(known, ByDay);
        if (Array.Exists(known, value => value.Type != known[0].Type))
            throw Mismatch(offset);
        return known.Length < values.Length ? null : Array.ConvertAll(known, value => value.Node);
    }

    /// <summary>A character literal as the time it is compared with.</summary>
    private static Typed Coerced(Typed value, Cql2Type type)
    {
        if (type is not (Cql2Type.Date or Cql2Type.Timestamp) || value.Node is not TextLiteral text)
            return value;
        var instant = InstantReader.Instant(text.Value)
            ?? throw new Cql2Exception(Cql2Fault.Value, text.Origin.Offset, "日時として読めません(例: '2026-04-01'、'2026-04-01T09:00:00Z')。");
        return new Typed(instant with { Origin = text.Origin }, instant is DateLiteral ? Cql2Type.Date : Cql2Type.Timestamp);
    }

    /// <summary>A timestamp as the local day it falls on; anything else as it is.</summary>
    private Typed ByDay(Typed value) => value switch
    {
        { Type: not Cql2Type.Timestamp } => value,
        { Node: TimestampLiteral literal } => new Typed(new DateLiteral(Day(literal)) { Origin = literal.Origin }, Cql2Type.Date),
        _ => new Typed(new LocalDay(value.Node) { Origin = value.Node.Origin }, Cql2Type.Date),
    };

    private DateOnly Day(TimestampLiteral literal)
    {
        var ticks = Math.Clamp(literal.Value.Ticks + _settings.LocalOffset.Ticks, 0, DateTime.MaxValue.Ticks);
        return DateOnly.FromDateTime(new DateTime(ticks));
    }

    /// <summary>The type of an expression that was checked already (an item of a checked array).</summary>
    private static Typed ValueOf(Cql2Expression node) => new(node, node switch
    {
        Column column => column.Queryable.Type,
        Invocation invocation => invocation.Function.Returns,
        TextLiteral or Folding => Cql2Type.Text,
        NumberLiteral or Arithmetic => Cql2Type.Number,
        DateLiteral => Cql2Type.Date,
        TimestampLiteral => Cql2Type.Timestamp,
        _ => Cql2Type.Boolean,
    });

    private static Typed Require(Typed value, Cql2Type type, string otherwise) =>
        value.Type == type || value.Node is NullValue
            ? value
            : throw new Cql2Exception(Cql2Fault.Type, value.Node.Origin.Offset, otherwise);

    private static Cql2Exception Mismatch(int offset) => new(Cql2Fault.Type, offset, "型の違う値は比べられません。");
}
