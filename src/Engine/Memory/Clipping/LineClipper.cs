using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Clipping;

/// <summary>Cuts lines to the square, edges included (Liang and Barsky 1984); what leaves and comes back becomes several parts.</summary>
internal static class LineClipper
{
    /// <summary>Cuts a feature.</summary>
    /// <param name="shape">Lines, counted from the tile's corner.</param>
    /// <param name="into">The result; pieces that are a single grid point are left out.</param>
    public static void Clip(GridShape shape, GridShape into)
    {
        into.Clear();
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            var xy = shape.Ring(shape.FirstRing(part));
            for (var i = 0; i + 3 < xy.Length; i += 2)
                Segment(xy[i], xy[i + 1], xy[i + 2], xy[i + 3], into);
            End(into);
        }
    }

    private static void Segment(int ax, int ay, int bx, int by, GridShape into)
    {
        double dx = (double)bx - ax, dy = (double)by - ay, from = 0, to = 1;
        if (!Cut(-dx, ax - (double)ClipSquare.Low, ref from, ref to) || !Cut(dx, ClipSquare.High - (double)ax, ref from, ref to)
            || !Cut(-dy, ay - (double)ClipSquare.Low, ref from, ref to) || !Cut(dy, ClipSquare.High - (double)ay, ref from, ref to))
        {
            End(into);
            return;
        }

        if (from > 0)
            End(into);
        Add(ax + (from * dx), ay + (from * dy), into);
        Add(ax + (to * dx), ay + (to * dy), into);
        if (to < 1)
            End(into);
    }

    private static bool Cut(double step, double room, ref double from, ref double to)
    {
        if (step == 0)
            return room >= 0;
        var at = room / step;
        if (step < 0)
            from = Math.Max(from, at);
        else
            to = Math.Min(to, at);
        return from <= to;
    }

    private static void Add(double x, double y, GridShape into) => into.Add(
        Math.Clamp((int)Math.Floor(x + 0.5), ClipSquare.Low, ClipSquare.High),
        Math.Clamp((int)Math.Floor(y + 0.5), ClipSquare.Low, ClipSquare.High));

    private static void End(GridShape into)
    {
        if (into.Vertices - into.OpenStart < 2)
        {
            into.DropRing();
            return;
        }

        into.EndRing();
        into.EndPart();
    }
}
