using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Exports.Writing;

/// <summary>Texts as a DBF can hold them: at most 254 bytes, in CP932 only its characters. Counts what it had to change.</summary>
internal sealed class DbfText(bool isCp932)
{
    /// <summary>Most bytes of a text.</summary>
    public const int Most = 254;

    private const string Missing = "〓";

    // Signs that Unicode has twice; CP932 as Windows maps it knows the right-hand one.
    private static readonly (char From, char To)[] Twins = [('〜', '～'), ('−', '－'), ('—', '―'), ('‖', '∥'), ('¢', '￠'), ('£', '￡'), ('¬', '￢')];

    private static readonly Encoding Utf8 = new UTF8Encoding(false);

    /// <summary>The encoding of the file.</summary>
    public Encoding Encoding { get; } = isCp932 ? JapaneseEncodings.StrictCp932 : Utf8;

    /// <summary>Texts that were cut.</summary>
    public long Shortened { get; private set; }

    /// <summary>Characters that the encoding has not.</summary>
    public long Replaced { get; private set; }

    /// <summary>The text as it can be stored.</summary>
    public string Fit(string text)
    {
        var known = isCp932 ? Known(text) : text;
        if (known.Length <= Most / 4 || Encoding.GetByteCount(known) <= Most)
            return known;
        Shortened++;
        return Cut(known, Most, Encoding);
    }

    /// <summary>The beginning of a text that takes at most so many bytes, without half a character at its end.</summary>
    public static string Cut(string text, int bytes, Encoding encoding)
    {
        var (used, length) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += encoding.GetByteCount(rune.ToString());
            if (used > bytes)
                break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }

    private string Known(string text)
    {
        foreach (var (from, to) in Twins)
            text = text.Replace(from, to);
        if (IsKnown(text))
            return text;
        var result = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var known = IsKnown(rune.ToString());
            Replaced += known ? 0 : 1;
            result.Append(known ? rune.ToString() : Missing);
        }

        return result.ToString();
    }

    private static bool IsKnown(string text)
    {
        try
        {
            _ = JapaneseEncodings.StrictCp932.GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
