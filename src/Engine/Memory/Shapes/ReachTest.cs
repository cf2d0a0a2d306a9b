using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Memory.Shapes;

/// <summary>
/// Whether a feature meets a box, edges included: the same answer as PostGIS' ST_Intersects with ST_MakeEnvelope, computed on the
/// database's own coordinates. Where rounding could decide, the orientation is computed in double-double arithmetic
/// (<see cref="Orientation.Index(Coordinate, Coordinate, Coordinate)"/>).
/// </summary>
internal static class ReachTest
{
    /// <summary>Whether a feature of a block shares a point with the box.</summary>
    public static bool Meets(ShapeBlock shapes, int feature, in Box reach)
    {
        var box = shapes.Boxes[feature];
        if (!box.Meets(reach))
            return false;
        if (reach.Holds(box))
            return true;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            if ((shapes.PartBoxes is null || shapes.PartBoxes[part].Meets(reach)) && PartMeets(shapes, part, shapes.Dimensions[feature], reach))
                return true;
        }

        return false;
    }

    private static bool PartMeets(ShapeBlock shapes, int part, int dimension, in Box reach)
    {
        for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
        {
            if (OutlineMeets(shapes.Ring(ring), shapes.Runs(ring), dimension, reach))
                return true;
        }

        // No outline comes near: the box lies wholly inside or outside, so one of its corners tells.
        var inside = false;
        if (dimension == 2)
        {
            for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
                inside ^= Surrounds(shapes.Ring(ring), shapes.Runs(ring), reach.MinX, reach.MinY);
        }

        return inside;
    }

    private static bool OutlineMeets(ReadOnlySpan<double> xy, ReadOnlySpan<Box> runs, int dimension, in Box reach)
    {
        var count = xy.Length / 2;
        var segments = dimension == 2 ? count : dimension == 1 ? Math.Max(1, count - 1) : 1;
        if (runs.IsEmpty)
            return SegmentsMeet(xy, 0, segments, reach);
        for (var run = 0; run < runs.Length; run++)
        {
            var first = run * ShapeBlock.RunLength;
            if (runs[run].Meets(reach) && SegmentsMeet(xy, first, Math.Min(segments, first + ShapeBlock.RunLength), reach))
                return true;
        }

        return false;
    }

    private static bool SegmentsMeet(ReadOnlySpan<double> xy, int first, int end, in Box reach)
    {
        var count = xy.Length / 2;
        for (var i = first; i < end; i++)
        {
            var j = i + 1 < count ? i + 1 : 0;
            double ax = xy[2 * i], ay = xy[(2 * i) + 1], bx = xy[2 * j], by = xy[(2 * j) + 1];
            if (reach.Holds(ax, ay) || reach.Holds(bx, by))
                return true;
            if (Math.Max(ax, bx) >= reach.MinX && Math.Min(ax, bx) <= reach.MaxX
                && Math.Max(ay, by) >= reach.MinY && Math.Min(ay, by) <= reach.MaxY && CutsCorner(ax, ay, bx, by, reach))
                return true;
        }

        return false;
    }

    // Both ends outside, boxes meet: the segment touches the box unless all corners lie strictly on one side of its line.
    private static bool CutsCorner(double ax, double ay, double bx, double by, in Box reach)
    {
        var a = new Coordinate(ax, ay);
        var b = new Coordinate(bx, by);
        var first = Orientation.Index(a, b, new Coordinate(reach.MinX, reach.MinY));
        return first == 0
            || first != Orientation.Index(a, b, new Coordinate(reach.MinX, reach.MaxY))
            || first != Orientation.Index(a, b, new Coordinate(reach.MaxX, reach.MinY))
            || first != Orientation.Index(a, b, new Coordinate(reach.MaxX, reach.MaxY));
    }

    /// <summary>Whether a ring surrounds a point that does not lie on it: crossings of a ray towards greater x.</summary>
    public static bool Surrounds(ReadOnlySpan<double> xy, ReadOnlySpan<Box> runs, double x, double y)
    {
        if (runs.IsEmpty)
            return Crossings(xy, 0, xy.Length / 2, x, y);
        var odd = false;
        for (var run = 0; run < runs.Length; run++)
        {
            if (runs[run].MinY <= y && runs[run].MaxY > y && runs[run].MaxX >= x)
            {
                var first = run * ShapeBlock.RunLength;
                odd ^= Crossings(xy, first, Math.Min(xy.Length / 2, first + ShapeBlock.RunLength), x, y);
            }
        }

        return odd;
    }

    private static bool Crossings(ReadOnlySpan<double> xy, int first, int end, double x, double y)
    {
        var count = xy.Length / 2;
        var odd = false;
        for (var i = first; i < end; i++)
        {
            var j = i + 1 < count ? i + 1 : 0;
            double ax = xy[2 * i], ay = xy[(2 * i) + 1], bx = xy[2 * j], by = xy[(2 * j) + 1];
            if (ay > y == by > y || Math.Max(ax, bx) < x)
                continue;
            if (Math.Min(ax, bx) > x)
            {
                odd = !odd;
                continue;
            }

            var side = (int)Orientation.Index(new Coordinate(ax, ay), new Coordinate(bx, by), new Coordinate(x, y));
            odd ^= by > ay ? side > 0 : side < 0;
        }

        return odd;
    }
}
