using Gis.Engine.Memory.Clipping;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Encoding;

/// <summary>
/// What is drawn of a feature that meets a tile but has no area or length left on its grid: a square or a dash of one CSS pixel, so that it
/// neither disappears nor lacks in the set of ids.
/// </summary>
internal static class StandIn
{
    /// <summary>Makes the stand-in.</summary>
    public static void Make(ShapeBlock shapes, int feature, in TileFrame frame, GridShape into)
    {
        const int Reach = TileGrid.StandInReach;
        var (px, py) = PointIn(shapes, feature, frame.Reach);
        var x = Math.Clamp(frame.Grid.X(px) - frame.OriginX, ClipSquare.Low + Reach, ClipSquare.High - Reach);
        var (row, line) = (frame.Grid.Y(py) - frame.OriginY, shapes.Dimensions[feature] == 1);
        var y = line
            ? Math.Clamp(row, ClipSquare.Low, ClipSquare.High)
            : Math.Clamp(row, ClipSquare.Low + Reach, ClipSquare.High - Reach);
        into.Clear();
        if (line)
        {
            into.Add(x - Reach, y);
            into.Add(x + Reach, y);
        }
        else
        {
            into.Add(x - Reach, y - Reach);
            into.Add(x + Reach, y - Reach);
            into.Add(x + Reach, y + Reach);
            into.Add(x - Reach, y + Reach);
        }

        into.EndRing();
        into.EndPart();
    }

    // A vertex inside, else the middle of what a segment has inside; a feature without either covers the reach.
    private static (double X, double Y) PointIn(ShapeBlock shapes, int feature, in Box reach)
    {
        var (first, end) = shapes.RingsOf(feature);
        for (var ring = first; ring < end; ring++)
        {
            var xy = shapes.Ring(ring);
            for (var i = 0; i + 1 < xy.Length; i += 2)
            {
                if (reach.Holds(xy[i], xy[i + 1]))
                    return (xy[i], xy[i + 1]);
            }
        }

        for (var ring = first; ring < end; ring++)
        {
            var xy = shapes.Ring(ring);
            for (var i = 0; i + 1 < xy.Length; i += 2)
            {
                var j = i + 2 < xy.Length ? i + 2 : 0;
                if (Middle(xy[i], xy[i + 1], xy[j], xy[j + 1], reach) is { } middle)
                    return middle;
            }
        }

        return ((reach.MinX + reach.MaxX) / 2, (reach.MinY + reach.MaxY) / 2);
    }

    private static (double X, double Y)? Middle(double ax, double ay, double bx, double by, in Box reach)
    {
        double from = 0, to = 1;
        Cut(bx - ax, reach.MinX - ax, reach.MaxX - ax, ref from, ref to);
        Cut(by - ay, reach.MinY - ay, reach.MaxY - ay, ref from, ref to);
        var t = (from + to) / 2;
        return from <= to ? (ax + (t * (bx - ax)), ay + (t * (by - ay))) : null;
    }

    private static void Cut(double step, double low, double high, ref double from, ref double to)
    {
        if (step == 0)
        {
            to = low <= 0 && high >= 0 ? to : -1;
            return;
        }

        from = Math.Max(from, Math.Min(low / step, high / step));
        to = Math.Min(to, Math.Max(low / step, high / step));
    }
}
