using System.Globalization;
using System.Runtime.InteropServices;

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

    // Hashes instead of keys, 32 bytes a row: a million parcels must not fill the memory. Two of ten million keys meet with a chance of 3 in a million,
    // and then one row carries a needless remark.
    private readonly Dictionary<ulong, Seen> seen = [];

    private record struct Seen(ulong Content, int Number, int Times);

    /// <summary>Notes a row and says whether it came before.</summary>
    /// <param name="key">Key of the thing, the same whenever it comes.</param>
    /// <param name="content">Hash over shape and values.</param>
    /// <param name="number">Ordinal of the row in its dataset.</param>
    /// <param name="times">How often the key has come into the layer, this time included.</param>
    public Repetition? Find(string key, ulong content, long number, out int times)
    {
        ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, RowHash.Of(key), out var again);
        if (!again)
            first = new Seen(content, (int)number, 0);
        times = ++first.Times;
        if (!again)
            return null;
        var where = string.Create(CultureInfo.InvariantCulture, $"{first.Number}件目");
        if (key.StartsWith(WholeRow, StringComparison.Ordinal))
            return new Repetition("duplicate", $"{where}とまったく同じ内容です（両方とも残します）", false);
        if (first.Content != content)
            return new Repetition("duplicate-key", $"{where}と同じ番号ですが、内容が違います（両方とも残します）", false);
        times = --first.Times;
        return new Repetition("duplicate", $"{where}と番号も図形も内容も同じなので、重ねて登録しません", true);
    }
}
