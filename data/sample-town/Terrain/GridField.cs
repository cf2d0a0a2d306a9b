namespace Gis.SampleTown.Terrain;

/// <summary>Values on a square grid over the town (town metres), read in between bilinearly.</summary>
internal sealed class GridField
{
    public const double West = -420, South = -120, East = 5620, North = 4980;

    private readonly double[] _values;

    public GridField(double cell)
    {
        Cell = cell;
        Columns = (int)Math.Round((East - West) / cell) + 1;
        Rows = (int)Math.Round((North - South) / cell) + 1;
        _values = new double[Columns * Rows];
    }

    public double Cell { get; }
    public int Columns { get; }
    public int Rows { get; }

    public double this[int column, int row]
    {
        get => _values[row * Columns + column];
        set => _values[row * Columns + column] = value;
    }

    public double X(int column) => West + column * Cell;

    public double Y(int row) => South + row * Cell;

    /// <summary>A field filled from a function of the place; rows are independent, so they are computed side by side.</summary>
    public static GridField From(double cell, Func<double, double, double> value)
    {
        var field = new GridField(cell);
        Parallel.For(0, field.Rows, row =>
        {
            for (var column = 0; column < field.Columns; column++)
                field[column, row] = value(field.X(column), field.Y(row));
        });
        return field;
    }

    public double At(double x, double y)
    {
        var gx = Math.Clamp((x - West) / Cell, 0, Columns - 1.001);
        var gy = Math.Clamp((y - South) / Cell, 0, Rows - 1.001);
        int column = (int)gx, row = (int)gy;
        double fx = gx - column, fy = gy - row;
        return (this[column, row] * (1 - fx) + this[column + 1, row] * fx) * (1 - fy)
            + (this[column, row + 1] * (1 - fx) + this[column + 1, row + 1] * fx) * fy;
    }

    /// <summary>East and north slope in metres per metre.</summary>
    public (double East, double North) Gradient(double x, double y, double reach = 15) =>
        ((At(x + reach, y) - At(x - reach, y)) / (2 * reach), (At(x, y + reach) - At(x, y - reach)) / (2 * reach));

    /// <summary>Box blur, three passes: close to a Gauss curve.</summary>
    public GridField Blurred(double metres)
    {
        var radius = Math.Max(1, (int)Math.Round(metres / Cell));
        var field = this;
        for (var pass = 0; pass < 3; pass++)
            field = field.Pass(radius, 1, 0).Pass(radius, 0, 1);
        return field;
    }

    private GridField Pass(int radius, int dx, int dy)
    {
        var result = new GridField(Cell);
        Parallel.For(0, dx == 1 ? Rows : Columns, lane =>
        {
            var length = dx == 1 ? Columns : Rows;
            double Value(int i) => this[dx == 1 ? Math.Clamp(i, 0, length - 1) : lane, dy == 1 ? Math.Clamp(i, 0, length - 1) : lane];
            double sum = 0;
            for (var i = -radius; i <= radius; i++)
                sum += Value(i);
            for (var i = 0; i < length; i++)
            {
                result[dx == 1 ? i : lane, dy == 1 ? i : lane] = sum / (2 * radius + 1);
                sum += Value(i + radius + 1) - Value(i - radius);
            }
        });
        return result;
    }
}
