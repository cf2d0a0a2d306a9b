using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Clipping;

/// <summary>How a ring lies to the square.</summary>
internal enum RingPlace
{
    /// <summary>Wholly inside.</summary>
    Inside,

    /// <summary>No vertex or segment inside: beside the square or around it.</summary>
    Apart,

    /// <summary>Cut into pieces.</summary>
    Cut,
}

/// <summary>Cuts rings into the pieces that lie in the square.</summary>
internal static class RingCutter
{
    /// <summary>Cuts one ring.</summary>
    /// <param name="xy">Its vertices, open.</param>
    /// <param name="pieces">Each piece is added as a ring, from its entry to its exit on the edge.</param>
    /// <param name="walk">Learns where each piece enters and leaves.</param>
    public static RingPlace Cut(ReadOnlySpan<int> xy, GridShape pieces, BorderWalk walk)
    {
        var count = xy.Length / 2;
        var start = 0;
        while (start < count && ClipSquare.Beyond(xy[2 * start], xy[(2 * start) + 1]) == 0)
            start++;
        if (start == count)
            return RingPlace.Inside;

        var before = pieces.RingEnds.Count;
        var (px, py) = (xy[2 * start], xy[(2 * start) + 1]);
        var beyond = ClipSquare.Beyond(px, py);
        EdgePoint entry = default;
        for (int step = 0, i = start; step < count; step++)
        {
            i = i + 1 == count ? 0 : i + 1;
            var (x, y) = (xy[2 * i], xy[(2 * i) + 1]);
            var next = ClipSquare.Beyond(x, y);
            if (beyond == 0 && next == 0)
            {
                pieces.Add(x, y);
            }
            else if (beyond == 0)
            {
                End(pieces, walk, entry, Crossing.One(px, py, x, y, next));
            }
            else if (next == 0)
            {
                entry = Crossing.One(x, y, px, py, beyond);
                pieces.Add(entry.X, entry.Y);
                pieces.Add(x, y);
            }
            else if ((beyond & next) == 0 && Crossing.Two(px, py, beyond, x, y, next, out entry, out var leave))
            {
                pieces.Add(entry.X, entry.Y);
                End(pieces, walk, entry, leave);
            }

            (px, py, beyond) = (x, y, next);
        }

        return pieces.RingEnds.Count == before ? RingPlace.Apart : RingPlace.Cut;
    }

    /// <summary>Whether a ring that has nothing in the square goes around it.</summary>
    public static bool Surrounds(ReadOnlySpan<int> xy)
    {
        // Seen from the north-west corner of the cut, half a unit from every grid point.
        const long X = (2L * ClipSquare.Low) + 1, Y = (2L * ClipSquare.Low) + 1;
        var inside = false;
        long ax = 2L * xy[^2], ay = 2L * xy[^1];
        for (var i = 0; i + 1 < xy.Length; i += 2)
        {
            long bx = 2L * xy[i], by = 2L * xy[i + 1];
            if (ay > Y != by > Y)
            {
                var side = ((Int128)(bx - ax) * (Y - ay)) - ((Int128)(by - ay) * (X - ax));
                inside ^= by > ay ? side > 0 : side < 0;
            }

            (ax, ay) = (bx, by);
        }

        return inside;
    }

    private static void End(GridShape pieces, BorderWalk walk, EdgePoint entry, EdgePoint exit)
    {
        pieces.Add(exit.X, exit.Y);
        pieces.EndRing();
        walk.Add(entry.Around, exit.Around);
    }
}
