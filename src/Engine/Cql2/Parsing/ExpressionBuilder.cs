using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Parsing;

/// <summary>Makes expressions for both readers, and holds both to the same limits and the same grammar.</summary>
/// <param name="limits">The limits.</param>
internal sealed class ExpressionBuilder(Cql2Limits limits)
{
    private int _expressions;
    private int _level;
    private int _spatial;

    /// <summary>The limits.</summary>
    public Cql2Limits Limits { get; } = limits;

    /// <summary>Geometry literals and their budget.</summary>
    public GeometryBuilder Geometry { get; } = new(limits);

    /// <summary>Goes one level down; <see cref="Leave"/> comes back up.</summary>
    public void Enter(int offset)
    {
        if (++_level > Limits.Depth)
            throw TooDeep(offset);
    }

    /// <summary>Comes back up.</summary>
    public void Leave() => _level--;

    /// <summary>A leaf.</summary>
    public T Leaf<T>(T leaf, int offset)
        where T : Cql2Expression
    {
        Count(offset);
        return leaf with { Origin = new Origin(offset, 1) };
    }

    /// <summary>A node over one or two others.</summary>
    public T Node<T>(T node, int offset, Cql2Expression first, Cql2Expression? second = null, Cql2Expression? third = null)
        where T : Cql2Expression
    {
        if (node is SpatialPredicate && ++_spatial > Limits.SpatialPredicates)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"図形の条件は{Limits.SpatialPredicates}個までにしてください。");
        var depth = Math.Max(first.Origin.Depth, Math.Max(second?.Origin.Depth ?? 0, third?.Origin.Depth ?? 0));
        return Placed(node, offset, depth + 1);
    }

    /// <summary>A node over a list.</summary>
    public T Node<T>(T node, int offset, IReadOnlyList<Cql2Expression> items, Cql2Expression? first = null)
        where T : Cql2Expression
    {
        var depth = first?.Origin.Depth ?? 0;
        foreach (var item in items)
            depth = Math.Max(depth, item.Origin.Depth);
        return Placed(node, offset, depth + 1);
    }

    /// <summary>AND, OR over two or more.</summary>
    public Cql2Expression MakeLogical(LogicalOperator op, int offset, List<Cql2Expression> operands)
    {
        foreach (var operand in operands)
            Condition(operand);
        return Node(new Logical(op, [.. operands]), offset, operands);
    }

    /// <summary>NOT.</summary>
    public Cql2Expression MakeNot(int offset, Cql2Expression operand) => Node(new Negation(Condition(operand)), offset, operand);

    /// <summary>LIKE; the pattern must be a literal, perhaps folded.</summary>
    public Cql2Expression MakeLike(int offset, Cql2Expression value, Cql2Expression pattern)
    {
        var inner = pattern;
        while (inner is Folding folding)
            inner = folding.Operand;
        if (inner is not TextLiteral literal)
            throw new Cql2Exception(Cql2Fault.Syntax, pattern.Origin.Offset, "LIKE の右には文字列を書いてください。");
        if (literal.Value.AsSpan().Count('%') > Limits.Wildcards)
            throw new Cql2Exception(Cql2Fault.Limit, literal.Origin.Offset, $"LIKE の「%」は{Limits.Wildcards}個までにしてください。");
        if ((literal.Value.Length - literal.Value.AsSpan().TrimEnd('\\').Length) % 2 == 1)
            throw new Cql2Exception(Cql2Fault.Value, literal.Origin.Offset, "LIKE の文字列は「\\」1つで終われません。");
        return Node(new LikePredicate(value, pattern), offset, value, pattern);
    }

    /// <summary>Refuses what is no condition: a filter, and what AND, OR and NOT take, must be one.</summary>
    public static Cql2Expression Condition(Cql2Expression expression) => expression switch
    {
        Logical or Negation or Comparison or LikePredicate or Between or InList or IsNull => expression,
        SpatialPredicate or TemporalPredicate or ArrayPredicate or BooleanLiteral or FunctionCall => expression,
        _ => throw new Cql2Exception(Cql2Fault.Syntax, expression.Origin.Offset, "ここには条件(比較など)を書いてください。"),
    };

    /// <summary>Adds an item to a list within the limit.</summary>
    public void Add(List<Cql2Expression> list, Cql2Expression item)
    {
        if (list.Count >= Limits.ListItems)
            throw new Cql2Exception(Cql2Fault.Limit, item.Origin.Offset, $"並べられるのは{Limits.ListItems}個までです。");
        list.Add(item);
    }

    private T Placed<T>(T node, int offset, int depth)
        where T : Cql2Expression
    {
        Count(offset);
        if (depth > Limits.Depth)
            throw TooDeep(offset);
        return node with { Origin = new Origin(offset, depth) };
    }

    private void Count(int offset)
    {
        if (++_expressions > Limits.Expressions)
            throw new Cql2Exception(Cql2Fault.Limit, offset, $"条件が多すぎます(式は{Limits.Expressions}個まで)。");
    }

    private Cql2Exception TooDeep(int offset) =>
        new(Cql2Fault.Limit, offset, $"入れ子が深すぎます({Limits.Depth}段まで)。");
}
