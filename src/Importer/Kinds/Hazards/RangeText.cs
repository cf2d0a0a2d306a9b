using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.Importer.Kinds.Hazards;

/// <summary>A range read from text, in metres or hours.</summary>
/// <param name="Min">Lower bound; 0 for 未満.</param>
/// <param name="Max">Upper bound; null = open ended.</param>
/// <param name="HasUnit">Whether the text named a unit or said 以上 / 未満; a bare number or a bare "1-3" is weaker evidence.</param>
internal readonly record struct TextRange(double Min, double? Max, bool HasUnit);

/// <summary>
/// Reads the words in which depths and durations come: 1m以上2m未満, 0.3m未満, ２０ｍ以上, 0.0-0.5, 浸水深3.0～5.0m, 50cm以上1m未満, 12時間以上1日未満, 3日～1週間.
/// </summary>
internal static partial class RangeText
{
    private const string Units = "cm|mm|m|時間|日間|日|週間|h";
    private const string Low = $@"(?<a>\d+(?:\.\d+)?)(?<ua>{Units})?";
    private const string High = $@"(?<b>\d+(?:\.\d+)?)(?<ub>{Units})?";
    private static readonly Regex Both = new($"^{Low}(?:以上|を超え|超|より大きく|から|~|-)+{High}(?<end>未満|以下|まで)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Below = new($"^(?:0(?:{Units})?~|~|<|<=)?{High}(?<end>未満|以下|まで)?$", RegexOptions.CultureInvariant);
    private static readonly Regex Above = new($"^(?<begin>>|>=)?{Low}(?<end>以上|超|を超える|より大きい|より上|~|-|\\+)?$", RegexOptions.CultureInvariant);

    /// <summary>Reads a text; false when it does not say a range (a bare number is not one).</summary>
    /// <param name="text">The source's words.</param>
    /// <param name="unit">Unit of numbers without one: m or h.</param>
    /// <param name="range">In that unit.</param>
    public static bool TryParse(string? text, string unit, out TextRange range)
    {
        range = default;
        if (string.IsNullOrWhiteSpace(text) || text.Length > 60)
            return false;
        // 0.5m未満（床下浸水） and 床下浸水（0.5m未満）: the range stands before or inside the brackets.
        var folded = Width.Fold(text);
        return TryParsePlain(Plain(folded), unit, out range)
            || TryParsePlain(Plain(Brackets().Replace(folded, "")), unit, out range)
            || (Brackets().Match(folded) is { Success: true } inside && TryParsePlain(Plain(inside.Groups[1].Value), unit, out range));
    }

    private static bool TryParsePlain(string plain, string unit, out TextRange range)
    {
        range = default;
        if (plain.Length == 0)
            return false;
        if (Both.Match(plain) is { Success: true } both)
            return FromBoth(both, plain, unit, out range);
        if (Below.Match(plain) is { Success: true } below && (below.Groups["end"].Success || plain[0] is '~' or '<' || plain.StartsWith("0~", StringComparison.Ordinal)))
            return Check(0, Value(below, "b", "ub", null, unit), true, out range);
        if (Above.Match(plain) is { Success: true } above && (above.Groups["end"].Success || above.Groups["begin"].Success))
            return Check(Value(above, "a", "ua", null, unit), null, true, out range);
        return false;
    }

    /// <summary>Reads a bare number, full-width or with a unit.</summary>
    public static bool TryParseNumber(object? value, out double number)
    {
        number = 0;
        return value switch
        {
            double d => double.IsFinite(number = d),
            long l => (number = l) == l,
            string s => double.TryParse(Plain(s).TrimEnd('m'), NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number),
            _ => false,
        };
    }

    private static bool FromBoth(Match match, string plain, string unit, out TextRange range)
    {
        // "50~100cm": a unit behind the second number is meant for both, but "50cm~1m" has two.
        var shared = match.Groups["ub"].Success ? match.Groups["ub"].Value : null;
        var min = Value(match, "a", "ua", shared, unit);
        var max = Value(match, "b", "ub", match.Groups["ua"].Success ? match.Groups["ua"].Value : null, unit);
        var sure = shared is not null || plain.Contains("以上", StringComparison.Ordinal) || match.Groups["end"].Success;
        return Check(min, max, sure, out range);
    }

    private static bool Check(double min, double? max, bool hasUnit, out TextRange range)
    {
        range = new TextRange(min, max, hasUnit);
        return min >= 0 && min < 10_000 && (max is null || (max > min && max < 10_000));
    }

    private static double Value(Match match, string number, string own, string? other, string unit)
    {
        var value = double.Parse(match.Groups[number].ValueSpan, CultureInfo.InvariantCulture);
        var named = match.Groups[own].Success ? match.Groups[own].Value : other ?? unit;
        return named switch
        {
            "cm" => value / 100,
            "mm" => value / 1000,
            "日" or "日間" => value * 24,
            "週間" => value * 168,
            _ => value,
        };
    }

    // Widths, dashes and the words for units in one spelling; what stands around the range (浸水深…, …の区域) taken off.
    private static string Plain(string text)
    {
        var folded = KanjiCount().Replace(
            Width.FoldWithHyphens(text), m => KanjiNumber.TryParse(m.ValueSpan, out var n) ? n.ToString(CultureInfo.InvariantCulture) : m.Value);
        var result = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            if (char.IsWhiteSpace(c) || c is ',' or '、' or '。')
                continue;
            result.Append(c is '〜' or '～' or '∼' or '˜' or '→' ? '~' : c is '≦' or '≤' or '＜' ? '<' : c is '≧' or '≥' or '＞' ? '>' : char.ToLowerInvariant(c));
        }

        result.Replace("センチメートル", "cm").Replace("センチ", "cm").Replace("㎝", "cm").Replace("メートル", "m").Replace("ﾒｰﾄﾙ", "m").Replace("hours", "h").Replace("hour", "h")
            .Replace("週", "週間").Replace("間間", "間");
        var plain = Around().Replace(result.ToString(), "");
        return plain.Replace("--", "-", StringComparison.Ordinal);
    }

    [GeneratedRegex("^(?:想定|最大|浸水|継続|水深|深さ|深|高さ|時間が|区分|ランク|[:：()（）【】\\[\\]])+|(?:の?(?:区域|範囲|浸水|想定|水深|深さ)|[()（）【】\\[\\]])+$", RegexOptions.CultureInvariant)]
    private static partial Regex Around();

    [GeneratedRegex("\\(([^()]*)\\)", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex("[一二三四五六七八九十]+(?=時間|日|週)", RegexOptions.CultureInvariant)]
    private static partial Regex KanjiCount();
}
