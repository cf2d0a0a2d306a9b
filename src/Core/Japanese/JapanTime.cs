namespace Gis.Core.Japanese;

/// <summary>
/// The clock of Japan: one zone, nine hours before UTC, no summer time since 1951. Fixed instead of looked up by name, as a server without the tables of
/// time zones must tell the same day.
/// </summary>
public static class JapanTime
{
    /// <summary>What must be added to UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The moment as its clocks show it.</summary>
    public static DateTimeOffset Of(DateTimeOffset moment) => moment.ToOffset(Offset);

    /// <summary>The moment as its clocks show it.</summary>
    /// <param name="utc">A moment in UTC, whatever its kind says: the database and reports write UTC.</param>
    public static DateTimeOffset OfUtc(DateTime utc) => Of(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    /// <summary>The moment that its clocks showed so.</summary>
    /// <param name="clock">What the clock showed; its kind is passed over.</param>
    public static DateTimeOffset At(DateTime clock) => new(DateTime.SpecifyKind(clock, DateTimeKind.Unspecified), Offset);

    /// <summary>The day of a moment.</summary>
    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Of(moment).DateTime);
}
