using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;

namespace Gis.MapServer.Facilities;

/// <summary>When a facility can be used, after the columns of 自治体標準オープンデータセット (利用可能曜日, 開始時間, 終了時間, 利用可能日時特記事項).</summary>
/// <param name="Days">Days of the week as written, or null.</param>
/// <param name="From">The time from which on, as written, or null.</param>
/// <param name="To">The time until which, as written, or null.</param>
/// <param name="Note">Remarks as written, or null.</param>
public sealed partial record OpeningHours(string? Days, string? From, string? To, string? Note)
{
    private const string Letters = "月火水木金土日";
    private const string Until = "〜~～-ー―";

    /// <summary>
    /// The days, Monday being 0, where nothing but days is written (月火水木金, 月・水・金, 月〜金, 土曜日); null where anything else is said: 平日 and 祝日 follow
    /// a calendar that we do not know.
    /// </summary>
    public IReadOnlyList<int>? Weekdays
    {
        get
        {
            if (Days is null || !OnlyDays().IsMatch(Width.Fold(Days)))
                return null;
            var written = DayWord().Replace(Width.Fold(Days), "");
            var days = new SortedSet<int>();
            for (var i = 0; i < written.Length; i++)
            {
                var day = Letters.IndexOf(written[i], StringComparison.Ordinal);
                if (day < 0)
                    continue;
                days.Add(day);
                if (i + 2 < written.Length && Until.Contains(written[i + 1], StringComparison.Ordinal))
                {
                    // 金〜日 ends on Sunday, and 土〜月 goes on into the next week.
                    var last = Letters.IndexOf(written[i + 2], StringComparison.Ordinal);
                    for (var next = day; last >= 0 && next != last; next = (next + 1) % 7)
                        days.Add((next + 1) % 7);
                }
            }

            return [.. days];
        }
    }

    /// <summary>Whether it can be used day and night. 00:00 to 00:00 is not taken for it: spreadsheets write that where nobody filled anything in.</summary>
    public bool IsAroundTheClock => Minutes(From) is 0 && Minutes(To) is 24 * 60 or (24 * 60) - 1;

    /// <summary>A time of day as clocks show it (8:30, 17:05); as it was written where it is not a time.</summary>
    /// <param name="written">As written, in any width, with 時 and 分 or with colons.</param>
    public static string Clock(string written) =>
        Minutes(written) is { } minutes ? string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:D2}") : written;

    private static int? Minutes(string? written)
    {
        if (written is null || TimeOfDay().Match(Width.Fold(written)) is not { Success: true } time)
            return null;
        var (hour, minute) = (int.Parse(time.Groups[1].ValueSpan, CultureInfo.InvariantCulture), time.Groups[2].Success ? int.Parse(time.Groups[2].ValueSpan, CultureInfo.InvariantCulture) : 0);
        return hour < 24 || (hour == 24 && minute == 0) ? (60 * hour) + minute : null;
    }

    [GeneratedRegex("^[月火水木金土日曜・、,，/;；〜~～ーー―\\s-]+$")]
    private static partial Regex OnlyDays();

    // 土曜日 is one day and no Sunday.
    [GeneratedRegex("曜日?|\\s")]
    private static partial Regex DayWord();

    [GeneratedRegex("^\\s*([0-9]{1,2})(?:(?:[:：]|時)(?:([0-5][0-9])(?::[0-5][0-9]|分)?)?)\\s*$")]
    private static partial Regex TimeOfDay();
}
