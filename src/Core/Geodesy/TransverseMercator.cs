namespace Gis.Core.Geodesy;

/// <summary>
/// Transverse Mercator on GRS80 with scale factor 0.9999, by Krüger's series in the third flattening n up to n⁶ (K. Kawase,
/// "A general formula for calculating meridian arc length and its application to coordinate conversion in the Gauss-Krüger
/// projection", 国土地理院時報 121, 2011; coefficients of Karney, J. Geodesy 85, 2011). Within a zone it agrees with PROJ
/// to better than a micrometre.
/// </summary>
public static class TransverseMercator
{
    private const double SemiMajorAxis = 6_378_137.0;
    private const double Flattening = 1 / 298.257222101;
    private const double ScaleFactor = 0.9999;
    private const double N = Flattening / (2 - Flattening);

    private static readonly double Eccentricity = Math.Sqrt(Flattening * (2 - Flattening));

    /// <summary>Radius of the rectifying sphere times the scale factor, in metres.</summary>
    private static readonly double ScaledRadius =
        ScaleFactor * SemiMajorAxis / (1 + N) * (1 + N * N / 4 + Math.Pow(N, 4) / 64 + Math.Pow(N, 6) / 256);

    private static readonly double[] Alpha = ForwardCoefficients();
    private static readonly double[] Beta = InverseCoefficients();

    /// <summary>The third flattening n of GRS80.</summary>
    internal const double ThirdFlattening = N;

    /// <summary>Radius of the rectifying sphere times the scale factor, in metres.</summary>
    internal static double Radius => ScaledRadius;

    /// <summary>The coefficients β₁ … β₆ of the inverse series.</summary>
    internal static ReadOnlySpan<double> InverseSeries => Beta;

    /// <summary>The rectifying latitude of a latitude on the central meridian, in radians. Input degrees.</summary>
    internal static double RectifyingLatitude(double lat) => RectifyingCoordinates(double.DegreesToRadians(lat), 0).Xi;

    /// <summary>Projects a position. Input degrees, output metres north and east of the origin.</summary>
    public static PlanePoint Forward(LonLat position, double originLat, double originLon)
    {
        var (xi, eta) = RectifyingCoordinates(double.DegreesToRadians(position.Lat), double.DegreesToRadians(position.Lon - originLon));
        var (xi0, _) = RectifyingCoordinates(double.DegreesToRadians(originLat), 0);
        return new PlanePoint(ScaledRadius * (xi - xi0), ScaledRadius * eta);
    }

    /// <summary>Inverts the projection. Input metres, output degrees.</summary>
    public static LonLat Inverse(PlanePoint point, double originLat, double originLon)
    {
        var (xi0, _) = RectifyingCoordinates(double.DegreesToRadians(originLat), 0);
        var xi = point.North / ScaledRadius + xi0;
        var eta = point.East / ScaledRadius;
        var (xiPrime, etaPrime) = (xi, eta);
        for (var j = 1; j <= Beta.Length; j++)
        {
            xiPrime -= Beta[j - 1] * Math.Sin(2 * j * xi) * Math.Cosh(2 * j * eta);
            etaPrime -= Beta[j - 1] * Math.Cos(2 * j * xi) * Math.Sinh(2 * j * eta);
        }

        var (sinhEta, cosXi) = (Math.Sinh(etaPrime), Math.Cos(xiPrime));
        var tauPrime = Math.Sin(xiPrime) / Math.Sqrt(sinhEta * sinhEta + cosXi * cosXi);
        var lon = originLon + double.RadiansToDegrees(Math.Atan2(sinhEta, cosXi));
        return new LonLat(lon, double.RadiansToDegrees(Math.Atan(GeographicTangent(tauPrime))));
    }

