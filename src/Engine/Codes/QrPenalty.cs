namespace Gis.Engine.Codes;

/// <summary>How hard a masked QR code is to read (ISO/IEC 18004 §7.8.3); the mask with the smallest sum is taken.</summary>
internal static class QrPenalty
{
    // Dark-light 1:1:3:1:1 with four light modules on one side: what a reader takes for a corner.
    private static readonly bool[] Corner = [true, false, true, true, true, false, true, false, false, false, false];

    /// <summary>The sum of the four rules.</summary>
    public static int Of(QrGrid grid)
    {
        var size = grid.Size;
        var sum = 0;
        for (var line = 0; line < size; line++)
        {
            var at = line;
            sum += Line(size, i => grid[i, at]) + Line(size, i => grid[at, i]);
        }

        var dark = 0;
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                dark += grid[x, y] ? 1 : 0;
                if (x > 0 && y > 0 && grid[x, y] == grid[x - 1, y] && grid[x, y] == grid[x, y - 1] && grid[x, y] == grid[x - 1, y - 1])
                    sum += 3;
            }
        }

        return sum + (10 * (Math.Abs((dark * 20) - (size * size * 10)) / (size * size)));
    }

    private static int Line(int size, Func<int, bool> dark)
    {
        var (sum, run) = (0, 1);
        for (var i = 1; i <= size; i++)
        {
            if (i < size && dark(i) == dark(i - 1))
            {
                run++;
                continue;
            }

            if (run >= 5)
                sum += run - 2;
            run = 1;
        }

        for (var i = 0; i + Corner.Length <= size; i++)
        {
            var (forward, backward) = (true, true);
            for (var k = 0; k < Corner.Length; k++)
            {
                forward &= dark(i + k) == Corner[k];
                backward &= dark(i + k) == Corner[Corner.Length - 1 - k];
            }

            sum += (forward ? 40 : 0) + (backward ? 40 : 0);
        }

        return sum;
    }
}
