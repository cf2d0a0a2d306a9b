using System.Collections;
using System.Runtime.CompilerServices;

namespace Gis.Engine.Cql2.Expressions;

/// <summary>A list of expressions that equals another with equal items in the same order.</summary>
[CollectionBuilder(typeof(ExpressionList), nameof(Create))]
public sealed class ExpressionList : IReadOnlyList<Cql2Expression>, IEquatable<ExpressionList>
{
    private readonly Cql2Expression[] _items;

    private ExpressionList(Cql2Expression[] items) => _items = items;

    /// <summary>Makes a list; the items are copied.</summary>
    /// <param name="items">Its items.</param>
    public static ExpressionList Create(ReadOnlySpan<Cql2Expression> items) => new(items.ToArray());

    /// <inheritdoc />
    public int Count => _items.Length;

    /// <inheritdoc />
    public Cql2Expression this[int index] => _items[index];

    /// <inheritdoc />
    public bool Equals(ExpressionList? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as ExpressionList);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public IEnumerator<Cql2Expression> GetEnumerator() => ((IEnumerable<Cql2Expression>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
