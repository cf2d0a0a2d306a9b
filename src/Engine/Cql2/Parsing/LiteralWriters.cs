using System.Globalization;
using Gis.Engine.Cql2.Expressions;

namespace Gis.Engine.Cql2.Parsing;

/// <summary>Writes numbers so that they are read back the same.</summary>
internal static class NumberWriter
{
    /// <summary>Digits of a number literal.</summary>
    public static string Digits(NumberLiteral number) =>
        number.Exact?.ToString(CultureInfo.InvariantCulture) ?? Digits(number.Value);

    /// <summary>Digits of a double.</summary>
    public static string Digits(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The numbers of a box in the order of the standard.</summary>
    public static IEnumerable<double> Box(BoxLiteral box) => box is { Floor: { } floor, Ceiling: { } ceiling }
        ? [box.Low1, box.Low2, floor, box.High1, box.High2, ceiling]
        : [box.Low1, box.Low2, box.High1, box.High2];
}

/// <summary>Writes instants and the ends of intervals.</summary>
internal static class InstantWriter
{
    /// <summary>RFC 3339, or ".." for an open end.</summary>
    public static string Write(Cql2Expression instant) => instant switch
    {
        DateLiteral date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimestampLiteral timestamp => timestamp.Value.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture) + "Z",
        _ => "..",
    };
}