    private static (double Xi, double Eta) RectifyingCoordinates(double lat, double dLon)
    {
        var tauPrime = ConformalTangent(Math.Tan(lat));
        var xiPrime = Math.Atan2(tauPrime, Math.Cos(dLon));
        var etaPrime = Math.Asinh(Math.Sin(dLon) / Math.Sqrt(tauPrime * tauPrime + Math.Cos(dLon) * Math.Cos(dLon)));
        var (xi, eta) = (xiPrime, etaPrime);
        for (var j = 1; j <= Alpha.Length; j++)
        {
            xi += Alpha[j - 1] * Math.Sin(2 * j * xiPrime) * Math.Cosh(2 * j * etaPrime);
            eta += Alpha[j - 1] * Math.Cos(2 * j * xiPrime) * Math.Sinh(2 * j * etaPrime);
        }

        return (xi, eta);
    }

    /// <summary>Tangent of the conformal latitude from the tangent of the geographic latitude.</summary>
    private static double ConformalTangent(double tau)
    {
        var sigma = Math.Sinh(Eccentricity * Math.Atanh(Eccentricity * tau / Math.Sqrt(1 + tau * tau)));
        return tau * Math.Sqrt(1 + sigma * sigma) - sigma * Math.Sqrt(1 + tau * tau);
    }

    /// <summary>The inverse of <see cref="ConformalTangent"/> by Newton's method; three steps reach the last bit.</summary>
    private static double GeographicTangent(double tauPrime)
    {
        var e2 = Eccentricity * Eccentricity;
        var tau = tauPrime / (1 - e2);
        for (var step = 0; step < 4; step++)
        {
            var residual = tauPrime - ConformalTangent(tau);
            var slope = (1 - e2) * Math.Sqrt((1 + Math.Pow(tauPrime - residual, 2)) * (1 + tau * tau)) / (1 + (1 - e2) * tau * tau);
            tau += residual / slope;
        }

        return tau;
    }

    private static double[] ForwardCoefficients()
    {
        var (n2, n3, n4, n5, n6) = Powers();
        return
        [
            N / 2 - 2.0 / 3 * n2 + 5.0 / 16 * n3 + 41.0 / 180 * n4 - 127.0 / 288 * n5 + 7891.0 / 37800 * n6,
            13.0 / 48 * n2 - 3.0 / 5 * n3 + 557.0 / 1440 * n4 + 281.0 / 630 * n5 - 1983433.0 / 1935360 * n6,
            61.0 / 240 * n3 - 103.0 / 140 * n4 + 15061.0 / 26880 * n5 + 167603.0 / 181440 * n6,
            49561.0 / 161280 * n4 - 179.0 / 168 * n5 + 6601661.0 / 7257600 * n6,
            34729.0 / 80640 * n5 - 3418889.0 / 1995840 * n6,
            212378941.0 / 319334400 * n6,
        ];
    }

    private static double[] InverseCoefficients()
    {
        var (n2, n3, n4, n5, n6) = Powers();
        return
        [
            N / 2 - 2.0 / 3 * n2 + 37.0 / 96 * n3 - 1.0 / 360 * n4 - 81.0 / 512 * n5 + 96199.0 / 604800 * n6,
            1.0 / 48 * n2 + 1.0 / 15 * n3 - 437.0 / 1440 * n4 + 46.0 / 105 * n5 - 1118711.0 / 3870720 * n6,
            17.0 / 480 * n3 - 37.0 / 840 * n4 - 209.0 / 4480 * n5 + 5569.0 / 90720 * n6,
            4397.0 / 161280 * n4 - 11.0 / 504 * n5 - 830251.0 / 7257600 * n6,
            4583.0 / 161280 * n5 - 108847.0 / 3991680 * n6,
            20648693.0 / 638668800 * n6,
        ];
    }

    private static (double N2, double N3, double N4, double N5, double N6) Powers() =>
        (N * N, Math.Pow(N, 3), Math.Pow(N, 4), Math.Pow(N, 5), Math.Pow(N, 6));
}
