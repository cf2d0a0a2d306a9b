namespace Gis.Core.Geodesy;

/// <summary>
/// A geographic position in degrees, longitude first (the axis order of GeoJSON and of every stored geometry), on JGD2011
/// (EPSG:6668). WGS84 is taken as the same horizontally; the difference is some centimetres.
/// </summary>
/// <param name="Lon">Longitude in degrees, east positive.</param>
/// <param name="Lat">Latitude in degrees, north positive.</param>
public readonly record struct LonLat(double Lon, double Lat)
{
    /// <summary>Mean earth radius in metres used for <see cref="DistanceTo"/> (IUGG R1 of GRS80).</summary>
    private const double MeanRadius = 6_371_008.771;

    /// <summary>True when both values are finite and inside ±180° and ±90°.</summary>
    public bool IsOnEarth => double.IsFinite(Lon) && double.IsFinite(Lat) && Math.Abs(Lon) <= 180 && Math.Abs(Lat) <= 90;

    /// <summary>True inside the box 122–154° E, 20–46.5° N that holds every Japanese municipality.</summary>
    public bool IsInJapan => Lon is >= 122 and <= 154.5 && Lat is >= 20 and <= 46.5;

    /// <summary>
    /// Straight-line (great circle) distance in metres on the mean sphere; within 0.6 % of the ellipsoid, which is enough for
    /// "about 350 m" in a sentence. Ranking that must be exact is done in PostGIS with geography.
    /// </summary>
    public double DistanceTo(LonLat other)
    {
        var (phi1, phi2) = (double.DegreesToRadians(Lat), double.DegreesToRadians(other.Lat));
        var dPhi = phi2 - phi1;
        var dLambda = double.DegreesToRadians(other.Lon - Lon);
        var a = Math.Pow(Math.Sin(dPhi / 2), 2) + Math.Cos(phi1) * Math.Cos(phi2) * Math.Pow(Math.Sin(dLambda / 2), 2);
        return 2 * MeanRadius * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    /// <summary>Initial bearing towards another position in degrees, 0 = north, clockwise, 0 ≤ b &lt; 360.</summary>
    public double BearingTo(LonLat other)
    {
        var (phi1, phi2) = (double.DegreesToRadians(Lat), double.DegreesToRadians(other.Lat));
        var dLambda = double.DegreesToRadians(other.Lon - Lon);
        var y = Math.Sin(dLambda) * Math.Cos(phi2);
        var x = Math.Cos(phi1) * Math.Sin(phi2) - Math.Sin(phi1) * Math.Cos(phi2) * Math.Cos(dLambda);
        return (double.RadiansToDegrees(Math.Atan2(y, x)) + 360) % 360;
    }
}
