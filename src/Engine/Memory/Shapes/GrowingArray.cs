namespace Gis.Engine.Memory.Shapes;

/// <summary>An array that grows by doubling and keeps its room when cleared, so that a pooled owner allocates nothing in steady state.</summary>
internal sealed class GrowingArray<T>(int room = 16)
    where T : struct
{
    private T[] _items = new T[Math.Max(4, room)];

    /// <summary>Number of items in use.</summary>
    public int Count { get; private set; }

    /// <summary>The items in use; valid until the next growth.</summary>
    public Span<T> Span => _items.AsSpan(0, Count);

    /// <summary>One item.</summary>
    public ref T this[int index] => ref _items[index];

    /// <summary>Forgets the items, keeps the room.</summary>
    public void Clear() => Count = 0;

    /// <summary>Forgets the items behind the first <paramref name="count"/>.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Adds one item.</summary>
    public void Add(T item)
    {
        if (Count == _items.Length)
            Reserve(1);
        _items[Count++] = item;
    }

    /// <summary>Adds several items.</summary>
    public void Add(ReadOnlySpan<T> items) => items.CopyTo(Extend(items.Length));

    /// <summary>Adds <paramref name="count"/> items of any content and returns them to be filled.</summary>
    public Span<T> Extend(int count)
    {
        Reserve(count);
        Count += count;
        return _items.AsSpan(Count - count, count);
    }

    /// <summary>Makes room for further items.</summary>
    public void Reserve(int more)
    {
        if (Count + more > _items.Length)
            Array.Resize(ref _items, Math.Max(Count + more, _items.Length * 2));
    }

    /// <summary>A copy of the items in use, without spare room.</summary>
    public T[] ToArray() => Span.ToArray();
}
