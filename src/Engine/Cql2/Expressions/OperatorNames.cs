using System.Collections.Frozen;

namespace Gis.Engine.Cql2.Expressions;

/// <summary>The names of the operators: JSON's are as below, text's the same without regard to case.</summary>
internal static class OperatorNames
{
    public static readonly Names<LogicalOperator> Logical = new([
        ("and", LogicalOperator.And), ("or", LogicalOperator.Or),
    ]);

    public static readonly Names<ComparisonOperator> Comparison = new([
        ("=", ComparisonOperator.Equal), ("<>", ComparisonOperator.NotEqual), ("<", ComparisonOperator.Less),
        (">", ComparisonOperator.Greater), ("<=", ComparisonOperator.LessOrEqual), (">=", ComparisonOperator.GreaterOrEqual),
    ]);

    public static readonly Names<ArithmeticOperator> Arithmetic = new([
        ("+", ArithmeticOperator.Add), ("-", ArithmeticOperator.Subtract), ("*", ArithmeticOperator.Multiply), ("/", ArithmeticOperator.Divide),
        ("div", ArithmeticOperator.IntegerDivide), ("%", ArithmeticOperator.Modulo), ("^", ArithmeticOperator.Power),
    ]);

    public static readonly Names<FoldingKind> Folding = new([("casei", FoldingKind.Case), ("accenti", FoldingKind.Accent)]);

    public static readonly Names<SpatialOperator> Spatial = new([
        ("s_contains", SpatialOperator.Contains), ("s_crosses", SpatialOperator.Crosses), ("s_disjoint", SpatialOperator.Disjoint),
        ("s_equals", SpatialOperator.Equal), ("s_intersects", SpatialOperator.Intersects), ("s_overlaps", SpatialOperator.Overlaps),
        ("s_touches", SpatialOperator.Touches), ("s_within", SpatialOperator.Within),
    ]);

    public static readonly Names<TemporalOperator> Temporal = new([
        ("t_after", TemporalOperator.After), ("t_before", TemporalOperator.Before), ("t_contains", TemporalOperator.Contains),
        ("t_disjoint", TemporalOperator.Disjoint), ("t_during", TemporalOperator.During), ("t_equals", TemporalOperator.Equal),
        ("t_finishedBy", TemporalOperator.FinishedBy), ("t_finishes", TemporalOperator.Finishes), ("t_intersects", TemporalOperator.Intersects),
        ("t_meets", TemporalOperator.Meets), ("t_metBy", TemporalOperator.MetBy), ("t_overlappedBy", TemporalOperator.OverlappedBy),
        ("t_overlaps", TemporalOperator.Overlaps), ("t_startedBy", TemporalOperator.StartedBy), ("t_starts", TemporalOperator.Starts),
    ]);

    public static readonly Names<ArrayOperator> Array = new([
        ("a_containedBy", ArrayOperator.ContainedBy), ("a_contains", ArrayOperator.Contains), ("a_equals", ArrayOperator.Equal),
        ("a_overlaps", ArrayOperator.Overlaps),
    ]);

    /// <summary>Both ways between names and operators of one sort.</summary>
    internal sealed class Names<T>
        where T : struct, Enum
    {
        private readonly FrozenDictionary<string, T> _json;
        private readonly FrozenDictionary<string, T> _text;
        private readonly FrozenDictionary<T, string> _names;

        public Names((string Name, T Operator)[] pairs)
        {
            _json = pairs.ToFrozenDictionary(p => p.Name, p => p.Operator, StringComparer.Ordinal);
            _text = pairs.ToFrozenDictionary(p => p.Name, p => p.Operator, StringComparer.OrdinalIgnoreCase);
            _names = pairs.ToFrozenDictionary(p => p.Operator, p => p.Name);
        }

        /// <summary>The name in JSON.</summary>
        public string this[T op] => _names[op];

        /// <summary>The name in text.</summary>
        public string InText(T op) => _names[op].ToUpperInvariant();

        public bool TryJson(string name, out T op) => _json.TryGetValue(name, out op);

        public bool TryText(string name, out T op) => _text.TryGetValue(name, out op);
    }
}
