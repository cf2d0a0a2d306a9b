using System.Runtime.InteropServices;

namespace Gis.Engine.Memory.Shapes;

/// <summary>The direction in which rings run.</summary>
internal static class RingOrder
{
    /// <summary>Turns a ring so that it runs as asked, seen with x to the right and y up.</summary>
    /// <param name="xy">x and y in turn; closed or open.</param>
    /// <param name="clockwise">The direction wanted.</param>
    public static void Orient(Span<double> xy, bool clockwise)
    {
        if (xy.Length < 6 || (Area(xy) < 0) == clockwise)
            return;
        MemoryMarshal.Cast<double, (double X, double Y)>(xy).Reverse();
    }

    /// <summary>Twice the area of a ring on the grid; positive for a shell (clockwise with y down, MVT 2.1 section 4.3.3.3).</summary>
    public static long Area(ReadOnlySpan<int> xy)
    {
        if (xy.Length < 6)
            return 0;
        long sum = 0;
        long x0 = xy[0], y0 = xy[1];
        for (var i = 2; i + 3 < xy.Length; i += 2)
            sum += ((xy[i] - x0) * (xy[i + 3] - y0)) - ((xy[i + 2] - x0) * (xy[i + 1] - y0));
        return sum;
    }

    // Twice the signed area about the first vertex, where differences are small and exact.
    private static double Area(ReadOnlySpan<double> xy)
    {
        double sum = 0, x0 = xy[0], y0 = xy[1];
        for (var i = 2; i + 3 < xy.Length; i += 2)
            sum += ((xy[i] - x0) * (xy[i + 3] - y0)) - ((xy[i + 2] - x0) * (xy[i + 1] - y0));
        return sum;
    }
}
