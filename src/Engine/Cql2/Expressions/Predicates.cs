namespace Gis.Engine.Cql2.Expressions;

/// <summary>AND or OR over two or more conditions, with SQL's three truth values.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Operands">The conditions, two or more.</param>
public sealed record Logical(LogicalOperator Operator, ExpressionList Operands) : Cql2Expression;

/// <summary>NOT; unknown stays unknown.</summary>
/// <param name="Operand">The condition.</param>
public sealed record Negation(Cql2Expression Operand) : Cql2Expression;

/// <summary>= &lt;&gt; &lt; &gt; &lt;= &gt;=; unknown when a side is null.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The left side.</param>
/// <param name="Right">The right side.</param>
public sealed record Comparison(ComparisonOperator Operator, Cql2Expression Left, Cql2Expression Right) : Cql2Expression;

/// <summary>LIKE: % any characters, _ one character, \ takes the next one as it is.</summary>
/// <param name="Value">The text that is tested.</param>
/// <param name="Pattern">A <see cref="TextLiteral"/>, perhaps inside <see cref="Folding"/>.</param>
public sealed record LikePredicate(Cql2Expression Value, Cql2Expression Pattern) : Cql2Expression;

/// <summary>BETWEEN, both ends included; nothing is between reversed ends.</summary>
/// <param name="Value">What is tested.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public sealed record Between(Cql2Expression Value, Cql2Expression Low, Cql2Expression High) : Cql2Expression;

/// <summary>IN a list.</summary>
/// <param name="Value">What is tested.</param>
/// <param name="Items">The list, one or more.</param>
public sealed record InList(Cql2Expression Value, ExpressionList Items) : Cql2Expression;

/// <summary>IS NULL; never unknown.</summary>
/// <param name="Operand">What is tested.</param>
public sealed record IsNull(Cql2Expression Operand) : Cql2Expression;

/// <summary>A relation of two geometries (DE-9IM, OGC 06-103r4).</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The first geometry.</param>
/// <param name="Right">The second geometry.</param>
public sealed record SpatialPredicate(SpatialOperator Operator, Cql2Expression Left, Cql2Expression Right) : Cql2Expression;

/// <summary>A relation of two instants or intervals (OWL-Time; intervals are closed at both ends).</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The first.</param>
/// <param name="Right">The second.</param>
public sealed record TemporalPredicate(TemporalOperator Operator, Cql2Expression Left, Cql2Expression Right) : Cql2Expression;

/// <summary>A relation of two arrays, which are taken as sets.</summary>
/// <param name="Operator">Which.</param>
/// <param name="Left">The first.</param>
/// <param name="Right">The second.</param>
public sealed record ArrayPredicate(ArrayOperator Operator, Cql2Expression Left, Cql2Expression Right) : Cql2Expression;
