using System.Text;
using System.Text.RegularExpressions;

namespace Gis.Core.Japanese;

/// <summary>
/// The one normal form in which names, addresses and 地番 are searched: the importer stores it, the server brings the visitor's words into it, so
/// that 「大字飯豊字原１２３番地４」 and 「飯豊原123-4」 are equal.
/// </summary>
public static partial class SearchText
{
    /// <summary>Words longer than this are cut: nobody types them, and they cost.</summary>
    public const int MaxLength = 120;

    private const string SmallKana = "ぁぃぅぇぉっゃゅょゎゕゖ";
    private const string LargeKana = "あいうえおつやゆよわかけ";

    /// <summary>
    /// Folds width, case, kana (to large hiragana), old and variant characters, ヶ and の between kanji, numbers in kanji where they count, every
    /// way to write a branch (丁目, 番地, 番, 号, の, dashes → '-'), 大字 and 字; drops spaces and marks.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <returns>The normal form; empty when nothing but spaces and marks was in it.</returns>
    public static string Normalise(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        return NumberedPlaces.Normalise(text) ?? NormaliseWhole(text);
    }

    /// <summary>The same without the short way for names with a number behind them.</summary>
    internal static string NormaliseWhole(string text)
    {
        var cut = text.Length > MaxLength ? text[..MaxLength] : text;
        var narrow = string.Concat(Width.FoldWithHyphens(Spelled(cut)).Where(c => !char.IsWhiteSpace(c) && !char.IsControl(c)));
        var numbered = Variants.Fold(KanjiNumber.ReplaceInAddress(narrow));
        var branched = Branches().Replace(AzaMarks.Remove(numbered), "-");
        return Letters(Ends().Replace(branched, ""));
    }

    /// <summary>
    /// The parts of a visitor's words, each in normal form: what spaces divide, and a name apart from the number behind it (飯豊123-4 → 飯豊, 123-4),
    /// because a name of a 字 may stand between them in the index.
    /// </summary>
    public static IReadOnlyList<string> Parts(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return [];
        // Whole first: 百二十三番 四 is one number. The normal form has no spaces left, so names are divided where the visitor did.
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. words.SelectMany(w => Pieces().Matches(Normalise(w)).Select(m => m.Value)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>
    /// The normal form of words whose end may be the beginning of something else: a 字 or 大字 that a name will follow is left out, and a number in kanji at
    /// the end (本町二, 本町二丁) is read as one, before anybody knows what it counts; a が behind a kanji may be that of 霞が関.
    /// </summary>
    /// <param name="text">What has been typed so far.</param>
    /// <returns>Null when the end is nothing of the kind.</returns>
    public static string? NormaliseUnfinished(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var cut = text.Length > MaxLength ? text[..MaxLength] : text;
        if (cut.TrimEnd() is [.., var kanji, 'が' or 'ガ'] words && Variants.IsKanji(kanji))
            return Normalise(words[..^1] + "ケ");
        if (Unfinished().Match(cut.TrimEnd()) is not { Success: true } match)
            return null;
        var name = match.Groups["name"].Value;
        if (match.Groups["number"] is not { Success: true } number)
            return Normalise(name);
        return KanjiNumber.TryParse(number.ValueSpan, out var value)
            ? Normalise(name + value.ToString(System.Globalization.CultureInfo.InvariantCulture))
            : null;
    }

    // What Unicode calls compatible forms (NFKC) and Japanese addresses and names really hold; the process runs without ICU.
    private static string Spelled(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            var plain = c switch
            {
                >= '①' and <= '⑳' => (c - '①' + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                >= 'Ⅰ' and <= 'Ⅻ' => (c - 'Ⅰ' + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
                '㈱' => "株",
                '㈲' => "有",
                '㎡' => "m2",
                _ when char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    && !(char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1])) => "",
                _ => null,
            };
            if (plain is null)
                result?.Append(c);
            else
                (result ??= new StringBuilder(text, 0, i, text.Length + 8)).Append(plain);
        }

        return result?.ToString() ?? text;
    }

    private static string Letters(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = Hiragana(text[i]);
            if (c == '-')
            {
                // A hyphen counts between digits only: Wi-Fi is wifi.
                if (i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1]))
                    result.Append(c);
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '々' or '〇' or 'ー')
            {
                result.Append(char.ToLowerInvariant(c));
            }
        }

        return result.ToString();
    }

    private static char Hiragana(char c)
    {
        if (c is >= 'ァ' and <= 'ヶ')
            c = (char)(c - 0x60);
        var small = SmallKana.IndexOf(c, StringComparison.Ordinal);
        return small < 0 ? c : LargeKana[small];
    }

    // Between two numbers, every word that divides them.
    [GeneratedRegex("(?<=[0-9])(?:丁目|番地の|番地ノ|番地|番の|番ノ|番|号|の|ノ|之|-)-?(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Branches();

    // Behind the last number; 丁 alone while 丁目 is being typed.
    [GeneratedRegex("(?<=[0-9])(?:丁目|丁|番地の|番地|番の|番|号|の|-)$", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex("^(?<name>.+?)(?:(?<number>[〇一二三四五六七八九十百拾壱弐参]+)丁?|[大小]?字)$", RegexOptions.CultureInvariant)]
    private static partial Regex Unfinished();

    [GeneratedRegex("[0-9][0-9-]*|[^0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Pieces();
}
