namespace Gis.Core.Geodesy;

/// <summary>
/// The inverse of a plane zone for whole arrays of coordinates: the same series as <see cref="TransverseMercator"/>, with the sums over multiples of an angle
/// by recurrence and the step from conformal to geographic latitude by Kawase's series (up to n⁶) instead of Newton's method. Within a zone it agrees with
/// <see cref="PlaneZone.ToLonLat"/> to better than 1e-12 degrees.
/// </summary>
/// <param name="zone">The zone.</param>
public sealed class PlaneInverse(PlaneZone zone)
{
    private static readonly double[] Delta = DeltaCoefficients();

    private readonly double originXi = TransverseMercator.RectifyingLatitude(zone.OriginLat);
    private readonly double originLon = zone.OriginLon;

    /// <summary>Transforms in place.</summary>
    /// <param name="x">Metres east; becomes longitude in degrees.</param>
    /// <param name="y">Metres north; becomes latitude in degrees.</param>
    public void Apply(Span<double> x, Span<double> y)
    {
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = One(x[i], y[i]);
    }

    private (double Lon, double Lat) One(double east, double north)
    {
        var beta = TransverseMercator.InverseSeries;
        var xi = (north / TransverseMercator.Radius) + originXi;
        var eta = east / TransverseMercator.Radius;
        var (sin, cos) = Math.SinCos(2 * xi);
        var grown = Math.Exp(2 * eta);
        var (sinh, cosh) = ((grown - (1 / grown)) / 2, (grown + (1 / grown)) / 2);
        var (s, c, sh, ch) = (sin, cos, sinh, cosh);
        var (xiPrime, etaPrime) = (xi, eta);
        for (var j = 0; ; j++)
        {
            xiPrime -= beta[j] * s * ch;
            etaPrime -= beta[j] * c * sh;
            if (j == beta.Length - 1)
                break;
            (s, c) = ((s * cos) + (c * sin), (c * cos) - (s * sin));
            (sh, ch) = ((sh * cosh) + (ch * sinh), (ch * cosh) + (sh * sinh));
        }

        var (sinXi, cosXi) = Math.SinCos(xiPrime);
        var grownPrime = Math.Exp(etaPrime);
        var sinhEta = (grownPrime - (1 / grownPrime)) / 2;
        var tau = sinXi / Math.Sqrt((sinhEta * sinhEta) + (cosXi * cosXi));
        return (originLon + double.RadiansToDegrees(Math.Atan2(sinhEta, cosXi)), double.RadiansToDegrees(Geographic(tau)));
    }

    // Geographic latitude from the tangent of the conformal one.
    private static double Geographic(double tau)
    {
        var square = tau * tau;
        var (sin, cos) = (2 * tau / (1 + square), (1 - square) / (1 + square));
        var (s, c) = (sin, cos);
        var latitude = Math.Atan(tau);
        foreach (var delta in Delta)
        {
            latitude += delta * s;
            (s, c) = ((s * cos) + (c * sin), (c * cos) - (s * sin));
        }

        return latitude;
    }

    private static double[] DeltaCoefficients()
    {
        var n = TransverseMercator.ThirdFlattening;
        var (n2, n3, n4, n5, n6) = (n * n, Math.Pow(n, 3), Math.Pow(n, 4), Math.Pow(n, 5), Math.Pow(n, 6));
        return
        [
            (2 * n) - (2.0 / 3 * n2) - (2 * n3) + (116.0 / 45 * n4) + (26.0 / 45 * n5) - (2854.0 / 675 * n6),
            (7.0 / 3 * n2) - (8.0 / 5 * n3) - (227.0 / 45 * n4) + (2704.0 / 315 * n5) + (2323.0 / 945 * n6),
            (56.0 / 15 * n3) - (136.0 / 35 * n4) - (1262.0 / 105 * n5) + (73814.0 / 2835 * n6),
            (4279.0 / 630 * n4) - (332.0 / 35 * n5) - (399572.0 / 14175 * n6),
            (4174.0 / 315 * n5) - (144838.0 / 6237 * n6),
            601676.0 / 22275 * n6,
        ];
    }
}
