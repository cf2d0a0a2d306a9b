using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;

namespace Gis.Importer.Formats.Coordinates;

/// <summary>
/// Recognises the systems of Japanese data in WKT 1 (a <c>.prj</c> file of Esri, GDAL or a survey program) by datum and projection parameters. Names
/// alone are not trusted: they are spelt in a dozen ways, and the parameters are what the coordinates were made with.
/// </summary>
public static partial class PrjText
{
    /// <summary>The EPSG system of the text, or null when it is none of the usual ones.</summary>
    public static Crs? Recognise(string wkt)
    {
        var text = wkt.Trim('\uFEFF', ' ', '\r', '\n', '\t', '\0');
        var datum = DatumOf(text);
        if (text.StartsWith("GEOG", StringComparison.OrdinalIgnoreCase))
            return datum switch { Datum.Jgd2011 => Crs.Jgd2011, Datum.Jgd2000 => new Crs(4612), Datum.Tokyo => new Crs(4301), Datum.Wgs84 => Crs.Wgs84, _ => null };
        if (!text.StartsWith("PROJ", StringComparison.OrdinalIgnoreCase))
            return null;
        if (WebMercatorName().IsMatch(text))
            return new Crs(3857);
        if (ZoneOf(text) is not { } zone)
            return null;
        return datum switch
        {
            Datum.Jgd2011 or Datum.Wgs84 => new Crs(zone.Jgd2011Epsg),
            Datum.Jgd2000 => new Crs(zone.Jgd2000Epsg),
            Datum.Tokyo => new Crs(zone.TokyoEpsg),
            _ => null,
        };
    }

    private enum Datum
    {
        Unknown,
        Jgd2011,
        Jgd2000,
        Tokyo,
        Wgs84,
    }

    // JGD2024 shares its horizontal values with JGD2011.
    private static Datum DatumOf(string text)
    {
        if (Jgd2011Name().IsMatch(text))
            return Datum.Jgd2011;
        if (Jgd2000Name().IsMatch(text))
            return Datum.Jgd2000;
        if (TokyoName().IsMatch(text))
            return Datum.Tokyo;
        return Wgs84Name().IsMatch(text) ? Datum.Wgs84 : Datum.Unknown;
    }

    private static PlaneZone? ZoneOf(string text)
    {
        if (!TransverseMercatorName().IsMatch(text))
            return null;
        if (Parameter(text, "central_meridian") is not { } lon || Parameter(text, "latitude_of_origin") is not { } lat)
            return null;
        if (Math.Abs((Parameter(text, "scale_factor") ?? 1) - 0.9999) > 1e-9)
            return null;
        if (Math.Abs(Parameter(text, "false_easting") ?? 0) > 1e-6 || Math.Abs(Parameter(text, "false_northing") ?? 0) > 1e-6)
            return null;
        for (var n = 1; n <= 19; n++)
        {
            var zone = new PlaneZone(n);
            if (Math.Abs(zone.OriginLon - lon) < 1e-6 && Math.Abs(zone.OriginLat - lat) < 1e-6)
                return zone;
        }

        return null;
    }

    private static double? Parameter(string text, string name)
    {
        var match = Regex.Match(text, $"PARAMETER\\[\"{name}\"\\s*,\\s*([-+0-9.eE]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return match.Success && double.TryParse(match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex("JGD[_ ]?(2011|2024)|Japanese_Geodetic_Datum_(2011|2024)", RegexOptions.IgnoreCase)]
    private static partial Regex Jgd2011Name();

    [GeneratedRegex("JGD[_ ]?2000|Japanese_Geodetic_Datum_2000", RegexOptions.IgnoreCase)]
    private static partial Regex Jgd2000Name();

    [GeneratedRegex("\"D_Tokyo|\"GCS_Tokyo|\"Tokyo|Bessel_1841", RegexOptions.IgnoreCase)]
    private static partial Regex TokyoName();

    [GeneratedRegex("WGS[_ ]?(19)?84", RegexOptions.IgnoreCase)]
    private static partial Regex Wgs84Name();

    [GeneratedRegex("Mercator_Auxiliary_Sphere|Web_Mercator|Pseudo-Mercator|Popular Visualisation", RegexOptions.IgnoreCase)]
    private static partial Regex WebMercatorName();

    [GeneratedRegex("\"(Transverse_Mercator|Gauss_Kruger)\"", RegexOptions.IgnoreCase)]
    private static partial Regex TransverseMercatorName();
}
