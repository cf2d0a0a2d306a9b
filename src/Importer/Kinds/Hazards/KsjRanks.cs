using System.Globalization;
using Gis.Engine.Styles.Legend;

namespace Gis.Importer.Kinds.Hazards;

/// <summary>The rank codes of 国土数値情報 A31 (洪水浸水想定区域) and what they mean. Lower bounds are included, upper bounds are not.</summary>
internal static class KsjRanks
{
    private static readonly (double Min, double? Max)[] Depths = [(0, 0.5), (0.5, 3), (3, 5), (5, 10), (10, 20), (20, null)];
    private static readonly (double Min, double? Max)[] Hours = [(0, 12), (12, 24), (24, 72), (72, 168), (168, 336), (336, 672), (672, null)];

    // The 2012 edition had code lists of its own, in five and in seven steps.
    private static readonly (double Min, double? Max)[] OldFive = [(0, 0.5), (0.5, 1), (1, 2), (2, 5), (5, null)];
    private static readonly (double Min, double? Max)[] OldSeven = [(0, 0.5), (0.5, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, null)];

    /// <summary>Depth rank 1–6 (A31a_105, A31a_205), or 11–15 and 21–27 of the 2012 edition.</summary>
    public static (double Min, double? Max)? Depth(int code) => code switch
    {
        >= 1 and <= 6 => Depths[code - 1],
        >= 11 and <= 15 => OldFive[code - 11],
        >= 21 and <= 27 => OldSeven[code - 21],
        _ => null,
    };

    /// <summary>Duration rank 1–7 (A31a_305) in hours.</summary>
    public static (double Min, double? Max)? Duration(int code) => code is >= 1 and <= 7 ? Hours[code - 1] : null;

    /// <summary>Words of a depth or duration range.</summary>
    public static string Words((double Min, double? Max) range, string unit) => RangeWords.Of(range.Min, range.Max, unit)!;

    /// <summary>An integer code in whatever type a column has it ("2", 2, 2.0, "２").</summary>
    public static int? Code(object? value) =>
        RangeText.TryParseNumber(value, out var number) && number == Math.Floor(number) && Math.Abs(number) < 1_000_000 ? (int)number : null;

    /// <summary>The text of a value for messages and classes.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string s => string.IsNullOrWhiteSpace(s) ? null : s.Trim(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
