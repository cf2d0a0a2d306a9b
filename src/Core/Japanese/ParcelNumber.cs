using System.Text;

namespace Gis.Core.Japanese;

/// <summary>
/// 地番, however it is written: <c>１２３－４</c>, <c>123番地4</c>, <c>123番4</c>, <c>123の4</c>, <c>百二十三番地ノ四</c> are one number, <c>123-4</c>. A 地番 is not an address
/// (住居表示 has block and house numbers).
/// </summary>
public readonly record struct ParcelNumber
{
    private readonly string? _value;

    private ParcelNumber(string value) => _value = value;

    /// <summary>The normal form: ASCII digits and letters, branches behind '-', other words as they are (甲123-4, 水-71, 地区外-1).</summary>
    public string Value => _value ?? "";

    /// <summary>The first number, e.g. 123 of 123-4; null where there is none (水, 無番地).</summary>
    public long? Main => FirstNumber(Value);

    /// <summary>Whether it is digits and branches only.</summary>
    public bool IsPlain => Value.Length > 0 && Value.All(c => char.IsAsciiDigit(c) || c == '-');

    /// <summary>
    /// True for what a land register map calls 地区外 (outside the mapped district) and 別図 (drawn on another sheet): not parcels of their own.
    /// </summary>
    public bool IsOutsideMap => Value.StartsWith("地区外", StringComparison.Ordinal) || Value.StartsWith("別図", StringComparison.Ordinal);

    /// <summary>Reads a 地番 as written. Any text is accepted, because real ones hold words; null and blanks give null.</summary>
    public static ParcelNumber? Parse(string? text)
    {
        var normal = Normalise(text);
        return normal.Length == 0 ? null : new ParcelNumber(normal);
    }

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static string Normalise(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (IsNormal(text))
            return text;
        var plain = KanjiNumber.ReplaceInAddress(Spell(Width.FoldWithHyphens(text.Trim())));
        var result = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length;)
            i += Step(plain, i, result);
        return result.ToString().Trim('-');
    }

    // 123-4: what most registers hold, and nothing is left to do.
    private static bool IsNormal(string text)
    {
        var first = true;
        foreach (var c in text)
        {
            if (first ? c is < '1' or > '9' : c != '-' && !char.IsAsciiDigit(c))
                return false;
            first = c == '-';
        }

        return !first;
    }

    // A text that is one kanji number (百二十三) has no counter behind it; give it one.
    private static string Spell(string text) => text.All(KanjiNumber.IsNumeral) ? text + "番" : text;

    private static int Step(string text, int i, StringBuilder result)
    {
        var c = text[i];
        if (char.IsWhiteSpace(c))
            return 1;
        var afterDigit = result.Length > 0 && char.IsAsciiDigit(result[^1]);
        if (afterDigit && Separator(text, i) is > 0 and var length)
        {
            result.Append('-');
            return length;
        }

        if (char.IsAsciiDigit(c))
        {
            // Leading zeros of a number that was padded in a register (0123-0004).
            var end = i;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            result.Append(text.AsSpan(i, end - i).TrimStart('0') is { Length: > 0 } digits ? digits : "0");
            return end - i;
        }

        if (c == '-' && result.Length > 0 && result[^1] == '-')
            return 1;
        result.Append(char.ToUpperInvariant(c));
        return 1;
    }

    private static int Separator(string text, int i)
    {
        foreach (var word in (ReadOnlySpan<string>)["番地の", "番地ノ", "番地-", "番の", "番ノ", "番-", "番地", "番", "の", "ノ", "之", "-"])
        {
            if (string.CompareOrdinal(text, i, word, 0, word.Length) == 0)
                return word.Length;
        }

        return 0;
    }

    private static long? FirstNumber(string value)
    {
        var start = value.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
            return null;
        var rest = value.AsSpan(start);
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        return long.TryParse(length < 0 ? rest : rest[..length], out var number) ? number : null;
    }
}
