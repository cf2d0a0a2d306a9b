using Gis.Engine.Cql2.Checking;
using Gis.Engine.Cql2.Expressions;
using NetTopologySuite.Geometries.Prepared;
using Condition = System.Func<Gis.Engine.Cql2.Memory.IFeatureValues, bool?>;
using Getter = System.Func<Gis.Engine.Cql2.Memory.IFeatureValues, object?>;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gis.Engine.Cql2.Memory;

/// <content>Values, geometries and arithmetic.</content>
internal sealed partial class EvaluatorBuilder
{
    private Getter? Value(Cql2Expression expression)
    {
        switch (expression)
        {
            case Column { Queryable.Name: var name }:
                return feature => feature[name];
            case TextLiteral text:
                return _ => text.Value;
            case NumberLiteral number:
                object boxed = number.Exact is { } exact ? exact : number.Value;
                return _ => boxed;
            case BooleanLiteral boolean:
                return Constant(boolean.Value);
            case DateLiteral date:
                return Constant(date.Value);
            case TimestampLiteral timestamp:
                return Constant(timestamp.Value);
            case EndlessInstant end:
                return Constant(end.IsFuture ? Endless.Future : Endless.Past);
            case NullValue:
                return _ => null;
            case LocalDay day:
                return Value(day.Timestamp) is { } moment ? feature => moment(feature) is DateTime utc ? DateOnly.FromDateTime(utc + settings.LocalOffset) : null : null;
            case Arithmetic arithmetic:
                return Calculate(arithmetic);
            case Invocation invocation:
                return Call(invocation);
            case ArrayLiteral array:
                var items = array.Items.Select(Value).ToArray();
                return Array.Exists(items, item => item is null) ? null : feature => Array.ConvertAll(items, item => item!(feature));
            case PlacedGeometry placed:
                return Reprojection.Between(placed.Srid, placed.Target) is { } place ? Constant(place(placed.Shape)) : null;
            case Reprojected reprojected:
                return Reproject(reprojected);
            case Folding:
                return null;
            default:
                return Condition(expression) is { } condition ? feature => condition(feature) : null;
        }
    }

    private static Getter Constant(object value) => _ => value;

    private Getter? Reproject(Reprojected reprojected)
    {
        var from = reprojected.Geometry is Column column ? column.Queryable.Srid : settings.StorageSrid;
        return Value(reprojected.Geometry) is { } geometry && Reprojection.Between(from, reprojected.Target) is { } move
            ? feature => geometry(feature) is Shape shape ? move(shape) : null
            : null;
    }

    private Getter? Call(Invocation invocation)
    {
        var arguments = invocation.Arguments.Select(Value).ToArray();
        if (invocation.Function.Evaluate is not { } evaluate || Array.Exists(arguments, argument => argument is null))
            return null;
        return feature =>
        {
            var values = Array.ConvertAll(arguments, argument => argument!(feature));
            return Array.Exists(values, value => value is null) ? null : evaluate(Array.ConvertAll(values, value => ValueOrder.Number(value!)));
        };
    }

    private Getter? Calculate(Arithmetic arithmetic)
    {
        if (Value(arithmetic.Left) is not { } left || Value(arithmetic.Right) is not { } right)
            return null;
        return feature => left(feature) is { } l && right(feature) is { } r
            ? Calculator.Calculate(arithmetic.Operator, ValueOrder.Double(l), ValueOrder.Double(r))
            : null;
    }

    private Condition? Relate(SpatialPredicate predicate)
    {
        if (Value(predicate.Left) is not { } left || Value(predicate.Right) is not { } right)
            return null;
        // The common case, a literal against every feature, is prepared once.
        if (predicate.Operator is SpatialOperator.Intersects or SpatialOperator.Disjoint && predicate.Right is PlacedGeometry or PlacedGeometry)
        {
            var (literal, other) = predicate.Right is PlacedGeometry ? (right, left) : (left, right);
            var prepared = PreparedGeometryFactory.Prepare((Shape)literal(NoValues.Instance)!);
            var disjoint = predicate.Operator == SpatialOperator.Disjoint;
            return feature => other(feature) is Shape shape ? prepared.Intersects(shape) != disjoint : null;
        }

        return feature => left(feature) is Shape a && right(feature) is Shape b ? Relates(predicate.Operator, a, b) : null;
    }

    private static bool Relates(SpatialOperator op, Shape a, Shape b) => op switch
    {
        SpatialOperator.Contains => a.Contains(b),
        SpatialOperator.Crosses => a.Crosses(b),
        SpatialOperator.Disjoint => a.Disjoint(b),
        SpatialOperator.Equal => a.EqualsTopologically(b),
        SpatialOperator.Intersects => a.Intersects(b),
        SpatialOperator.Overlaps => a.Overlaps(b),
        SpatialOperator.Touches => a.Touches(b),
        _ => a.Within(b),
    };

    private sealed class NoValues : IFeatureValues
    {
        public static NoValues Instance { get; } = new();

        public object? this[string name] => null;
    }
}
