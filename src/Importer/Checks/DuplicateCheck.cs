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

    private readonly SeenRows rows = new();

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
        if (rows.FindOrAdd(hash, content, (int)number) is not { } first)
            return null;
        times = repeated[hash] = repeated.GetValueOrDefault(hash, 1) + 1;
        var where = string.Create(CultureInfo.InvariantCulture, $"{first.Number}件目");
        if (key.StartsWith(WholeRow, StringComparison.Ordinal))
            return new Repetition("duplicate", $"{where}とまったく同じ内容です（両方とも残します）", false);
        if (first.Content != content)
            return new Repetition("duplicate-key", $"{where}と同じ番号ですが、内容が違います（両方とも残します）", false);
        times = repeated[hash] = times - 1;
        return new Repetition("duplicate", $"{where}と番号も図形も内容も同じなので、重ねて登録しません", true);
    }
}
