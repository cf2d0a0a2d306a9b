using System.Globalization;
using System.Text;

namespace Gis.Core.Japanese;

/// <summary>The encoding found, and why.</summary>
/// <param name="Encoding">Decodes malformed bytes to U+FFFD.</param>
/// <param name="Evidence">The reason in Japanese, for reports.</param>
/// <param name="Malformed">Byte sequences that are no character in it.</param>
/// <param name="PreambleLength">Bytes of the byte order mark.</param>
public sealed record EncodingVerdict(Encoding Encoding, string Evidence, long Malformed, int PreambleLength);

/// <summary>
/// Tells UTF-8, CP932, EUC-JP and UTF-16 apart by counting, over all the bytes fed, the sequences that are well-formed and malformed in each.
/// Japanese text of any length is almost never well-formed in two of them; EUC-JP text reads as half-width katakana in CP932, which gives it away.
/// </summary>
public sealed class EncodingDetector
{
    private readonly byte[] head = new byte[4];
    private int headLength;
    private long total;
    private long nulEven;
    private long nulOdd;
    private long high;

    private int utf8Need;
    private int utf8Low = 0x80;
    private int utf8High = 0xBF;
    private long utf8Good;
    private long utf8Bad;

    private bool sjisLead;
    private long sjisGood;
    private long sjisKana;
    private long sjisBad;

    private int eucLead;
    private long eucGood;
    private long eucBad;

