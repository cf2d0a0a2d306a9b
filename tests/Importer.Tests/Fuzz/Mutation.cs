using System.Buffers.Binary;
using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>Damages the bytes of a file as disks, mails, editors and enemies do.</summary>
internal static class Mutation
{
    private static readonly string[] Numbers =
    [
        "1e308", "-1e308", "1e400", "NaN", "Infinity", "-1", "0", "-0", "999", "9999999", "2147483648", "9223372036854775808", "99999999999999999999999", "1e-320", "0x1F", "１２３", "1,234", "",
    ];

    private static readonly string[] Intruders =
    [
        "\0", "\"", "'", "\"\"\"", "<!DOCTYPE a [<!ENTITY b \"c\">]>", "]]>", "&b;", "\\u0000", "\\ud800", "\r", "\u2028", "\ufeff", "{", "[", "</", "令和99年13月32日", "POINT(1 2", "../", "%s%n", "=1+1", "髙﨑",
    ];

    private static readonly string[] Separators = ["\n", "<", "{", ",", "\t", ";"];

    private static readonly double[] Doubles = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -double.MaxValue, double.Epsilon, 0, -1, 999, 1e20];

    private static readonly int[] Integers = [int.MaxValue, int.MinValue, -1, 0, 1, 0x40000000, 65536, 255];

    /// <summary>A damaged copy: one to three things happen to it.</summary>
    public static byte[] Of(byte[] good, Random random)
    {
        var bytes = good;
        for (var i = random.Next(5) switch { 0 => 3, 1 => 2, _ => 1 }; i > 0 && bytes.Length > 0; i--)
            bytes = Once(bytes, random);
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random) => random.Next(13) switch
    {
        0 => bytes[..random.Next(bytes.Length)],
        1 => Flipped(bytes, bytes.Length, random),
        2 => Flipped(bytes, Math.Min(128, bytes.Length), random),
        3 => WithoutBlock(bytes, random),
        4 => Doubled(bytes, random),
        5 => Exchanged(bytes, random),
        6 => Shuffled(bytes, random),
        7 => Recoded(bytes, random),
        8 or 11 or 12 => Numbered(bytes, random),
        9 => BinaryNumber(bytes, random),
        _ => Intruded(bytes, random),
    };

    private static byte[] Flipped(byte[] bytes, int within, Random random)
    {
        var copy = bytes.ToArray();
        for (var i = random.Next(1, 12); i > 0; i--)
        {
            var at = random.Next(within);
            copy[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(copy[at] ^ (1 << random.Next(8)));
        }

        return copy;
    }

    private static byte[] WithoutBlock(byte[] bytes, Random random)
    {
        var (from, length) = Block(bytes, random);
        return [.. bytes[..from], .. bytes[(from + length)..]];
    }

    private static byte[] Doubled(byte[] bytes, Random random)
    {
        var (from, length) = Block(bytes, random);
        return [.. bytes[..(from + length)], .. bytes[from..]];
    }

    private static byte[] Exchanged(byte[] bytes, Random random)
    {
        var copy = bytes.ToArray();
        var length = random.Next(1, Math.Max(2, bytes.Length / 3));
        var (one, other) = (random.Next(bytes.Length - length + 1), random.Next(bytes.Length - length + 1));
        bytes.AsSpan(one, length).CopyTo(copy.AsSpan(other));
        bytes.AsSpan(other, length).CopyTo(copy.AsSpan(one));
        return copy;
    }

    // Rows of a table, elements of XML or objects of JSON change places; half the time the first stays.
    private static byte[] Shuffled(byte[] bytes, Random random)
    {
        var separator = Separators[random.Next(Separators.Length)];
        var parts = Encoding.Latin1.GetString(bytes).Split(separator);
        if (parts.Length < 3)
            return Exchanged(bytes, random);
        var kept = random.Next(2);
        random.Shuffle(parts.AsSpan(kept, random.Next(2, Math.Min(8, parts.Length - kept) + 1)));
        return Encoding.Latin1.GetBytes(string.Join(separator, parts));
    }

    private static byte[] Recoded(byte[] bytes, Random random)
    {
        Encoding[] encodings = [new UTF8Encoding(false), JapaneseEncodings.Cp932, Encoding.Unicode, Encoding.BigEndianUnicode];
        var (from, to) = (encodings[random.Next(encodings.Length)], encodings[random.Next(encodings.Length)]);
        var mark = random.Next(3) switch { 0 => to is UTF8Encoding ? [0xEF, 0xBB, 0xBF] : to.GetPreamble(), 1 => [0xEF, 0xBB, 0xBF], _ => Array.Empty<byte>() };
        return [.. mark, .. to.GetBytes(from.GetString(bytes))];
    }

    private static byte[] Numbered(byte[] bytes, Random random)
    {
        var text = Encoding.Latin1.GetString(bytes);
        for (var i = random.Next(1, 4); i > 0 && text.Length > 0; i--)
        {
            var from = random.Next(text.Length);
            var at = text.AsSpan(from).IndexOfAnyInRange('0', '9') + from;
            if (at < from)
                at = text.AsSpan().IndexOfAnyInRange('0', '9');
            if (at < 0)
                return Flipped(bytes, bytes.Length, random);
            var end = at;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
                end++;
            text = string.Concat(text.AsSpan(0, at), Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Numbers[random.Next(Numbers.Length)])), text.AsSpan(end));
        }

        return Encoding.Latin1.GetBytes(text);
    }

    private static byte[] BinaryNumber(byte[] bytes, Random random)
    {
        if (bytes.Length < 8)
            return Flipped(bytes, bytes.Length, random);
        var copy = bytes.ToArray();
        var at = random.Next(random.Next(2) == 0 ? Math.Min(256, bytes.Length) - 7 : bytes.Length - 7);
        at -= random.Next(2) == 0 ? at % 4 : 0;
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteDoubleLittleEndian(copy.AsSpan(at), Doubles[random.Next(Doubles.Length)]);
        else if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), Integers[random.Next(Integers.Length)]);
        else
            BinaryPrimitives.WriteInt32BigEndian(copy.AsSpan(at), Integers[random.Next(Integers.Length)]);
        return copy;
    }

    private static byte[] Intruded(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        return [.. bytes[..at], .. Encoding.UTF8.GetBytes(Intruders[random.Next(Intruders.Length)]), .. bytes[at..]];
    }

    private static (int From, int Length) Block(byte[] bytes, Random random)
    {
        var from = random.Next(bytes.Length);
        var most = bytes.Length - from;
        return (from, random.Next(1, (random.Next(3) == 0 ? most : Math.Min(200, most)) + 1));
    }
}
