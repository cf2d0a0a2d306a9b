using System.Globalization;
using System.Runtime.InteropServices;
using Gis.Importer.Formats;

namespace Gis.Importer.Checks;

/// <summary>What was found of a row that came before.</summary>
/// <param name="Code"><c>duplicate</c> (all the same) or <c>duplicate-key</c> (the same key, something else in it).</param>
/// <param name="Text">In Japanese.</param>
/// <param name="SetsAside">Whether the row is already in the layer.</param>
internal sealed record Repetition(string Code, string Text, bool SetsAside);

/// <summary>
/// Finds rows that come twice in one import. A thing with a key of its own (id, 筆 id, 地番) that comes again with the same shape and values is set aside: it
/// is there already, as when a folder holds a map and the zip with the same map. The same key with other content is kept with a remark, because ids of
/// towns are not always ids; so is a row without any key that comes again, because two taps at one place are two taps.
/// </summary>
internal sealed class DuplicateCheck
{
    /// <summary>Keys that <see cref="Loading.RowKey"/> makes of the whole row begin with this.</summary>
    public const string WholeRow = "row:";

    // Hashes instead of keys, twenty bytes a row in open addressing: millions of parcels must not fill the memory. Two of ten million keys meet with a
    // chance of 3 in a million, and then one row carries a needless remark.
    private ulong[] keys = new ulong[1 << 12];
    private ulong[] contents = new ulong[1 << 12];
    private int[] numbers = new int[1 << 12];
    private int count;

    // How often a key has come into the layer, where that is not once.
    private readonly Dictionary<ulong, int> repeated = [];

    /// <summary>Notes a row and says whether it came before.</summary>
    /// <param name="key">Key of the thing, the same whenever it comes.</param>
    /// <param name="content">Hash over shape and values.</param>
    /// <param name="number">Ordinal of the row in its dataset.</param>
    /// <param name="times">How often the key has come into the layer, this time included.</param>
    public Repetition? Find(string key, ulong content, long number, out int times)
    {
        times = 1;
        var hash = Math.Max(ContentHash.Of(MemoryMarshal.AsBytes(key.AsSpan())), 1);
        if (Slot(hash) is var slot && keys[slot] == 0)
        {
            (keys[slot], contents[slot], numbers[slot]) = (hash, content, (int)number);
            if (++count > keys.Length / 4 * 3)
                Grow();
            return null;
        }

        var first = (Number: numbers[slot], Content: contents[slot]);
        times = repeated[hash] = repeated.GetValueOrDefault(hash, 1) + 1;
        var where = string.Create(CultureInfo.InvariantCulture, $"{first.Number}件目");
        if (key.StartsWith(WholeRow, StringComparison.Ordinal))
            return new Repetition("duplicate", $"{where}とまったく同じ内容です（両方とも残します）", false);
        if (first.Content != content)
            return new Repetition("duplicate-key", $"{where}と同じ番号ですが、内容が違います（両方とも残します）", false);
        times = repeated[hash] = times - 1;
        return new Repetition("duplicate", $"{where}と番号も図形も内容も同じなので、重ねて登録しません", true);
    }

    // The slot of a key, or the empty one where it belongs. Zero is no key.
    private int Slot(ulong hash)
    {
        var mask = keys.Length - 1;
        var at = (int)(hash >> 7) & mask;
        while (keys[at] != 0 && keys[at] != hash)
            at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        var (oldKeys, oldContents, oldNumbers) = (keys, contents, numbers);
        (keys, contents, numbers) = (new ulong[oldKeys.Length * 2], new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] == 0)
                continue;
            var slot = Slot(oldKeys[i]);
            (keys[slot], contents[slot], numbers[slot]) = (oldKeys[i], oldContents[i], oldNumbers[i]);
        }
    }
}
