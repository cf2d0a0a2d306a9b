namespace Gis.SampleTown.Chance;

/// <summary>Gradient noise (Perlin 1985) with a hashed lattice: smooth, about −1 to 1, mean 0.</summary>
internal sealed class SmoothNoise(ulong seed)
{
    /// <summary>The value at a place given in wavelengths.</summary>
    public double At(double x, double y)
    {
        var column = Math.Floor(x);
        var row = Math.Floor(y);
        double fx = x - column, fy = y - row;
        double u = Fade(fx), v = Fade(fy);
        var south = Mix(Corner(column, row, fx, fy), Corner(column + 1, row, fx - 1, fy), u);
        var north = Mix(Corner(column, row + 1, fx, fy - 1), Corner(column + 1, row + 1, fx - 1, fy - 1), u);
        return 1.5 * Mix(south, north, v);
    }

    /// <summary>Several octaves, each half as long and half as strong as the one before.</summary>
    public double Fractal(double x, double y, double wavelength, int octaves)
    {
        double sum = 0, strength = 1;
        for (var i = 0; i < octaves; i++, strength /= 2, wavelength /= 2)
            sum += strength * At(x / wavelength + 17.3 * i, y / wavelength - 9.1 * i);
        return sum;
    }

    private double Corner(double column, double row, double dx, double dy)
    {
        var bits = SeededRandom.Mix(seed ^ ((ulong)(long)column * 0x9E3779B97F4A7C15UL) ^ ((ulong)(long)row * 0xC2B2AE3D27D4EB4FUL));
        var angle = (bits >> 11) * (2 * Math.PI / (1UL << 53));
        return Math.Cos(angle) * dx + Math.Sin(angle) * dy;
    }

    private static double Fade(double t) => t * t * t * (t * (t * 6 - 15) + 10);

    private static double Mix(double a, double b, double t) => a + (b - a) * t;
}
