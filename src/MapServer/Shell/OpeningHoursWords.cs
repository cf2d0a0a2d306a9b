using Gis.MapServer.Facilities;

namespace Gis.MapServer.Shell;

/// <summary>When a facility can be used, in the language of the request. What nobody can translate by rule stays as the town wrote it.</summary>
public static class OpeningHoursWords
{
    /// <summary>The days; null where none are written.</summary>
    public static Wording? Days(OpeningHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return hours.Weekdays is { Count: > 0 } days ? new Wording(days.Count == 7 ? Messages.Of("hours.daily") : string.Join(Messages.Of("hours.and"), Spans(days)))
            : hours.Days is { } written ? new Wording(written) { IsJapanese = !Language.Current.IsJapanese } : null;
    }

    /// <summary>The times of the day; null where none are written.</summary>
    public static string? Times(OpeningHours hours)
    {
        ArgumentNullException.ThrowIfNull(hours);
        return hours.IsAroundTheClock ? Messages.Of("hours.allDay")
            : hours.From is null && hours.To is null ? null
            : (hours.From is { } from ? OpeningHours.Clock(from) : "") + "〜" + (hours.To is { } to ? OpeningHours.Clock(to) : "");
    }

    // Monday to Friday instead of five names; two in a row are said one by one.
    private static IEnumerable<string> Spans(IReadOnlyList<int> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var last = i;
            while (last + 1 < days.Count && days[last + 1] == days[last] + 1)
                last++;
            var length = last - i + 1;
            if (length >= 3)
            {
                yield return Messages.Of("hours.span", ("from", Day(days[i])), ("to", Day(days[last])));
            }
            else
            {
                for (var one = i; one <= last; one++)
                    yield return Day(days[one]);
            }

            i = last + 1;
        }
    }

    private static string Day(int day) => Messages.Of($"hours.day.{day}");
}
