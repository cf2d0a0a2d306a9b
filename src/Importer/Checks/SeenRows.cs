namespace Gis.Importer.Checks;

/// <summary>
/// The rows of an import so far, by the hash of their key: the hash of what each holds and its number. Hashes instead of keys, twenty bytes a row in open addressing:
/// millions of parcels must not fill the memory. Two of ten million keys meet with a chance of 3 in a million, and then one row carries a needless remark.
/// </summary>
internal sealed class SeenRows
{
    // Many small tables that grow by themselves and by little: one large table would stand in the memory twice, half of it empty, whenever it has grown.
    private const int Tables = 1 << TableBits, TableBits = 8, Smallest = 16;

    private readonly Table[] tables = [.. Enumerable.Range(0, Tables).Select(_ => new Table())];

    /// <summary>The row that had the key before, or null; then the row is noted.</summary>
    /// <param name="key">Hash of the key; not zero, which stands for an empty slot.</param>
    /// <param name="content">Hash over shape and values.</param>
    /// <param name="number">Ordinal of the row in its dataset.</param>
    public (int Number, ulong Content)? FindOrAdd(ulong key, ulong content, int number) =>
        tables[key >> (64 - TableBits)].FindOrAdd(key, content, number);

    private sealed class Table
    {
        private ulong[] keys = new ulong[Smallest];
        private ulong[] contents = new ulong[Smallest];
        private int[] numbers = new int[Smallest];
        private int count;

        public (int Number, ulong Content)? FindOrAdd(ulong key, ulong content, int number)
        {
            var slot = Slot(key);
            if (keys[slot] != 0)
                return (numbers[slot], contents[slot]);
            (keys[slot], contents[slot], numbers[slot]) = (key, content, number);
            if (++count > keys.Length / 5 * 4)
                Grow();
            return null;
        }

        // The slot of a key, or the empty one where it belongs. The bits that chose the table say nothing any more.
        private int Slot(ulong key)
        {
            var at = (int)Math.BigMul(key << TableBits, (ulong)keys.Length, out _);
            while (keys[at] != 0 && keys[at] != key)
                at = at + 1 < keys.Length ? at + 1 : 0;
            return at;
        }

        private void Grow()
        {
            var (oldKeys, oldContents, oldNumbers) = (keys, contents, numbers);
            var size = oldKeys.Length + Math.Max(Smallest, oldKeys.Length / 4);
            (keys, contents, numbers) = (new ulong[size], new ulong[size], new int[size]);
            for (var i = 0; i < oldKeys.Length; i++)
            {
                if (oldKeys[i] == 0)
                    continue;
                var slot = Slot(oldKeys[i]);
                (keys[slot], contents[slot], numbers[slot]) = (oldKeys[i], oldContents[i], oldNumbers[i]);
            }
        }
    }
}
