using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.Tables;

/// <summary>Coordinate systems as people name them in a cell or a column's name: 9系, 世界測地系, JGD2011, WGS84, 日本測地系, EPSG:6677.</summary>
internal static partial class SystemName
{
    /// <summary>The system, or null when the text names none.</summary>
    public static Crs? Parse(string text)
    {
        if (Formats.Crs.TryParse(text) is { } written)
            return written;
        var old = IsOld(text);
        if (Zone(text) is { } zone)
            return new Crs(old ? zone.TokyoEpsg : text.Contains("2000", StringComparison.Ordinal) ? zone.Jgd2000Epsg : zone.Jgd2011Epsg);
        if (old)
            return new Crs(4301);
        if (text.Contains("2000", StringComparison.Ordinal))
            return new Crs(4612);
        if (text.Contains("WGS", StringComparison.OrdinalIgnoreCase))
            return Formats.Crs.Wgs84;
        return text.Contains("JGD", StringComparison.OrdinalIgnoreCase) || text.Contains("世界測地系", StringComparison.Ordinal) || text.Contains("日本測地系20", StringComparison.Ordinal)
            ? Formats.Crs.Jgd2011
            : null;
    }

    /// <summary>The plane zone that a text names, or null.</summary>
    public static PlaneZone? Zone(string text) =>
        ZoneName().Match(text) is { Success: true } match && int.Parse(match.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) is >= 1 and <= 19 and var number
            ? new PlaneZone(number)
            : null;

    /// <summary>Whether a text names the old datum.</summary>
    public static bool IsOld(string text) =>
        (text.Contains("日本測地系", StringComparison.Ordinal) && !text.Contains("日本測地系20", StringComparison.Ordinal))
        || text.Contains("旧測地系", StringComparison.Ordinal) || text.Contains("Tokyo", StringComparison.OrdinalIgnoreCase) || text.Contains("TKY", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("(?<n>\\d{1,2})系|^(?<n>\\d{1,2})$|第(?<n>\\d{1,2})")]
    private static partial Regex ZoneName();
}
