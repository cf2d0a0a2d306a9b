namespace Gis.Engine.Cql2.Expressions;

#pragma warning disable CS1591 // each member is the operator of that name of the standard

/// <summary>Operators between conditions.</summary>
public enum LogicalOperator
{
    And,
    Or,
}

/// <summary>Comparison operators.</summary>
public enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
}

/// <summary>Arithmetic operators; <see cref="IntegerDivide"/> is <c>div</c>, <see cref="Modulo"/> takes the sign of the dividend.</summary>
public enum ArithmeticOperator
{
    Add,
    Subtract,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
    Power,
}

/// <summary>Foldings of text.</summary>
public enum FoldingKind
{
    Case,
    Accent,
}

/// <summary>Spatial relations.</summary>
public enum SpatialOperator
{
    Contains,
    Crosses,
    Disjoint,
    Equal,
    Intersects,
    Overlaps,
    Touches,
    Within,
}

/// <summary>Temporal relations; those from <see cref="Contains"/> on are between intervals only.</summary>
public enum TemporalOperator
{
    After,
    Before,
    Disjoint,
    Equal,
    Intersects,
    Contains,
    During,
    FinishedBy,
    Finishes,
    Meets,
    MetBy,
    OverlappedBy,
    Overlaps,
    StartedBy,
    Starts,
}

/// <summary>Relations of sets.</summary>
public enum ArrayOperator
{
    ContainedBy,
    Contains,
    Equal,
    Overlaps,
}
