using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Hazards.Zones;

/// <summary>
/// Whether a point lies in a polygon or on its edge: the same answer as PostGIS' ST_Intersects for a point and a (multi)polygon. PostGIS decides this by the
/// winding number (Sunday 2001) in plain double precision, each segment taken in the direction in which it is stored (postgis/lwgeom_functions_analytic.c,
/// point_in_ring). The same expression in the same order is used here, so that a point a rounding error away from an edge gets the same answer from memory as
/// from the database; what rounding can decide is less than a millionth of a millimetre.
/// </summary>
internal static class PointTest
{
    // Segments shorter than this are passed over, as PostGIS does: 1e-12 degrees, squared.
    private const double NoLength = 1e-12 * 1e-12;

    /// <summary>Whether a feature of polygons holds a point.</summary>
    /// <param name="shapes">The block; rings in the direction in which they are stored.</param>
    /// <param name="feature">Its place in the block.</param>
    /// <param name="x">East, in the unit of the block.</param>
    /// <param name="y">North.</param>
    public static bool Holds(ShapeBlock shapes, int feature, double x, double y)
    {
        if (!shapes.Boxes[feature].Holds(x, y))
            return false;
        for (var part = shapes.FirstPart(feature); part < shapes.FeatureEnds[feature]; part++)
        {
            if ((shapes.PartBoxes is null || shapes.PartBoxes[part].Holds(x, y)) && PartHolds(shapes, part, x, y))
                return true;
        }

        return false;
    }

    private static bool PartHolds(ShapeBlock shapes, int part, double x, double y)
    {
        var shell = shapes.FirstRing(part);
        var side = Side(shapes, shell, x, y);
        if (side <= 0)
            return side == 0;
        for (var hole = shell + 1; hole < shapes.PartEnds[part]; hole++)
        {
            // The edge of a hole belongs to the polygon.
            var inHole = Side(shapes, hole, x, y);
            if (inHole >= 0)
                return inHole == 0;
        }

        return true;
    }

    // -1 outside the ring, 0 on it, 1 inside.
    private static int Side(ShapeBlock shapes, int ring, double x, double y)
    {
        var winding = 0;
        var xy = shapes.Ring(ring);
        var runs = shapes.Runs(ring);
        if (runs.IsEmpty)
            return Wind(xy, 0, xy.Length / 2, x, y, ref winding) ? 0 : winding == 0 ? -1 : 1;
        for (var run = 0; run < runs.Length; run++)
        {
            // Segments wholly west of the point count for nothing, whatever the rounding.
            ref readonly var box = ref runs[run];
            if (box.MinY > y || box.MaxY < y || box.MaxX < x)
                continue;
            var first = run * ShapeBlock.RunLength;
            if (Wind(xy, first, Math.Min(xy.Length / 2, first + ShapeBlock.RunLength), x, y, ref winding))
                return 0;
        }

        return winding == 0 ? -1 : 1;
    }

    // Adds the turns of some segments; true when the point lies on one of them.
    private static bool Wind(ReadOnlySpan<double> xy, int first, int end, double x, double y, ref int winding)
    {
        for (var i = first; i < end; i++)
        {
            double ax = xy[2 * i], ay = xy[(2 * i) + 1];
            var j = 2 * i + 2 < xy.Length ? 2 * i + 2 : 0;
            double bx = xy[j], by = xy[j + 1];
            if ((ay < y && by < y) || (ay > y && by > y))
                continue;
            if (((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)) < NoLength)
                continue;
            var side = ((bx - ax) * (y - ay)) - ((x - ax) * (by - ay));
            if (side == 0 && Math.Max(ax, bx) >= x && Math.Min(ax, bx) <= x)
                return true;
            if (ay <= y && y < by && side > 0)
                winding++;
            else if (by <= y && y < ay && side < 0)
                winding--;
        }

        return false;
    }
}
