using System.Globalization;

namespace Gis.MapServer.Shell;

/// <summary>Depths and durations as the language of the request writes them. The map's page has the same rules (i18n/format.ts).</summary>
public static class Amounts
{
    private const double Day = 24, Week = 168;

    /// <summary>0.5–3 m, less than 12 h, 3–7 days; null when neither end is known. Lower bound included, upper not.</summary>
    /// <param name="min">Lower bound; null or 0: none.</param>
    /// <param name="max">Upper bound; null: open ended.</param>
    /// <param name="unit"><c>m</c>, <c>h</c>, or any unit that is shown as it is.</param>
    public static string? Range(double? min, double? max, string unit)
    {
        var low = min is > 0 ? min : null;
        var (size, name) = Unit(low, max, unit);
        return (low, max) switch
        {
            ({ } from, { } to) => Messages.Of("hazard.range", ("min", Number(from / size)), ("max", Number(to / size)), ("unit", name)),
            ({ } from, null) => Messages.Of("hazard.from", ("min", Number(from / size)), ("unit", name)),
            (null, { } to) => Messages.Of("hazard.upTo", ("max", Number(to / size)), ("unit", name)),
            _ => null,
        };
    }

    // Whole days and weeks, from two on, so that no language needs a word for one of them.
    private static (double Size, string Name) Unit(double? low, double? high, string unit)
    {
        if (unit != "h")
            return (1, unit);
        bool Whole(double size) => (low ?? 0) % size == 0 && (high ?? 0) % size == 0 && Math.Max(low ?? 0, high ?? 0) >= 2 * size;
        return Whole(Week) ? (Week, Messages.Of("unit.w")) : Whole(Day) ? (Day, Messages.Of("unit.d")) : (1, Messages.Of("unit.h"));
    }

    private static string Number(double value) =>
        value.ToString("0.###", CultureInfo.InvariantCulture).Replace(".", Language.Current.Point, StringComparison.Ordinal);
}
