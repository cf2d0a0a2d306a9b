using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Checking;

/// <summary>
/// The temporal relations as comparisons of ends (OGC 21-065r2 §7.8 after OWL-Time). Intervals are closed at both ends, an instant is an interval of one
/// point; a null end makes the comparison, and so mostly the relation, unknown.
/// </summary>
internal static class TemporalRelations
{
    /// <summary>The condition under which the relation holds between a..b and c..d.</summary>
    public static Cql2Expression Over(TemporalOperator op, Cql2Expression a, Cql2Expression b, Cql2Expression c, Cql2Expression d) => op switch
    {
        TemporalOperator.After => Is(a, ComparisonOperator.Greater, d),
        TemporalOperator.Before => Is(b, ComparisonOperator.Less, c),
        TemporalOperator.Disjoint => new Logical(LogicalOperator.Or, [Is(b, ComparisonOperator.Less, c), Is(a, ComparisonOperator.Greater, d)]),
        TemporalOperator.Intersects => All(Is(b, ComparisonOperator.GreaterOrEqual, c), Is(a, ComparisonOperator.LessOrEqual, d)),
        TemporalOperator.Equal => All(Is(a, ComparisonOperator.Equal, c), Is(b, ComparisonOperator.Equal, d)),
        TemporalOperator.Contains => All(Is(a, ComparisonOperator.Less, c), Is(b, ComparisonOperator.Greater, d)),
        TemporalOperator.During => All(Is(a, ComparisonOperator.Greater, c), Is(b, ComparisonOperator.Less, d)),
        TemporalOperator.FinishedBy => All(Is(a, ComparisonOperator.Less, c), Is(b, ComparisonOperator.Equal, d)),
        TemporalOperator.Finishes => All(Is(a, ComparisonOperator.Greater, c), Is(b, ComparisonOperator.Equal, d)),
        TemporalOperator.Meets => Is(b, ComparisonOperator.Equal, c),
        TemporalOperator.MetBy => Is(a, ComparisonOperator.Equal, d),
        TemporalOperator.StartedBy => All(Is(a, ComparisonOperator.Equal, c), Is(b, ComparisonOperator.Greater, d)),
        TemporalOperator.Starts => All(Is(a, ComparisonOperator.Equal, c), Is(b, ComparisonOperator.Less, d)),
        TemporalOperator.Overlaps => All(
            Is(a, ComparisonOperator.Less, c), Is(b, ComparisonOperator.Greater, c), Is(b, ComparisonOperator.Less, d)),
        TemporalOperator.OverlappedBy => All(
            Is(a, ComparisonOperator.Greater, c), Is(a, ComparisonOperator.Less, d), Is(b, ComparisonOperator.Greater, d)),
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };

    private static Comparison Is(Cql2Expression left, ComparisonOperator op, Cql2Expression right) => new(op, left, right);

    private static Logical All(params ReadOnlySpan<Cql2Expression> conditions) => new(LogicalOperator.And, [.. conditions]);
}
