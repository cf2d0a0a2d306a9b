using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Engine.Styles.Legend;

/// <summary>A legend's Japanese range of depths or hours in signs that every language reads: 0.5–3 m, &lt; 0.5 m, ≥ 20 m, 12–24 h.</summary>
public static partial class NeutralRange
{
    private const double Day = 24, Week = 168;

    /// <summary>The range of a label; null when the label is no range.</summary>
    public static string? Of(string label)
    {
        var match = Shape().Match(label);
        if (!match.Success || (!match.Groups[1].Success && !match.Groups[3].Success))
            return null;
        var (low, high) = (Value(match.Groups[1], match.Groups[2]), Value(match.Groups[3], match.Groups[4]));
        var unit = (match.Groups[2].Success ? match.Groups[2] : match.Groups[4]).Value == "m" ? "m" : "h";
        return (low, high) switch
        {
            ({ } from, { } to) => $"{from}–{to} {unit}",
            ({ } from, null) => $"≥ {from} {unit}",
            (null, { } to) => $"< {to} {unit}",
            _ => null,
        };
    }

    private static string? Value(Group number, Group unit)
    {
        if (!number.Success)
            return null;
        var value = double.Parse(number.Value, CultureInfo.InvariantCulture);
        var hours = unit.Value switch { "日" => value * Day, "週間" => value * Week, _ => value };
        return hours.ToString("0.###", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?:([\d.]+)(m|時間|日|週間)以上)?(?:([\d.]+)(m|時間|日|週間)未満)?(?:（.*）)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
