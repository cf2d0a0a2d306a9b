using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using Condition = System.Func<Gis.Engine.Cql2.Memory.IFeatureValues, bool?>;

namespace Gis.Engine.Cql2.Memory;

/// <summary>Makes delegates of a checked filter; null means: only the database can.</summary>
internal sealed partial class EvaluatorBuilder(Cql2Settings settings)
{
    /// <summary>A condition.</summary>
    public Condition? Condition(Cql2Expression expression) => expression switch
    {
        Logical logical => Combine(logical),
        Negation not => Condition(not.Operand) is { } operand ? f => !operand(f) : null,
        Comparison comparison => Compare(comparison),
        LikePredicate like => Match(like),
        Between between => Among(between),
        InList list => In(list),
        IsNull isNull => Value(isNull.Operand) is { } operand ? f => operand(f) is null : null,
        SpatialPredicate predicate => Relate(predicate),
        TypedArrayPredicate predicate => Sets(predicate),
        NullValue => _ => null,
        _ => Value(expression) is { } value ? f => (bool?)value(f) : null,
    };

    private Condition? Combine(Logical logical)
    {
        var parts = logical.Operands.Select(Condition).ToArray();
        if (Array.Exists(parts, part => part is null))
            return null;
        var decisive = logical.Operator == LogicalOperator.Or;
        return feature =>
        {
            bool? result = !decisive;
            foreach (var part in parts)
            {
                var value = part!(feature);
                if (value == decisive)
                    return decisive;
                result = value is null ? null : result;
            }

            return result;
        };
    }

    private Condition? Compare(Comparison comparison)
    {
        if (Value(comparison.Left) is not { } left || Value(comparison.Right) is not { } right)
            return null;
        return feature => left(feature) is { } l && right(feature) is { } r ? Holds(comparison.Operator, ValueOrder.Compare(l, r)) : null;
    }

    private static bool Holds(ComparisonOperator op, int order) => op switch
    {
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.Greater => order > 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        _ => order >= 0,
    };

    private Condition? Match(LikePredicate like)
    {
        if (Value(like.Value) is not { } value || like.Pattern is not TextLiteral pattern)
            return null;
        var matcher = new LikeMatcher(pattern.Value);
        return feature => value(feature) is string text ? matcher.IsMatch(text) : null;
    }

    private Condition? Among(Between between)
    {
        var atLeast = Compare(new Comparison(ComparisonOperator.GreaterOrEqual, between.Value, between.Low));
        var atMost = Compare(new Comparison(ComparisonOperator.LessOrEqual, between.Value, between.High));
        return atLeast is null || atMost is null ? null : feature => (atLeast(feature), atMost(feature)) switch
        {
            (false, _) or (_, false) => false,
            (true, true) => true,
            _ => null,
        };
    }

    private Condition? In(InList list)
    {
        var items = list.Items.Select(Value).ToArray();
        if (Value(list.Value) is not { } value || Array.Exists(items, item => item is null))
            return null;
        return feature =>
        {
            if (value(feature) is not { } tested)
                return null;
            bool? result = false;
            foreach (var item in items)
            {
                var other = item!(feature);
                if (other is not null && ValueOrder.Compare(tested, other) == 0)
                    return true;
                result = other is null ? null : result;
            }

            return result;
        };
    }

    private Condition? Sets(TypedArrayPredicate predicate)
    {
        if (Value(predicate.Left) is not { } left || Value(predicate.Right) is not { } right)
            return null;
        return feature =>
        {
            if (left(feature) is not System.Collections.IEnumerable l || right(feature) is not System.Collections.IEnumerable r)
                return null;
            object?[] a = [.. l.Cast<object?>()], b = [.. r.Cast<object?>()];
            return predicate.Operator switch
            {
                ArrayOperator.Contains => Covers(a, b),
                ArrayOperator.ContainedBy => Covers(b, a),
                ArrayOperator.Overlaps => Array.Exists(a, item => Has(b, item)),
                _ => Covers(a, b) && Covers(b, a),
            };
        };
    }

    private static bool Covers(object?[] all, object?[] some) => Array.TrueForAll(some, item => Has(all, item));

    /// <summary>A null item is no item's equal, as in SQL.</summary>
    private static bool Has(object?[] items, object? item) =>
        item is not null && Array.Exists(items, other => other is not null && ValueOrder.Compare(ValueOrder.Inexact(other), ValueOrder.Inexact(item)) == 0);
}
