using System.Globalization;
using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Parsing;

/// <summary>
/// Reads the full-date and date-time of RFC 3339. CQL2 asks for times in UTC ("Z"); an offset such as +09:00 is taken too. A leap second counts as the
/// second after it; digits below a microsecond are cut off.
/// </summary>
internal static class InstantReader
{
    private const int DateLength = 10;
    private const int TimeLength = 19;

    /// <summary>A date, or null when the text is none.</summary>
    public static DateLiteral? Date(ReadOnlySpan<char> text) =>
        text.Length == DateLength && IsShaped(text, "dddd-dd-dd")
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new DateLiteral(date)
            : null;

    /// <summary>A timestamp, or null when the text is none.</summary>
    public static TimestampLiteral? Timestamp(ReadOnlySpan<char> text)
    {
        if (text.Length <= TimeLength || !IsShaped(text[..TimeLength], "dddd-dd-ddTdd:dd:dd") || Date(text[..DateLength]) is not { } date)
            return null;

        var hour = Two(text, 11);
        var minute = Two(text, 14);
        var second = Two(text, 17);
        if (hour > 23 || minute > 59 || second > 60 || Fraction(text[TimeLength..], out var microseconds) is not { } zone || Offset(zone) is not { } offset)
            return null;

        var local = (date.Value.DayNumber * TimeSpan.TicksPerDay) + (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute)
            + (second * TimeSpan.TicksPerSecond) + (microseconds * TimeSpan.TicksPerMicrosecond);
        var utc = local - (offset * TimeSpan.TicksPerMinute);
        return utc < 0 || utc > DateTime.MaxValue.Ticks ? null : new TimestampLiteral(new DateTime(utc, DateTimeKind.Utc));
    }

    /// <summary>A date or a timestamp, or null when the text is neither.</summary>
    public static Cql2Expression? Instant(ReadOnlySpan<char> text) => (Cql2Expression?)Date(text) ?? Timestamp(text);

    private static string? Fraction(ReadOnlySpan<char> rest, out int microseconds)
    {
        microseconds = 0;
        if (rest[0] != '.')
            return rest.ToString();
        var length = 1;
        for (var scale = 100_000; length < rest.Length && char.IsAsciiDigit(rest[length]); length++, scale /= 10)
            microseconds += (rest[length] - '0') * scale;
        return length == 1 ? null : rest[length..].ToString();
    }

    private static int? Offset(string zone)
    {
        if (zone is "Z" or "z")
            return 0;
        if (zone.Length != 6 || !(IsShaped(zone, "+dd:dd") || IsShaped(zone, "-dd:dd")) || Two(zone, 1) > 23 || Two(zone, 4) > 59)
            return null;
        var minutes = (Two(zone, 1) * 60) + Two(zone, 4);
        return zone[0] == '-' ? -minutes : minutes;
    }

    private static int Two(ReadOnlySpan<char> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';

    private static bool IsShaped(ReadOnlySpan<char> text, string shape)
    {
        for (var i = 0; i < shape.Length; i++)
        {
            var fits = shape[i] switch
            {
                'd' => char.IsAsciiDigit(text[i]),
                'T' => text[i] is 'T' or 't',
                var other => text[i] == other,
            };
            if (!fits)
                return false;
        }

        return true;
    }
}
