using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Gis.Importer.Formats;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// What a layer's table holds, by key: the hash of each row as the source last had it. Asked for every row of the next edition, so that a row that says the same
/// as before costs neither a second geometry nor a byte to the server. Twenty-four bytes a row in open addressing; a key stands by its hash of 64 bits (two
/// of ten million meet with a chance of 3 in a million), and the database looks at the key itself before it writes.
/// </summary>
internal sealed class KnownRows
{
    private const int Bytes = 24;

    private Slot[] slots;
    private long count;

    private KnownRows(long rows) => slots = new Slot[Math.Max(16, checked((int)(rows + (rows / 2))))];

    /// <summary>Whether two rows have the same key, as when somebody copied a row by SQL.</summary>
    public bool HasTwins { get; private set; }

    /// <summary>Reads the keys and hashes of a table. Rows without a key are people's own and no matter of an import.</summary>
    /// <param name="connection">In the import's transaction, which lets no edits in.</param>
    /// <param name="table">The table, quoted.</param>
    /// <param name="rows">About how many rows it has.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<KnownRows> ReadAsync(NpgsqlConnection connection, string table, long rows, CancellationToken cancellation)
    {
        var known = new KnownRows(rows);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY (SELECT fid, coalesce(gis_hash, 0), gis_key FROM {table} WHERE gis_key IS NOT NULL) TO STDOUT (FORMAT BINARY)", cancellation);
        copy.ReadTimeout = (int)Sql.LongEnough.TotalMilliseconds;
        var buffer = new byte[1 << 18];
        var held = 0;
        for (var skip = CopyBuffer.Header.Length; ;)
        {
            var read = await copy.ReadAsync(buffer.AsMemory(held), cancellation);
            if (read == 0)
                return known;
            held += read;
            if (held < skip)
                continue;
            var used = skip + known.Take(buffer.AsSpan(skip, held - skip));
            skip = 0;
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
            if (held == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
        }
    }

    /// <summary>Notes that the source has a row.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="hash">The hash over its content.</param>
    /// <param name="fid">The <c>fid</c> of the row with this key; null when there is none.</param>
    /// <returns>Whether the table has it just so.</returns>
    public bool IsUnchanged(string key, ulong hash, out long? fid)
    {
        Span<byte> text = stackalloc byte[256];
        var bytes = Encoding.UTF8.GetMaxByteCount(key.Length) <= text.Length ? text[..Encoding.UTF8.GetBytes(key, text)] : Encoding.UTF8.GetBytes(key);
        ref var slot = ref Find(HashOf(bytes));
        fid = slot.Key == 0 ? null : slot.Fid & ~Slot.Seen;
        if (fid is null)
            return false;
        slot.Fid |= Slot.Seen;
        return slot.Hash == hash;
    }

    /// <summary>The <c>fid</c>s of rows that the source did not have.</summary>
    public List<long> Unseen()
    {
        var fids = new List<long>();
        foreach (var slot in slots)
        {
            if (slot.Key != 0 && (slot.Fid & Slot.Seen) == 0)
                fids.Add(slot.Fid);
        }

        return fids;
    }

    // Whole rows of three columns in COPY's binary format; returns how many bytes they are.
    private int Take(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (bytes.Length - at >= 2)
        {
            var row = bytes[at..];
            if (BinaryPrimitives.ReadInt16BigEndian(row) < 0)
                return at + 2;
            const int Head = 2 + 12 + 12 + 4;
            if (row.Length < Head)
                return at;
            var length = BinaryPrimitives.ReadInt32BigEndian(row[(Head - 4)..]);
            if (row.Length < Head + length)
                return at;
            Add(HashOf(row.Slice(Head, length)), BinaryPrimitives.ReadInt64BigEndian(row[6..]), (ulong)BinaryPrimitives.ReadInt64BigEndian(row[18..]));
            at += Head + length;
        }

        return at;
    }

    private void Add(ulong key, long fid, ulong hash)
    {
        ref var slot = ref Find(key);
        HasTwins |= slot.Key != 0;
        if (slot.Key != 0 && fid > slot.Fid)
            return;
        count += slot.Key == 0 ? 1 : 0;
        slot = new Slot { Key = key, Hash = hash, Fid = fid };
        if (count > slots.Length / 5 * 4)
            Grow();
    }

    private void Grow()
    {
        var old = slots;
        slots = new Slot[checked(old.Length * 2)];
        foreach (var slot in old)
        {
            if (slot.Key != 0)
                Find(slot.Key) = slot;
        }
    }

    // Zero is no key.
    private static ulong HashOf(ReadOnlySpan<byte> key) => Math.Max(ContentHash.Of(key), 1);

    // The slot of a key, or the empty one where it belongs.
    private ref Slot Find(ulong key)
    {
        var at = (int)Math.BigMul(key, (ulong)slots.Length, out _);
        while (slots[at].Key != 0 && slots[at].Key != key)
            at = at + 1 < slots.Length ? at + 1 : 0;
        return ref slots[at];
    }

    [StructLayout(LayoutKind.Sequential, Size = Bytes)]
    private struct Slot
    {
        // A fid is never that large.
        public const long Seen = 1L << 62;

        public ulong Key;
        public ulong Hash;
        public long Fid;
    }
}
