using Gis.Engine.Memory.Shapes;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Memory.Bands;

/// <summary>Rings that have no area left on the grid, and the squares that stand for them.</summary>
internal static class CollapsedRings
{
    /// <summary>Takes them out: a hole alone, a shell with its part.</summary>
    /// <param name="shape">Polygons on the grid.</param>
    /// <param name="scratch">To write on.</param>
    /// <param name="thin">Receives a point of each part that was taken out.</param>
    public static void Drop(GridShape shape, GridShape scratch, List<Coordinate> thin)
    {
        scratch.Clear();
        for (var part = 0; part < shape.PartEnds.Count; part++)
        {
            var shell = shape.FirstRing(part);
            if (RingOrder.Area(shape.Ring(shell)) == 0)
            {
                thin.Add(new Coordinate(shape.Ring(shell)[0], shape.Ring(shell)[1]));
                continue;
            }

            for (var ring = shell; ring < shape.PartEnds[part]; ring++)
            {
                if (RingOrder.Area(shape.Ring(ring)) == 0)
                    continue;
                scratch.Xy.Add(shape.Ring(ring));
                scratch.EndRing();
            }

            scratch.EndPart();
        }

        shape.Replace(scratch);
    }

    /// <summary>Adds squares as parts of their own.</summary>
    /// <param name="shape">Polygons on the grid.</param>
    /// <param name="centres">A point in each square.</param>
    /// <param name="reach">Half a square's side in units. Squares stand on a grid of their own, so that near ones coincide.</param>
    public static void AddSquares(GridShape shape, IEnumerable<Coordinate> centres, int reach)
    {
        foreach (var (x, y) in Corners(centres, reach))
        {
            shape.Xy.Add([x, y, x + (2 * reach), y, x + (2 * reach), y + (2 * reach), x, y + (2 * reach)]);
            shape.EndRing();
            shape.EndPart();
        }
    }

    /// <summary>The north-western corners of the squares, each once.</summary>
    public static IEnumerable<(int X, int Y)> Corners(IEnumerable<Coordinate> centres, int reach)
    {
        var side = 2.0 * reach;
        return centres.Select(c => ((int)(Math.Floor(c.X / side) * side), (int)(Math.Floor(c.Y / side) * side))).Distinct();
    }
}
