using Gis.Core.Geodesy;

namespace Gis.Importer.Pinning;

/// <summary>How a map is laid over the ground.</summary>
internal enum PinMethod
{
    /// <summary>Turn, one scale, shift: four unknowns. The shape of the map stays.</summary>
    Helmert,

    /// <summary>Two scales and a shear besides: six unknowns, for paper that shrank in one direction.</summary>
    Affine,
}

/// <summary>A pin and how well it fits its control points.</summary>
/// <param name="Pin">The way from the map to the ground.</param>
/// <param name="Residuals">For each point: ground position by the pin less the given one, metres.</param>
internal sealed record FittedPin(MapPin Pin, IReadOnlyList<(double East, double North)> Residuals)
{
    /// <summary>Root mean square of the distances in metres.</summary>
    public double Rms => Math.Sqrt(Residuals.Average(r => (r.East * r.East) + (r.North * r.North)));

    /// <summary>The largest distance in metres.</summary>
    public double Worst => Residuals.Max(r => Math.Sqrt((r.East * r.East) + (r.North * r.North)));
}

/// <summary>Least squares over control points. Sums are taken about the middle of the points, so that metres in the hundred thousands lose no digits.</summary>
internal static class PinFit
{
    /// <summary>Fits a way to control points.</summary>
    /// <param name="method">How.</param>
    /// <param name="zone">Zone of the ground positions.</param>
    /// <param name="points">Positions on the map (x right, y up) and on the ground; three or more, not in a line.</param>
    public static FittedPin Fit(PinMethod method, PlaneZone zone, IReadOnlyList<(double X, double Y, PlanePoint Ground)> points)
    {
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        var (me, mn) = (points.Average(p => p.Ground.East), points.Average(p => p.Ground.North));
        double xx = 0, yy = 0, xy = 0, xe = 0, ye = 0, xn = 0, yn = 0;
        foreach (var p in points)
        {
            var (x, y, e, n) = (p.X - mx, p.Y - my, p.Ground.East - me, p.Ground.North - mn);
            (xx, yy, xy) = (xx + (x * x), yy + (y * y), xy + (x * y));
            (xe, ye, xn, yn) = (xe + (x * e), ye + (y * e), xn + (x * n), yn + (y * n));
        }

        double a, b, d, f;
        if (method == PinMethod.Helmert)
        {
            a = f = (xe + yn) / (xx + yy);
            d = (xn - ye) / (xx + yy);
            b = -d;
        }
        else
        {
            var determinant = (xx * yy) - (xy * xy);
            a = ((xe * yy) - (ye * xy)) / determinant;
            b = ((ye * xx) - (xe * xy)) / determinant;
            d = ((xn * yy) - (yn * xy)) / determinant;
            f = ((yn * xx) - (xn * xy)) / determinant;
        }

        var pin = new MapPin(zone.Number, a, b, me - (a * mx) - (b * my), d, f, mn - (d * mx) - (f * my));
        var residuals = points.Select(p =>
        {
            var placed = pin.ToPlane(p.X, p.Y);
            return (placed.East - p.Ground.East, placed.North - p.Ground.North);
        }).ToList();
        return new FittedPin(pin, residuals);
    }

    /// <summary>Breadth of the points across their longest direction, as a part of it: 0 for points in a line.</summary>
    public static double Breadth(IReadOnlyList<(double X, double Y)> points)
    {
        var (mx, my) = (points.Average(p => p.X), points.Average(p => p.Y));
        double xx = 0, yy = 0, xy = 0;
        foreach (var (px, py) in points)
        {
            var (x, y) = (px - mx, py - my);
            (xx, yy, xy) = (xx + (x * x), yy + (y * y), xy + (x * y));
        }

        // Eigenvalues of the scatter matrix.
        var (half, root) = ((xx + yy) / 2, Math.Sqrt((((xx - yy) / 2) * ((xx - yy) / 2)) + (xy * xy)));
        return half + root <= 0 ? 0 : Math.Sqrt(Math.Max(0, half - root) / (half + root));
    }
}
