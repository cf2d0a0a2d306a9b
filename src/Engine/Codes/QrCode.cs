using System.Globalization;
using System.Text;

namespace Gis.Engine.Codes;

/// <summary>
/// A QR code (ISO/IEC 18004) of a text in byte mode, UTF-8, correction level M: what a sheet of paper needs to lead back to its page.
/// See docs/adr/0040.
/// </summary>
public sealed class QrCode
{
    /// <summary>Light modules that must surround the code.</summary>
    public const int Quiet = 4;

    private readonly QrGrid _grid;

    private QrCode(QrGrid grid) => _grid = grid;

    /// <summary>Modules along a side, without the quiet zone.</summary>
    public int Size => _grid.Size;

    /// <summary>Whether a module is dark.</summary>
    /// <param name="x">Column from the left.</param>
    /// <param name="y">Row from the top.</param>
    public bool IsDark(int x, int y) => _grid[x, y];

    /// <summary>The smallest code that holds a text.</summary>
    /// <exception cref="ArgumentException">The text is longer than the largest code that is made holds.</exception>
    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var version = 1; version <= QrLayout.LastVersion; version++)
        {
            if (4 + LengthBits(version) + (8 * bytes.Length) > 8 * QrLayout.DataWords(version))
                continue;
            var grid = new QrGrid(version);
            grid.Fill(Interleave(version, Data(version, bytes)));
            return new QrCode(Enumerable.Range(0, 8).Select(grid.Masked).MinBy(QrPenalty.Of)!);
        }

        throw new ArgumentException($"The text has {bytes.Length} bytes; the largest code holds fewer.", nameof(text));
    }

    /// <summary>The dark modules as SVG path data in units of modules, the quiet zone included: the view box is 0 0 n n with n = Size + 8.</summary>
    public string ToPath()
    {
        var path = new StringBuilder();
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                if (!IsDark(x, y))
                    continue;
                var from = x;
                while (x + 1 < Size && IsDark(x + 1, y))
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{from + Quiet} {y + Quiet}h{x - from + 1}v1h-{x - from + 1}z");
            }
        }

        return path.ToString();
    }

    private static int LengthBits(int version) => version < 10 ? 8 : 16;

    private static byte[] Data(int version, byte[] text)
    {
        var words = new byte[QrLayout.DataWords(version)];
        var bit = 0;
        void Write(int value, int bits)
        {
            for (var i = bits - 1; i >= 0; i--, bit++)
                words[bit >> 3] |= (byte)(((value >> i) & 1) << (7 - (bit & 7)));
        }

        Write(0b0100, 4);
        Write(text.Length, LengthBits(version));
        foreach (var one in text)
            Write(one, 8);
        // The end mark is four zeros, the rest of the word zeros too; what is left is filled with two words in turn.
        var filled = Math.Min((bit + 4 + 7) / 8, words.Length);
        for (var i = filled; i < words.Length; i++)
            words[i] = (i - filled) % 2 == 0 ? (byte)0xEC : (byte)0x11;
        return words;
    }

    // Blocks are cut from the data in turn, the first ones a word shorter when it does not come out even; then their words are dealt out in turn.
    private static byte[] Interleave(int version, byte[] data)
    {
        var (count, correction) = (QrLayout.Blocks(version), QrLayout.CorrectionWords(version));
        var shorter = count - (QrLayout.Words(version) % count);
        var length = QrLayout.Words(version) / count - correction;
        var blocks = new List<(byte[] Data, byte[] Correction)>();
        for (var (i, at) = (0, 0); i < count; i++)
        {
            var words = data.AsSpan(at, length + (i < shorter ? 0 : 1)).ToArray();
            at += words.Length;
            blocks.Add((words, ReedSolomon.Words(words, correction)));
        }

        var dealt = new List<byte>(QrLayout.Words(version));
        for (var i = 0; i <= length; i++)
            dealt.AddRange(blocks.Where(b => i < b.Data.Length).Select(b => b.Data[i]));
        for (var i = 0; i < correction; i++)
            dealt.AddRange(blocks.Select(b => b.Correction[i]));
        return [.. dealt];
    }
}
