namespace Gis.Engine.Memory.Clipping;

/// <summary>
/// Where a segment crosses the cut, the square drawn half a unit inside the edge. Which side is crossed is decided exactly, on doubled
/// coordinates; only the place along the side is rounded.
/// </summary>
internal static class Crossing
{
    private const long LowTwice = (2L * ClipSquare.Low) + 1, HighTwice = (2L * ClipSquare.High) - 1;

    /// <summary>The crossing of a segment with one end inside.</summary>
    /// <param name="x">Column of the inner end.</param>
    /// <param name="y">Row of the inner end.</param>
    /// <param name="outX">Column of the outer end.</param>
    /// <param name="outY">Row of the outer end.</param>
    /// <param name="beyond">The sides on which the outer end lies, see <see cref="ClipSquare.Beyond"/>.</param>
    public static EdgePoint One(int x, int y, int outX, int outY, int beyond)
    {
        var alongX = (beyond & 3) == 0 ? Ratio.Never : Ratio.To(x, outX, (beyond & 2) != 0);
        var alongY = (beyond & 12) == 0 ? Ratio.Never : Ratio.To(y, outY, (beyond & 8) != 0);
        return alongY.Less(alongX)
            ? EdgePoint.OnY((beyond & 8) != 0, x + (((double)outX - x) * alongY.Value))
            : EdgePoint.OnX((beyond & 2) != 0, y + (((double)outY - y) * alongX.Value));
    }

    /// <summary>The two crossings of a segment with both ends outside, not on the same side.</summary>
    /// <returns>False when it passes by.</returns>
    public static bool Two(int ax, int ay, int beyondA, int bx, int by, int beyondB, out EdgePoint enter, out EdgePoint leave)
    {
        enter = leave = default;
        var enterX = (beyondA & 3) == 0 ? Ratio.Always : Ratio.To(ax, bx, (beyondA & 2) != 0);
        var enterY = (beyondA & 12) == 0 ? Ratio.Always : Ratio.To(ay, by, (beyondA & 8) != 0);
        var leaveX = (beyondB & 3) == 0 ? Ratio.Never : Ratio.To(ax, bx, (beyondB & 2) != 0);
        var leaveY = (beyondB & 12) == 0 ? Ratio.Never : Ratio.To(ay, by, (beyondB & 8) != 0);
        var first = enterX.Less(enterY) ? enterY : enterX;
        var last = leaveY.Less(leaveX) ? leaveY : leaveX;
        if (!first.Less(last))
            return false;
        enter = enterX.Less(enterY)
            ? EdgePoint.OnY((beyondA & 8) != 0, ax + (((double)bx - ax) * enterY.Value))
            : EdgePoint.OnX((beyondA & 2) != 0, ay + (((double)by - ay) * enterX.Value));
        leave = leaveY.Less(leaveX)
            ? EdgePoint.OnY((beyondB & 8) != 0, ax + (((double)bx - ax) * leaveY.Value))
            : EdgePoint.OnX((beyondB & 2) != 0, ay + (((double)by - ay) * leaveX.Value));
        return true;
    }

    /// <summary>How far along a segment a side is crossed, as an exact fraction.</summary>
    private readonly record struct Ratio(long Part, long Whole)
    {
        /// <summary>Before the segment begins.</summary>
        public static Ratio Always => new(-1, 1);

        /// <summary>Behind its end.</summary>
        public static Ratio Never => new(2, 1);

        public double Value => (double)Part / Whole;

        public static Ratio To(int from, int to, bool high)
        {
            var (part, whole) = ((high ? HighTwice : LowTwice) - (2L * from), 2L * ((long)to - from));
            return whole < 0 ? new(-part, -whole) : new(part, whole);
        }

        public bool Less(Ratio other) => (Int128)Part * other.Whole < (Int128)other.Part * Whole;
    }
}
