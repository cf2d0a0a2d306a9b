using System.Globalization;

namespace Gis.Importer.Formats;

/// <summary>A coordinate reference system of a source: its EPSG code, or its WKT where it has none.</summary>
/// <param name="Epsg">EPSG code; 0 when only <paramref name="Wkt"/> is known.</param>
/// <param name="Wkt">Well-known text as the source gives it, kept only when <paramref name="Epsg"/> is 0.</param>
public sealed record Crs(int Epsg, string? Wkt = null)
{
    /// <summary>JGD2011 geographic, the system all rows come out in.</summary>
    public static Crs Jgd2011 { get; } = new(6668);

    /// <summary>WGS 84 geographic.</summary>
    public static Crs Wgs84 { get; } = new(4326);

    /// <summary>Reads <c>EPSG:6677</c>, <c>epsg:6677</c>, <c>6677</c> or <c>urn:ogc:def:crs:EPSG::6677</c>; null for anything else.</summary>
    public static Crs? TryParse(string text)
    {
        var digits = text.Trim();
        var colon = digits.LastIndexOf(':');
        if (colon >= 0)
        {
            if (!digits.Contains("EPSG", StringComparison.OrdinalIgnoreCase))
                return digits.EndsWith("CRS84", StringComparison.OrdinalIgnoreCase) ? Wgs84 : null;
            digits = digits[(colon + 1)..];
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var epsg) && epsg is >= 1024 and <= 998_999
            ? new Crs(epsg)
            : null;
    }

    /// <summary><c>EPSG:6677</c>, or <c>EPSG番号のない座標系</c>.</summary>
    public override string ToString() => Epsg == 0 ? "EPSG番号のない座標系" : string.Create(CultureInfo.InvariantCulture, $"EPSG:{Epsg}");
}
