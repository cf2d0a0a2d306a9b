using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Terrain;

/// <summary>Marching squares: closed rings around the places where a field is at or above a level.</summary>
internal static class Contours
{
    /// <summary>
    /// Rings with the high side to the left: outer rings turn left, holes turn right. The field's border counts as below the level,
    /// so every ring closes. Ambiguous squares are joined through the middle when the mean is high.
    /// </summary>
    public static List<Coordinate[]> Rings(GridField field, double level)
    {
        var next = new Dictionary<long, (long To, Coordinate Point)>();
        for (var row = 0; row < field.Rows - 1; row++)
        {
            for (var column = 0; column < field.Columns - 1; column++)
                AddSquare(field, level, column, row, next);
        }
        var rings = new List<Coordinate[]>();
        var starts = next.Keys.Order().ToList();
        foreach (var start in starts)
        {
            if (!next.ContainsKey(start))
                continue;
            var ring = new List<Coordinate>();
            var at = start;
            while (next.Remove(at, out var step))
            {
                ring.Add(step.Point);
                at = step.To;
            }
            if (ring.Count >= 3)
                rings.Add([.. ring, ring[0].Copy()]);
        }
        return rings;
    }

    private static void AddSquare(GridField field, double level, int column, int row, Dictionary<long, (long, Coordinate)> next)
    {
        double a = Value(column, row), b = Value(column + 1, row), c = Value(column + 1, row + 1), d = Value(column, row + 1);
        var code = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
        if (code is 0 or 15)
            return;
        // Sides: 0 south, 1 east, 2 north, 3 west. Each step leaves the high side on its left.
        var high = (a + b + c + d) / 4 >= level;
        (int From, int To)[] steps = code switch
        {
            1 => [(0, 3)],
            2 => [(1, 0)],
            3 => [(1, 3)],
            4 => [(2, 1)],
            5 => high ? [(0, 1), (2, 3)] : [(0, 3), (2, 1)],
            6 => [(2, 0)],
            7 => [(2, 3)],
            8 => [(3, 2)],
            9 => [(0, 2)],
            10 => high ? [(1, 2), (3, 0)] : [(1, 0), (3, 2)],
            11 => [(1, 2)],
            12 => [(3, 1)],
            13 => [(0, 1)],
            _ => [(3, 0)],
        };
        foreach (var (from, to) in steps)
            next[Key(from)] = (Key(to), Crossing(from));

        double Value(int i, int j) =>
            i == 0 || j == 0 || i == field.Columns - 1 || j == field.Rows - 1 ? Math.Min(field[i, j], level - 1) : field[i, j];

        long Key(int side) => side switch
        {
            0 => Index(column, row) * 2,
            1 => Index(column + 1, row) * 2 + 1,
            2 => Index(column, row + 1) * 2,
            _ => Index(column, row) * 2 + 1,
        };

        long Index(int i, int j) => (long)j * field.Columns + i;

        Coordinate Crossing(int side) => side switch
        {
            0 => Between(column, row, a, column + 1, row, b),
            1 => Between(column + 1, row, b, column + 1, row + 1, c),
            2 => Between(column, row + 1, d, column + 1, row + 1, c),
            _ => Between(column, row, a, column, row + 1, d),
        };

        Coordinate Between(int i1, int j1, double v1, int i2, int j2, double v2)
        {
            // Kept off the corners so that two rings never touch in a grid point.
            var t = Math.Clamp((level - v1) / (v2 - v1), 0.02, 0.98);
            return new Coordinate(field.X(i1) + t * (field.X(i2) - field.X(i1)), field.Y(j1) + t * (field.Y(j2) - field.Y(j1)));
        }
    }
}