    /// <summary>Looks at the next bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && headLength < head.Length; i++)
            head[headLength++] = bytes[i];
        foreach (var b in bytes)
        {
            if (b == 0)
            {
                if ((total & 1) == 0)
                    nulEven++;
                else
                    nulOdd++;
            }

            total++;
            if (b >= 0x80)
                high++;
            else if (utf8Need == 0 && !sjisLead && eucLead == 0)
                continue;
            Utf8(b);
            Sjis(b);
            Euc(b);
        }
    }

    /// <summary>Ends a unit of text, such as a fixed-width field that may have been cut in the middle of a character.</summary>
    public void EndUnit()
    {
        utf8Need = 0;
        sjisLead = false;
        eucLead = 0;
    }

    /// <summary>The verdict over everything fed.</summary>
    public EncodingVerdict Verdict()
    {
        var start = head.AsSpan(0, headLength);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return new EncodingVerdict(new UTF8Encoding(false), "先頭にUTF-8のBOMがあります", utf8Bad, 3);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new EncodingVerdict(Encoding.Unicode, "先頭にUTF-16(リトルエンディアン)のBOMがあります", 0, 2);
        if (start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new EncodingVerdict(Encoding.BigEndianUnicode, "先頭にUTF-16(ビッグエンディアン)のBOMがあります", 0, 2);
        if (total >= 4 && Math.Max(nulEven, nulOdd) > total / 20 && Math.Min(nulEven, nulOdd) * 20 < Math.Max(nulEven, nulOdd))
        {
            return nulOdd > nulEven
                ? new EncodingVerdict(Encoding.Unicode, "1バイトおきに0があり、UTF-16(リトルエンディアン)の並びです", 0, 0)
                : new EncodingVerdict(Encoding.BigEndianUnicode, "1バイトおきに0があり、UTF-16(ビッグエンディアン)の並びです", 0, 0);
        }

        if (high == 0)
            return new EncodingVerdict(new UTF8Encoding(false), "英数字(ASCII)だけです", 0, 0);
        return Multibyte();
    }

    private EncodingVerdict Multibyte()
    {
        if (utf8Bad == 0)
            return new EncodingVerdict(new UTF8Encoding(false), Words($"全角文字など{utf8Good}字がすべてUTF-8として正しく読めます"), 0, 0);

        // UTF-8 read as CP932 is nonsense but mostly well-formed, so mostly well-formed UTF-8 is damaged UTF-8; the reverse does not happen.
        if (utf8Good >= 4 && utf8Bad * 10 <= utf8Good)
            return new EncodingVerdict(new UTF8Encoding(false), Words($"全角文字など{utf8Good}字がUTF-8として正しく読めます(読めない箇所は{utf8Bad})"), utf8Bad, 0);
        var eucLikely = eucBad == 0 && sjisKana > sjisGood;
        if (sjisBad == 0 && !eucLikely)
        {
            return new EncodingVerdict(
                JapaneseEncodings.Cp932, Words($"UTF-8としては{utf8Bad}か所が誤りになり、CP932(Shift_JIS)としてはすべて正しく読めます"), 0, 0);
        }

        if (eucBad == 0)
        {
            return new EncodingVerdict(
                JapaneseEncodings.ByName("EUC-JP")!, Words($"UTF-8としては{utf8Bad}か所が誤りになり、EUC-JPとしてはすべて正しく読めます"), 0, 0);
        }

        // Damaged text: the encoding in which the smallest share of it is damaged.
        var utf8Share = Share(utf8Bad, utf8Good);
        var sjisShare = Share(sjisBad, sjisGood + sjisKana);
        return utf8Share < sjisShare
            ? new EncodingVerdict(new UTF8Encoding(false), Words($"UTF-8として読めない箇所が{utf8Bad}ありますが、ほかの文字コードより少ないためです"), utf8Bad, 0)
            : new EncodingVerdict(JapaneseEncodings.Cp932, Words($"CP932として読めない箇所が{sjisBad}ありますが、ほかの文字コードより少ないためです"), sjisBad, 0);
    }

    private static double Share(long bad, long good) => (double)bad / Math.Max(1, bad + good);

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);

    private void Utf8(byte b)
    {
        if (utf8Need > 0)
        {
            if (b >= utf8Low && b <= utf8High)
            {
                (utf8Low, utf8High) = (0x80, 0xBF);
                if (--utf8Need == 0)
                    utf8Good++;
                return;
            }

            utf8Bad++;
            utf8Need = 0;
        }

        (utf8Low, utf8High) = (0x80, 0xBF);
        switch (b)
        {
            case < 0x80:
                break;
            case >= 0xC2 and <= 0xDF:
                utf8Need = 1;
                break;
            case >= 0xE0 and <= 0xEF:
                utf8Need = 2;
                utf8Low = b == 0xE0 ? 0xA0 : 0x80;
                utf8High = b == 0xED ? 0x9F : 0xBF;
                break;
            case >= 0xF0 and <= 0xF4:
                utf8Need = 3;
                utf8Low = b == 0xF0 ? 0x90 : 0x80;
                utf8High = b == 0xF4 ? 0x8F : 0xBF;
                break;
            default:
                utf8Bad++;
                break;
        }
    }

    private void Sjis(byte b)
    {
        if (sjisLead)
        {
            sjisLead = false;
            if (b is (>= 0x40 and <= 0x7E) or (>= 0x80 and <= 0xFC))
                sjisGood++;
            else
                sjisBad++;
        }
        else if (b is (>= 0x81 and <= 0x9F) or (>= 0xE0 and <= 0xFC))
        {
            sjisLead = true;
        }
        else if (b is >= 0xA1 and <= 0xDF)
        {
            sjisKana++;
        }
        else if (b >= 0x80)
        {
            sjisBad++;
        }
    }

    private void Euc(byte b)
    {
        if (eucLead > 0)
        {
            if (b is >= 0xA1 and <= 0xFE)
            {
                if (--eucLead == 0)
                    eucGood++;
            }
            else
            {
                eucBad++;
                eucLead = 0;
            }
        }
        else if (b == 0x8F)
        {
            eucLead = 2;
        }
        else if (b is 0x8E or (>= 0xA1 and <= 0xFE))
        {
            eucLead = 1;
        }
        else if (b >= 0x80)
        {
            eucBad++;
        }
    }
}
