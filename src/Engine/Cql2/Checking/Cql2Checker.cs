using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Checking;

/// <summary>Checks a filter's names and types against a layer, and settles what its literals mean there.</summary>
public sealed partial class Cql2Checker
{
    /// <summary>What a condition is worth when one of its values is null.</summary>
    private static readonly Cql2Expression Nothing = new NullValue();

    private readonly Cql2Settings _settings;
    private readonly GeometryPlacer _placer;

    private Cql2Checker(Cql2Settings settings)
    {
        _settings = settings;
        _placer = new GeometryPlacer(settings.FilterCrs);
    }

    /// <summary>Checks a filter.</summary>
    /// <param name="filter">As it was read.</param>
    /// <param name="settings">The layer's properties, and what else counts.</param>
    /// <exception cref="Cql2Exception">A name is not there, types do not fit, or a literal is out of range.</exception>
    public static CheckedFilter Check(Cql2Expression filter, Cql2Settings settings)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentNullException.ThrowIfNull(settings);
        return new CheckedFilter(new Cql2Checker(settings).Condition(filter), settings);
    }

    private Cql2Expression Condition(Cql2Expression expression)
    {
        switch (expression)
        {
            case Logical logical:
                return logical with { Operands = [.. logical.Operands.Select(Condition)] };
            case Negation not:
                return not with { Operand = Condition(not.Operand) };
            case Comparison comparison:
                return Compare(comparison);
            case LikePredicate like:
                return Match(like);
            case Between between:
                return Among(between);
            case InList list:
                return In(list);
            case IsNull isNull:
                return Null(isNull);
            case SpatialPredicate predicate:
                return Spatial(predicate);
            case TemporalPredicate predicate:
                return Temporal(predicate);
            case ArrayPredicate predicate:
                return Sets(predicate);
            default:
                return Require(Value(expression), Cql2Type.Boolean, "ここには条件(比較など)を書いてください。").Node;
        }
    }

    private Cql2Expression Compare(Comparison comparison)
    {
        var (left, right) = (Value(comparison.Left), Value(comparison.Right));
        var values = Comparable([left, right], comparison.Origin.Offset);
        return values is null ? Nothing : comparison with { Left = values[0], Right = values[1] };
    }

    private Cql2Expression Among(Between between)
    {
        Typed[] values = [Value(between.Value), Value(between.Low), Value(between.High)];
        if (Comparable(values, between.Origin.Offset) is not { } nodes)
            return Nothing;
        if (Array.Exists(values, value => value.Type == Cql2Type.Boolean))
            throw Mismatch(between.Origin.Offset);
        return between with { Value = nodes[0], Low = nodes[1], High = nodes[2] };
    }

    private Cql2Expression In(InList list)
    {
        Typed[] values = [Value(list.Value), .. list.Items.Select(Value)];
        return Comparable(values, list.Origin.Offset) is { } nodes
            ? list with { Value = nodes[0], Items = [.. nodes.AsSpan(1)] }
            : Nothing;
    }

    private Cql2Expression Match(LikePredicate like)
    {
        var value = Require(Value(like.Value), Cql2Type.Text, "LIKE は文字列に使います。");
        return value.Type == Cql2Type.Unknown ? value.Node : like with { Value = value.Node };
    }

    private Cql2Expression Null(IsNull isNull)
    {
        if (isNull.Operand is Interval interval)
        {
            var (start, end) = (Value(interval.Start), Value(interval.End));
            return new Logical(LogicalOperator.Or, [NullTest(start), NullTest(end)]);
        }

        return NullTest(Value(isNull.Operand));
    }

    private static Cql2Expression NullTest(Typed value) => value.Node switch
    {
        NullValue => new BooleanLiteral(true),
        Unbounded or ArrayLiteral or PlacedGeometry => new BooleanLiteral(false),
        _ => new IsNull(value.Node),
    };

    private Cql2Expression Sets(ArrayPredicate predicate)
    {
        var left = Require(Value(predicate.Left), Cql2Type.Array, "A_ で始まる関数は配列に使います。");
        var right = Require(Value(predicate.Right), Cql2Type.Array, "A_ で始まる関数は配列に使います。");
        if (left.Type == Cql2Type.Unknown || right.Type == Cql2Type.Unknown)
            return Nothing;
        // A literal takes the type of the column it meets; two literals, that of their items.
        var element = left.Node is Column ? left.Element : right.Node is Column ? right.Element : left.Element == Cql2Type.Unknown ? right.Element : left.Element;
        element = element == Cql2Type.Unknown ? Cql2Type.Text : element;
        return new TypedArrayPredicate(predicate.Operator, WithItems(left, element), WithItems(right, element), element);
    }

    private static Cql2Expression WithItems(Typed array, Cql2Type element)
    {
        if (array.Node is not ArrayLiteral literal)
            return array.Element == element ? array.Node : throw Mismatch(array.Node.Origin.Offset);
        var items = literal.Items.Select(item => Coerced(ValueOf(item), element) is { } typed && typed.Type == element
            ? typed.Node
            : throw new Cql2Exception(Cql2Fault.Type, item.Origin.Offset, "配列の要素の型がそろっていません。"));
        return literal with { Items = [.. items] };
    }
}
