using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Core.Japanese;

/// <summary>Reads dates as Japanese offices write them: 令和8年4月1日, R8.4.1, 平成元年1月8日, 2026年4月1日; with full-width digits and a day of the week behind.</summary>
public static partial class EraDateReading
{
    /// <summary>Reads a whole date.</summary>
    /// <returns>False when the text is none, or names a day that no calendar has. An era that had ended by then (平成31年5月1日) is counted on.</returns>
    public static bool TryParse(string text, out DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(text);
        date = default;
        var match = Date().Match(Plain(text));
        if (!match.Success || YearOf(match) is not { } year)
            return false;
        var (month, day) = (Number(match.Groups["m"]), Number(match.Groups["d"]));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }

    /// <summary>Reads a year alone (平成元年, 昭和50年度, 令和5) as the Gregorian year; false for anything else, a bare number included.</summary>
    public static bool TryParseYear(string text, out int year)
    {
        ArgumentNullException.ThrowIfNull(text);
        year = 0;
        var match = Year().Match(Plain(text));
        if (!match.Success || YearOf(match) is not { } found)
            return false;
        year = found;
        return true;
    }

    private static string Plain(string text) => Width.FoldWithHyphens(text).Replace(" ", "", StringComparison.Ordinal);

    [SuppressMessage("Globalization", "CA1308", Justification = "Era letters, not words.")]
    private static int? YearOf(Match match)
    {
        var era = match.Groups["era"].Value;
        var number = match.Groups["y"].Value == "元" ? 1 : Number(match.Groups["y"]);
        int? first = era switch
        {
            "" => 1,
            "令和" or "㋿" or "R" or "r" => 2019,
            "平成" or "㍻" or "H" or "h" => 1989,
            "昭和" or "㍼" or "S" or "s" => 1926,
            "大正" or "㍽" or "T" or "t" => 1912,
            "明治" or "㍾" or "M" or "m" => 1868,
            _ => null,
        };
        var year = first + number - 1;
        return year is >= 1868 and <= 2200 && (era.Length == 0 || number is >= 1 and <= 64) ? year : null;
    }

    private static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?<era>令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]|[RHSTMrhstm](?=[0-9元]))?(?<y>元|[0-9]{1,4})[年./-](?<m>[0-9]{1,2})[月./-](?<d>[0-9]{1,2})日?(\\([月火水木金土日祝・]+\\))?$")]
    private static partial Regex Date();

    [GeneratedRegex("^(?<era>令和|平成|昭和|大正|明治|[㋿㍻㍼㍽㍾]|[RHSTM](?=[0-9元]))(?<y>元|[0-9]{1,2})年?度?$")]
    private static partial Regex Year();
}
