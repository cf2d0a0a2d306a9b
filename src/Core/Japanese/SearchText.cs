using System.Text;

namespace Gis.Core.Japanese;

/// <summary>
/// The form in which names, addresses and 地番 are compared. What is written into the search index and what a visitor types go through the same
/// code, so that 本町１丁目２番３号, 本町一丁目2-3 and 本町1-2-3 meet, and so do 髙澤 and 高沢, ﾎﾝﾁｮｳ and ほんちょう.
/// </summary>
public static class SearchText
{
    // Between two numbers each of these is only a separator; behind the last number it says nothing.
    private static readonly string[] Counters = ["丁目", "番地の", "番地ノ", "番地", "番の", "番ノ", "番", "号", "の", "ノ", "-"];

    /// <summary>The normal form: folded widths, digits for counting kanji numbers, usual characters, katakana, lower case, no blanks, address counters as '-'.</summary>
    public static string Normalise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var plain = Variants.Fold(KanjiNumber.ReplaceInAddress(Width.FoldWithHyphens(text)));
        var result = new StringBuilder(plain.Length);
        for (var i = 0; i < plain.Length;)
            i += Step(plain, i, result);
        while (result.Length > 0 && result[^1] == '-')
            result.Length--;
        return result.ToString();
    }

    private static int Step(string text, int i, StringBuilder result)
    {
        var c = text[i];
        if (char.IsWhiteSpace(c) || c is '、' or '。' or '・' or ',' or '.' or '(' or ')' or '「' or '」')
            return 1;
        if (result.Length > 0 && char.IsAsciiDigit(result[^1]) && Counter(text, i) is > 0 and var length)
        {
            result.Append('-');
            return length;
        }

        if (IsAza(text, i, out var skip))
            return skip;
        if (c != '-' || result.Length == 0 || result[^1] != '-')
            result.Append(Fold(c));
        return 1;
    }

    private static int Counter(string text, int i)
    {
        foreach (var counter in Counters)
        {
            if (string.CompareOrdinal(text, i, counter, 0, counter.Length) != 0)
                continue;
            var next = i + counter.Length;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
                next++;
            // の and ノ also stand in names; they separate only numbers.
            return counter is not ("の" or "ノ") || (next < text.Length && char.IsAsciiDigit(text[next])) ? counter.Length : 0;
        }

        return 0;
    }

    // 大字浜字西 and 浜西 are one place.
    private static bool IsAza(string text, int i, out int length)
    {
        length = string.CompareOrdinal(text, i, "大字", 0, 2) == 0 || string.CompareOrdinal(text, i, "小字", 0, 2) == 0 ? 2 : text[i] == '字' ? 1 : 0;
        if (length == 1 && i > 0 && (text[i - 1] is '文' or '十' or '名' or '数'))
            length = 0;
        return length > 0 && i + length < text.Length;
    }

    private static char Fold(char c) => c is >= 'ぁ' and <= 'ゖ' ? (char)(c + 0x60) : char.ToLowerInvariant(c);
}
