using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Gis.MapServer.Features.Reading;

/// <summary>
/// Collects UTF-8 until it is sent. Its memory is lent: large arrays made anew for each page would make the collector look through the whole town in memory.
/// </summary>
/// <param name="size">Bytes to begin with.</param>
internal sealed class Utf8Buffer(int size = 4096) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>Bytes that wait to be sent.</summary>
    public int Length { get; private set; }

    /// <summary>What waits to be sent.</summary>
    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    /// <summary>Forgets what was sent.</summary>
    public void Clear() => Length = 0;

    public void Raw(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(Room(utf8.Length));
        Length += utf8.Length;
    }

    public void Raw(string text) => Length += Encoding.UTF8.GetBytes(text, Room(3 * text.Length));

    public void Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(24), out var written);
        Length += written;
    }

    /// <summary>The shortest digits that read as the same number; null for what is none.</summary>
    public void Number(double value)
    {
        if (!double.IsFinite(value))
        {
            Raw("null"u8);
            return;
        }

        value.TryFormat(Room(40), out var written, default, System.Globalization.CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A number of which a few decimals count, without zeros at the end. Quicker than any general way: a page holds thousands.</summary>
    /// <param name="value">Less than 2^53 when multiplied.</param>
    /// <param name="decimals">Decimals.</param>
    /// <param name="scale">Ten to that power.</param>
    public void Fixed(double value, int decimals, long scale)
    {
        var whole = (long)Math.Round(value * scale);
        var to = Room(32);
        var at = 0;
        if (whole < 0)
        {
            to[at++] = (byte)'-';
            whole = -whole;
        }

        var (units, rest) = Math.DivRem(whole, scale);
        Utf8Formatter.TryFormat(units, to[at..], out var written);
        at += written;
        if (rest != 0)
        {
            while (rest % 10 == 0)
                (rest, decimals) = (rest / 10, decimals - 1);
            to[at] = (byte)'.';
            for (var i = decimals; i > 0; i--, rest /= 10)
                to[at + i] = (byte)('0' + (rest % 10));
            at += decimals + 1;
        }

        Length += at;
    }

    /// <summary>A JSON string.</summary>
    public void Text(string text)
    {
        var to = Room((6 * text.Length) + 2);
        var at = 0;
        to[at++] = (byte)'"';
        var rest = text.AsSpan();
        while (true)
        {
            var plain = rest.IndexOfAny(Special);
            at += Encoding.UTF8.GetBytes(plain < 0 ? rest : rest[..plain], to[at..]);
            if (plain < 0)
                break;
            at += Escape(rest[plain], to[at..]);
            rest = rest[(plain + 1)..];
        }

        to[at++] = (byte)'"';
        Length += at;
    }

    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (char)c), '"', '\\', '<', '>', '&', '\u007f', '\u2028', '\u2029']);

    private static int Escape(char c, Span<byte> to)
    {
        to[0] = (byte)'\\';
        if (c is '"' or '\\')
        {
            to[1] = (byte)c;
            return 2;
        }

        to[1] = (byte)'u';
        for (var i = 0; i < 4; i++)
            to[2 + i] = (byte)"0123456789abcdef"[(c >> (12 - (4 * i))) & 15];
        return 6;
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
            Grow(Math.Max(Length + count, 2 * _bytes.Length));
        return _bytes.AsSpan(Length);
    }

    private void Grow(int room)
    {
        var larger = ArrayPool<byte>.Shared.Rent(room);
        Written.Span.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, Length) = ([], 0);
    }
}
