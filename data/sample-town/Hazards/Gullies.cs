using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Hazards;

/// <summary>Where water gathers on the hills: steepest descent (D8) on a 20 m grid.</summary>
internal static class Gullies
{
    private const double Cell = 20;

    /// <summary>Places at the foot of the hills where a gully ends, those that drain most first, in plan metres.</summary>
    public static IEnumerable<(Coordinate Place, int Drained)> Mouths(Landform land)
    {
        var height = GridField.From(Cell, land.Height.At);
        var cells = Enumerable.Range(0, height.Columns * height.Rows).OrderByDescending(i => height[i % height.Columns, i / height.Columns]).ThenBy(i => i);
        var drained = Enumerable.Repeat(1, height.Columns * height.Rows).ToArray();
        foreach (var cell in cells)
        {
            var next = Lowest(height, cell % height.Columns, cell / height.Columns);
            if (next >= 0)
                drained[next] += drained[cell];
        }
        return Enumerable.Range(0, drained.Length)
            .Where(i => drained[i] is > 40 and < 1500)
            .Select(i => (Place: new Coordinate(height.X(i % height.Columns), height.Y(i / height.Columns)), Drained: drained[i]))
            .Where(c => land.Upland.At(c.Place.X, c.Place.Y) is > 4 and < 34 && land.Slope(c.Place.X, c.Place.Y) > 0.14 && land.Inland.At(c.Place.X, c.Place.Y) > 60)
            .OrderByDescending(c => c.Drained).ThenBy(c => c.Place.X).ToList();
    }

    /// <summary>The way down from a place, smoothed, until it is long enough or the ground is flatter than 2°.</summary>
    public static List<Coordinate> PathDown(Landform land, Coordinate from, double longest)
    {
        var path = new List<Coordinate> { from };
        var heading = new Coordinate(0, 0);
        for (double length = 0; length < longest; length += 10)
        {
            var at = path[^1];
            var (east, north) = land.Height.Gradient(at.X, at.Y, 25);
            var slope = Math.Sqrt(east * east + north * north);
            if (slope < 0.02 || length > 80 && slope < 0.035)
                break;
            // Momentum: debris does not turn sharply.
            heading = new Coordinate(0.6 * heading.X - 0.4 * east / slope, 0.6 * heading.Y - 0.4 * north / slope);
            var norm = Math.Sqrt(heading.X * heading.X + heading.Y * heading.Y);
            path.Add(new Coordinate(at.X + 10 * heading.X / norm, at.Y + 10 * heading.Y / norm));
        }
        return path;
    }

    private static int Lowest(GridField height, int column, int row)
    {
        var (best, fall) = (-1, 0.0);
        for (var dy = -1; dy <= 1; dy++)
        {
            for (var dx = -1; dx <= 1; dx++)
            {
                var (i, j) = (column + dx, row + dy);
                if ((dx == 0 && dy == 0) || i < 0 || j < 0 || i >= height.Columns || j >= height.Rows)
                    continue;
                var drop = (height[column, row] - height[i, j]) / Math.Sqrt(dx * dx + dy * dy);
                if (drop > fall)
                    (best, fall) = (j * height.Columns + i, drop);
            }
        }
        return best;
    }
}
