using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Encoding;

/// <summary>
/// The different values of a layer's fields, each once, ready as the bytes a tile holds (a whole "values" entry of a layer, MVT 2.1 section
/// 4.1). Never changed once made.
/// </summary>
internal sealed class ValuePool
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;
    private readonly int[] _slots;

    private ValuePool(byte[] bytes, int[] ends, int[] slots) => (_bytes, _ends, _slots) = (bytes, ends, slots);

    /// <summary>The pool without values.</summary>
    public static ValuePool Empty { get; } = new([], [], Table(0));

    /// <summary>Number of values.</summary>
    public int Count => _ends.Length;

    /// <summary>Room taken, in bytes.</summary>
    public long Room => _bytes.Length + (4L * (_ends.Length + _slots.Length));

    /// <summary>The bytes of a value.</summary>
    public ReadOnlySpan<byte> this[int value] => _bytes.AsSpan((value == 0 ? 0 : _ends[value - 1]).._ends[value]);

    private static int[] Table(int count)
    {
        var size = 16;
        while (size < count * 2L)
            size *= 2;
        var slots = new int[size];
        Array.Fill(slots, -1);
        return slots;
    }

    /// <summary>Adds values to those of a pool.</summary>
    internal sealed class Builder
    {
        private readonly GrowingArray<byte> _bytes = new(1024);
        private readonly GrowingArray<int> _ends = new(64);
        private int[] _slots;

        /// <summary>Starts from a pool, whose values keep their places.</summary>
        public Builder(ValuePool from)
        {
            _bytes.Add(from._bytes);
            _ends.Add(from._ends);
            _slots = [.. from._slots];
        }

        /// <summary>Room taken so far, in bytes.</summary>
        public long Room => _bytes.Count + (4L * (_ends.Count + _slots.Length));

        /// <summary>The place of a value; it is added when it is new.</summary>
        public int Add(ReadOnlySpan<byte> value)
        {
            var slot = Find(value);
            if (_slots[slot] >= 0)
                return _slots[slot];
            _bytes.Add(value);
            _ends.Add(_bytes.Count);
            var place = _ends.Count - 1;
            _slots[slot] = place;
            if (_ends.Count * 2L > _slots.Length)
                Widen();
            return place;
        }

        /// <summary>Makes the pool.</summary>
        public ValuePool Build() => new(_bytes.ToArray(), _ends.ToArray(), _slots);

        private int Find(ReadOnlySpan<byte> value)
        {
            // FNV-1a.
            var hash = 2_166_136_261u;
            foreach (var b in value)
                hash = (hash ^ b) * 16_777_619;
            var slot = (int)(hash & (uint)(_slots.Length - 1));
            while (_slots[slot] >= 0 && !Value(_slots[slot]).SequenceEqual(value))
                slot = (slot + 1) & (_slots.Length - 1);
            return slot;
        }

        private ReadOnlySpan<byte> Value(int place) => _bytes.Span[(place == 0 ? 0 : _ends[place - 1]).._ends[place]];

        private void Widen()
        {
            _slots = Table(_ends.Count * 2);
            for (var place = 0; place < _ends.Count; place++)
                _slots[Find(Value(place))] = place;
        }
    }
}
