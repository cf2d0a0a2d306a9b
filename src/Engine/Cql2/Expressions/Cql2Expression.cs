namespace Gis.Engine.Cql2.Expressions;

/// <summary>
/// A part of a CQL2 filter (OGC 21-065r2), the same whether it was written in text or in JSON. Two expressions are equal when they say the same; where they
/// stood in their filter does not count. Trees are at most <see cref="Cql2Limits.Depth"/> deep, so walking them by recursion is safe.
/// </summary>
public abstract record Cql2Expression
{
    /// <summary>Where it stood.</summary>
    public Origin Origin { get; init; }
}

/// <summary>Where an expression stood in its filter, and how many levels are below it. All origins are equal: they are no part of what a filter says.</summary>
/// <param name="Offset">Characters before it, from 0.</param>
/// <param name="Depth">Levels of the tree from here down, itself included.</param>
public readonly record struct Origin(int Offset, int Depth)
{
    /// <summary>Always true.</summary>
    /// <param name="other">Any origin.</param>
    public bool Equals(Origin other) => true;

    /// <summary>Always the same.</summary>
    public override int GetHashCode() => 0;
}
