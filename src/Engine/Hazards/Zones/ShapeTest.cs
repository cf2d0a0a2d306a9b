using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Algorithm;

namespace Gis.Engine.Hazards.Zones;

/// <summary>
/// Whether lines or polygons share a point with a polygon, edges included: the same answer as ST_Intersects of two valid geometries, which GEOS decides with
/// exact predicates. Sides are computed in double-double arithmetic (<see cref="CGAlgorithmsDD"/>), so there is only one answer.
/// </summary>
internal static class ShapeTest
{
    /// <summary>Whether the one feature of a block of lines or polygons meets a feature of polygons of another.</summary>
    public static bool Meets(ShapeBlock asked, ShapeBlock shapes, int feature)
    {
        if (!asked.Boxes[0].Meets(shapes.Boxes[feature]))
            return false;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            var box = shapes.PartBoxes is null ? shapes.Boxes[feature] : shapes.PartBoxes[part];
            for (var own = 0; own < asked.FeatureEnds[0]; own++)
            {
                if (box.Meets(asked.PartBoxes is null ? asked.Boxes[0] : asked.PartBoxes[own]) && PartsMeet(asked, own, shapes, part))
                    return true;
            }
        }

        return false;
    }

    private static bool PartsMeet(ShapeBlock asked, int own, ShapeBlock shapes, int part)
    {
        var closed = asked.Dimensions[0] == 2;
        for (var one = asked.FirstRing(own); one < asked.PartEnds[own]; one++)
        {
            for (var other = shapes.FirstRing(part); other < shapes.PartEnds[part]; other++)
            {
                if (OutlinesMeet(asked, one, closed, shapes, other))
                    return true;
            }
        }

        // No outline meets another: each lies wholly inside or outside of the other, so one vertex tells.
        return Holds(shapes, part, asked.Ring(asked.FirstRing(own))) || (closed && Holds(asked, own, shapes.Ring(shapes.FirstRing(part))));
    }

    // The vertex is known to lie on no ring of the part.
    private static bool Holds(ShapeBlock shapes, int part, ReadOnlySpan<double> vertex)
    {
        var inside = false;
        for (var ring = shapes.FirstRing(part); ring < shapes.PartEnds[part]; ring++)
            inside ^= ReachTest.Surrounds(shapes.Ring(ring), shapes.Runs(ring), vertex[0], vertex[1]);
        return inside;
    }

    private static bool OutlinesMeet(ShapeBlock asked, int one, bool closed, ShapeBlock shapes, int other)
    {
        var line = asked.Ring(one);
        var lineRuns = asked.Runs(one);
        var ring = shapes.Ring(other);
        var ringRuns = shapes.Runs(other);
        for (var first = 0; first < Math.Max(1, lineRuns.Length); first++)
        {
            var (from, to) = Run(line, lineRuns, first, closed);
            for (var second = 0; second < Math.Max(1, ringRuns.Length); second++)
            {
                if (!lineRuns.IsEmpty && !ringRuns.IsEmpty && !lineRuns[first].Meets(ringRuns[second]))
                    continue;
                var (start, end) = Run(ring, ringRuns, second, closed: true);
                for (var segment = from; segment < to; segment++)
                {
                    if (Meets(Segment.Of(line, segment), ring, start, end, ringRuns.IsEmpty ? null : ringRuns[second]))
                        return true;
                }
            }
        }

        return false;
    }

    // The segments of a run; all of a ring that has none. A line does not return to its beginning.
    private static (int First, int End) Run(ReadOnlySpan<double> xy, ReadOnlySpan<Box> runs, int run, bool closed)
    {
        var segments = (xy.Length / 2) - (closed ? 0 : 1);
        return runs.IsEmpty ? (0, segments) : (run * ShapeBlock.RunLength, Math.Min(segments, (run + 1) * ShapeBlock.RunLength));
    }

    private static bool Meets(in Segment segment, ReadOnlySpan<double> ring, int first, int end, Box? around)
    {
        if (around is { } box && !box.Meets(segment.Box))
            return false;
        for (var i = first; i < end; i++)
        {
            if (segment.Meets(Segment.Of(ring, i)))
                return true;
        }

        return false;
    }

    private readonly record struct Segment(double Ax, double Ay, double Bx, double By)
    {
        public Box Box => new(Math.Min(Ax, Bx), Math.Min(Ay, By), Math.Max(Ax, Bx), Math.Max(Ay, By));

        public static Segment Of(ReadOnlySpan<double> xy, int i)
        {
            var j = (2 * i) + 2 < xy.Length ? (2 * i) + 2 : 0;
            return new Segment(xy[2 * i], xy[(2 * i) + 1], xy[j], xy[j + 1]);
        }

        // As RobustLineIntersector of JTS and GEOS: boxes, then the sides of the ends of each towards the other; on one line, the boxes have decided.
        public bool Meets(in Segment other) =>
            Box.Meets(other.Box) && !OnOneSide(this, other) && !OnOneSide(other, this);

        private static bool OnOneSide(in Segment of, in Segment ends)
        {
            var a = CGAlgorithmsDD.OrientationIndex(of.Ax, of.Ay, of.Bx, of.By, ends.Ax, ends.Ay);
            return a != 0 && a == CGAlgorithmsDD.OrientationIndex(of.Ax, of.Ay, of.Bx, of.By, ends.Bx, ends.By);
        }
    }
}
