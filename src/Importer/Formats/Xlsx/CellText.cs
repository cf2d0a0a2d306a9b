using System.Globalization;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>What a cell shows, as text that the table reader understands.</summary>
internal static class CellText
{
    private const double LastDay = 2_958_466;
    private static readonly DateTime Origin = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);

    /// <summary>The text of a number.</summary>
    /// <param name="raw">The digits in the file; Excel writes up to 17 of them.</param>
    /// <param name="style">What the style says.</param>
    /// <param name="from1904">Whether days are counted from 1904.</param>
    public static string OfNumber(string raw, (NumberMeaning Meaning, int Zeros) style, bool from1904)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return raw;
        if (style.Meaning != NumberMeaning.Number && number is >= 0 and < LastDay)
            return OfSerial(number, style.Meaning, from1904);
        var text = number == Math.Floor(number) && Math.Abs(number) < 1e15 ? ((long)number).ToString(CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture);
        if (text.Contains('E', StringComparison.Ordinal) && Math.Abs(number) is > 1e-9 and < 1e15)
            text = ((decimal)number).ToString(CultureInfo.InvariantCulture);
        return style.Zeros > 0 && number >= 0 ? text.PadLeft(style.Zeros, '0') : text;
    }

    // Day 60 of the 1900 system is a 29th of February that never was: days before it are off by one.
    private static string OfSerial(double serial, NumberMeaning meaning, bool from1904)
    {
        if (meaning == NumberMeaning.Time && serial < 1)
            return Origin.AddSeconds(Math.Round(serial * 86_400)).ToString("HH:mm", CultureInfo.InvariantCulture);
        var days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
        var time = Origin.AddSeconds(Math.Round(days * 86_400));
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
