namespace Gis.Engine.Cql2.Expressions;

/// <summary>The value of a feature's property.</summary>
/// <param name="Name">The queryable's name as the filter gives it; nothing but a key to look up.</param>
public sealed record PropertyReference(string Name) : Cql2Expression;

/// <summary>The value of a function that the server offers.</summary>
/// <param name="Name">Its name as the filter gives it; nothing but a key to look up.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record FunctionCall(string Name, ExpressionList Arguments) : Cql2Expression;

/// <summary>CASEI or ACCENTI: a text made equal to all texts that differ only in case, or only in accents.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Operand">The text.</param>
public sealed record Folding(FoldingKind Kind, Cql2Expression Operand) : Cql2Expression;

/// <summary>A calculation with two numbers.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The left number.</param>
/// <param name="Right">The right number.</param>
public sealed record Arithmetic(ArithmeticOperator Operator, Cql2Expression Left, Cql2Expression Right) : Cql2Expression;

/// <summary>A time from one instant to another, both included.</summary>
/// <param name="Start">A <see cref="DateLiteral"/>, <see cref="TimestampLiteral"/>, property, function or <see cref="Unbounded"/>.</param>
/// <param name="End">Likewise.</param>
public sealed record Interval(Cql2Expression Start, Cql2Expression End) : Cql2Expression;

/// <summary>The open side of an interval, written "..".</summary>
public sealed record Unbounded : Cql2Expression;

/// <summary>An array.</summary>
/// <param name="Items">Its items.</param>
public sealed record ArrayLiteral(ExpressionList Items) : Cql2Expression;
