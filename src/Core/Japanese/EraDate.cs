using System.Globalization;

namespace Gis.Core.Japanese;

/// <summary>Dates with the Japanese era: 令和8年4月1日. Before Meiji 6 (1873), when Japan took the Gregorian calendar, the plain year is used.</summary>
public static class EraDate
{
    private static readonly (DateOnly From, string Name)[] Eras =
    [
        (new(2019, 5, 1), "令和"),
        (new(1989, 1, 8), "平成"),
        (new(1926, 12, 25), "昭和"),
        (new(1912, 7, 30), "大正"),
        (new(1873, 1, 1), "明治"),
    ];

    /// <summary>Era, year, month and day; the first year of an era is 元年.</summary>
    public static string ToText(DateOnly date)
    {
        foreach (var (from, name) in Eras)
        {
            if (date < from)
                continue;
            var first = name == "明治" ? 1868 : from.Year;
            var year = date.Year - first + 1;
            return string.Create(CultureInfo.InvariantCulture, $"{name}{(year == 1 ? "元" : year)}年{date.Month}月{date.Day}日");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{date.Year}年{date.Month}月{date.Day}日");
    }
}
