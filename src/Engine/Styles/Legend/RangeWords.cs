using System.Globalization;

namespace Gis.Engine.Styles.Legend;

/// <summary>
/// Puts a range of depths or hours into words the way the national manuals do: lower bound 以上, upper bound 未満. A legend or a sentence never shows a
/// colour or a rank without these words.
/// </summary>
public static class RangeWords
{
    private const double Day = 24;
    private const double Week = 168;

    /// <summary>The words of a range.</summary>
    /// <param name="min">Lower bound; null or 0 means there is none.</param>
    /// <param name="max">Upper bound; null means open ended.</param>
    /// <param name="unit"><c>m</c> (metres), <c>h</c> (hours), or any unit shown as it is.</param>
    /// <returns>E.g. 0.5m未満, 0.5m以上3m未満, 20m以上, 12時間以上1日未満; null when there is neither bound.</returns>
    public static string? Of(double? min, double? max, string unit)
    {
        var low = min is > 0 ? min : null;
        return (low, max) switch
        {
            (null, null) => min is null ? null : Value(0, unit) + "以上",
            (null, { } upper) => Value(upper, unit) + "未満",
            ({ } lower, null) => Value(lower, unit) + "以上",
            ({ } lower, { } upper) when lower == upper => Value(lower, unit),
            ({ } lower, { } upper) => $"{Value(lower, unit)}以上{Value(upper, unit)}未満",
        };
    }

    private static string Value(double value, string unit) => unit == "h" ? Hours(value) : Number(value) + unit;

    private static string Hours(double hours)
    {
        if (hours >= Week && hours % Week == 0)
            return Number(hours / Week) + "週間";
        return hours >= Day && hours % Day == 0 ? Number(hours / Day) + "日" : Number(hours) + "時間";
    }

    // Always the shortest form: 3.0m in one row of a legend and 3m in the next would look like two different depths.
    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
