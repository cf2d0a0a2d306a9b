namespace Gis.Core.Geodesy;

/// <summary>
/// The old Japanese datum (旧日本測地系, Tokyo Datum, Bessel 1841) brought to JGD2011 by three geocentric parameters (-146.414, 507.337,
/// 680.507 m, the ones PROJ uses between EPSG:4301 and EPSG:6668 without a grid). It is the method to fall back on when no TKY2JGD grid is at
/// hand: it leaves an error of some metres, which every report must say.
/// </summary>
public static class TokyoDatum
{
    /// <summary>What is left of the local distortions of the old network, as a rule of thumb in metres.</summary>
    public const double ThreeParameterErrorMetres = 10;

    private const double BesselAxis = 6_377_397.155;
    private const double BesselFlattening = 1 / 299.1528128;
    private const double Grs80Axis = 6_378_137.0;
    private const double Grs80Flattening = 1 / 298.257222101;
    private const double ShiftX = -146.414;
    private const double ShiftY = 507.337;
    private const double ShiftZ = 680.507;

    /// <summary>Shifts a position on the Tokyo Datum (degrees) to JGD2011 (degrees), ellipsoidal height taken as 0.</summary>
    public static LonLat ToJgd2011(LonLat tokyo)
    {
        var (lat, lon) = (double.DegreesToRadians(tokyo.Lat), double.DegreesToRadians(tokyo.Lon));
        var e2 = BesselFlattening * (2 - BesselFlattening);
        var n = BesselAxis / Math.Sqrt(1 - e2 * Math.Sin(lat) * Math.Sin(lat));
        var x = n * Math.Cos(lat) * Math.Cos(lon) + ShiftX;
        var y = n * Math.Cos(lat) * Math.Sin(lon) + ShiftY;
        var z = n * (1 - e2) * Math.Sin(lat) + ShiftZ;
        return FromGeocentric(x, y, z);
    }

    /// <summary>Geocentric metres to degrees on GRS80, by fixed-point iteration (converges to 1e-12 rad near the surface).</summary>
    private static LonLat FromGeocentric(double x, double y, double z)
    {
        var e2 = Grs80Flattening * (2 - Grs80Flattening);
        var p = Math.Sqrt(x * x + y * y);
        var lat = Math.Atan2(z, p * (1 - e2));
        for (var step = 0; step < 6; step++)
        {
            var sin = Math.Sin(lat);
            var n = Grs80Axis / Math.Sqrt(1 - e2 * sin * sin);
            lat = Math.Atan2(z + e2 * n * sin, p);
        }

        return new LonLat(double.RadiansToDegrees(Math.Atan2(y, x)), double.RadiansToDegrees(lat));
    }
}
