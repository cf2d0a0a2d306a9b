using System.Globalization;

namespace Gis.Importer.Exports;

/// <summary>A value as tables of text write it.</summary>
internal static class CellText
{
    /// <summary>Numbers with a point, dates as ISO 8601, yes and no as 1 and 0; nothing is empty.</summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool yes => yes ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
