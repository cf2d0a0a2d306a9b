using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Engine.Styles.Legend;

/// <summary>The bounds that a legend's Japanese label of depths or hours names, so that every language can write them in its own way.</summary>
/// <param name="Min">Lower bound, included; null: none.</param>
/// <param name="Max">Upper bound, not included; null: open ended.</param>
/// <param name="Unit"><c>m</c> (metres) or <c>h</c> (hours).</param>
public readonly partial record struct LabelRange(double? Min, double? Max, string Unit)
{
    private const double Day = 24, Week = 168;

    /// <summary>The range of a label such as 0.5m以上3m未満 or 12時間以上1日未満（ランク2）; null when the label is no range.</summary>
    public static LabelRange? Of(string label)
    {
        var match = Shape().Match(label);
        if (!match.Success || (!match.Groups[1].Success && !match.Groups[3].Success))
            return null;
        var unit = (match.Groups[2].Success ? match.Groups[2] : match.Groups[4]).Value == "m" ? "m" : "h";
        return new LabelRange(Value(match.Groups[1], match.Groups[2]), Value(match.Groups[3], match.Groups[4]), unit);
    }

    private static double? Value(Group number, Group unit)
    {
        if (!number.Success || !double.TryParse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return null;
        return unit.Value switch { "日" => value * Day, "週間" => value * Week, _ => value };
    }

    [GeneratedRegex(@"^(?:(\d+(?:\.\d+)?)(m|時間|日|週間)以上)?(?:(\d+(?:\.\d+)?)(m|時間|日|週間)未満)?(?:（.*）)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
