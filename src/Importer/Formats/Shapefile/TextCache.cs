using System.Text;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>
/// Decoded texts of one column by their bytes. Columns of a town's tables repeat themselves (大字, 地目, 町名), and one string for all equal values saves
/// decoding and memory. A column that does not is given up on.
/// </summary>
internal sealed class TextCache(Encoding encoding)
{
    private const int Slots = 512;
    private const int Trial = 4096;

    private readonly (byte[] Bytes, string? Text)[] slots = new (byte[], string?)[Slots];
    private int asked;
    private int found;
    private bool isOff;

    /// <summary>The text of some bytes; null when it is blank.</summary>
    public string? Text(ReadOnlySpan<byte> bytes)
    {
        if (isOff)
            return Decode(bytes);
        var hash = new HashCode();
        hash.AddBytes(bytes);
        ref var slot = ref slots[(uint)hash.ToHashCode() % Slots];
        asked++;
        if (slot.Bytes is { } held && bytes.SequenceEqual(held))
        {
            found++;
            return slot.Text;
        }

        isOff = asked == Trial && found < Trial / 4;
        slot = (bytes.ToArray(), Decode(bytes));
        return slot.Text;
    }

    private string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = encoding.GetString(bytes).Replace('\0', '\uFFFD');
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
