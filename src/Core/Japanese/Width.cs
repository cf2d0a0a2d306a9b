using System.Text;

namespace Gis.Core.Japanese;

/// <summary>
/// 全角 and 半角: folds full-width ASCII to ASCII, half-width katakana to katakana (sound marks joined), the ideographic space to a space, and the
/// many dashes that people type to one hyphen. Pure tables, because the process runs without ICU.
/// </summary>
public static class Width
{
    private const string HalfKatakana = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const char Voiced = 'ﾞ';
    private const char SemiVoiced = 'ﾟ';

    /// <summary>Folds widths; hyphens and everything else stay as they are.</summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!NeedsFolding(text))
            return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is Voiced or SemiVoiced && result.Length > 0 && Voice(result[^1], c) is { } voiced)
                result[^1] = voiced;
            else
                result.Append(FoldOne(c));
        }

        return result.ToString();
    }

    /// <summary>
    /// Folds widths and dashes: every kind of hyphen, dash and minus becomes '-'; the long vowel mark only between digits (１ー２), because
    /// elsewhere it is a letter.
    /// </summary>
    public static string FoldWithHyphens(string text)
    {
        var folded = Fold(text);
        StringBuilder? result = null;
        for (var i = 0; i < folded.Length; i++)
        {
            var c = folded[i];
            var hyphen = IsHyphen(c) || (c is 'ー' or '一' && i > 0 && IsDigit(folded[i - 1]) && i + 1 < folded.Length && IsDigit(folded[i + 1]));
            if (hyphen && c != '-')
                (result ??= new StringBuilder(folded))[i] = '-';
        }

        return result?.ToString() ?? folded;
    }

    /// <summary>Whether a character is a hyphen, dash or minus of any kind (not the long vowel mark).</summary>
    public static bool IsHyphen(char c) =>
        c is '-' or '\u00AD' or '\u02D7' or (>= '\u2010' and <= '\u2015') or '\u2043' or '\u2212' or '\u2500' or '\u2501' or '\uFE58' or '\uFE63' or '\uFF0D';

    /// <summary>Whether a character is an ASCII or full-width digit.</summary>
    public static bool IsDigit(char c) => char.IsAsciiDigit(c) || c is >= '０' and <= '９';

    private static bool NeedsFolding(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\uFF01' and <= '\uFF9F') or '\u3000' or '\u00A0' or '￥')
                return true;
        }

        return false;
    }

    private static char FoldOne(char c) => c switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        >= '\uFF61' and <= '\uFF9D' => HalfKatakana[c - 0xFF61],
        Voiced => '゛',
        SemiVoiced => '゜',
        '\u3000' or '\u00A0' => ' ',
        '￥' => '¥',
        _ => c,
    };

    private static char? Voice(char letter, char mark) => (letter, mark) switch
    {
        ('ウ', Voiced) => 'ヴ',
        ((>= 'カ' and <= 'ト') and not ('ッ' or 'ガ' or 'ギ' or 'グ' or 'ゲ' or 'ゴ' or 'ザ' or 'ジ' or 'ズ' or 'ゼ' or 'ゾ' or 'ダ' or 'ヂ' or 'ヅ' or 'デ' or 'ド'), Voiced) =>
            (char)(letter + 1),
        ('ハ' or 'ヒ' or 'フ' or 'ヘ' or 'ホ', Voiced) => (char)(letter + 1),
        ('ハ' or 'ヒ' or 'フ' or 'ヘ' or 'ホ', SemiVoiced) => (char)(letter + 2),
        _ => null,
    };
}
