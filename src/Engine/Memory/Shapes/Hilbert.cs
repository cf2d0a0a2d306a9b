namespace Gis.Engine.Memory.Shapes;

/// <summary>Hilbert's curve through a square of 65,536 by 65,536 cells.</summary>
internal static class Hilbert
{
    private const int Order = 16;

    /// <summary>The cell of a value in a range.</summary>
    public static uint Cell(double value, double least, double most) =>
        most > least ? (uint)Math.Clamp((value - least) / (most - least) * 65_535, 0, 65_535) : 0;

    /// <summary>Place of a cell on the curve (the loop of rotations, as in Hacker's Delight, chapter 16).</summary>
    public static ulong Index(uint x, uint y)
    {
        ulong index = 0;
        for (var side = 1u << (Order - 1); side > 0; side >>= 1)
        {
            uint rx = (x & side) > 0 ? 1u : 0, ry = (y & side) > 0 ? 1u : 0;
            index += (ulong)side * side * ((3 * rx) ^ ry);
            if (ry == 0)
            {
                if (rx == 1)
                    (x, y) = (side - 1 - (x & (side - 1)), side - 1 - (y & (side - 1)));
                (x, y) = (y, x);
            }
        }

        return index;
    }
}
