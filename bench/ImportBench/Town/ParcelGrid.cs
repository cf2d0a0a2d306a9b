namespace Gis.ImportBench.Town;

/// <summary>
/// A town of parcels on a jittered grid in plane zone 9 (EPSG:6677), the same in every run: corners 12 to 38 m apart and moved by up to 3 m, edges with none,
/// one or two bends that both neighbours share, so that parcels meet without gaps. Mean area about 630 m².
/// </summary>
internal sealed class ParcelGrid
{
    private const double West = -59_800;
    private const double South = -78_300;

    private readonly int side;
    private readonly double[] x;
    private readonly double[] y;

    /// <summary>Lays out the corners.</summary>
    /// <param name="count">Number of parcels.</param>
    public ParcelGrid(int count)
    {
        Count = count;
        side = (int)Math.Ceiling(Math.Sqrt(count));
        var columns = Axis(West, 1);
        var rows = Axis(South, 2);
        x = new double[(side + 1) * (side + 1)];
        y = new double[x.Length];
        for (var j = 0; j <= side; j++)
        {
            for (var i = 0; i <= side; i++)
            {
                x[Corner(i, j)] = Millimetres(columns[i] + ((Noise.At(Corner(i, j), 3) - 0.5) * 6));
                y[Corner(i, j)] = Millimetres(rows[j] + ((Noise.At(Corner(i, j), 4) - 0.5) * 6));
            }
        }
    }

    /// <summary>Number of parcels.</summary>
    public int Count { get; }

    /// <summary>The grid cell of a parcel.</summary>
    public (int I, int J) Cell(int parcel) => (parcel % side, parcel / side);

    /// <summary>The parcel's closed ring, clockwise as a Shapefile wants it; east and north in metres.</summary>
    public List<(double East, double North)> Ring(int parcel)
    {
        var (i, j) = Cell(parcel);
        var ring = new List<(double, double)>(14);
        Edge(ring, Corner(i, j), Corner(i, j + 1), (2L * Corner(i, j)) + 1, false);
        Edge(ring, Corner(i, j + 1), Corner(i + 1, j + 1), 2L * Corner(i, j + 1), false);
        Edge(ring, Corner(i + 1, j), Corner(i + 1, j + 1), (2L * Corner(i + 1, j)) + 1, true);
        Edge(ring, Corner(i, j), Corner(i + 1, j), 2L * Corner(i, j), true);
        ring.Add(ring[0]);
        return ring;
    }

    private int Corner(int i, int j) => (j * (side + 1)) + i;

    private double[] Axis(double start, int seed)
    {
        var axis = new double[side + 1];
        var at = start;
        for (var i = 0; i <= side; i++)
        {
            at += 12 + (18 * Noise.At(i, seed)) + (8 * Math.Abs((2.0 * i / side) - 1));
            axis[i] = at;
        }

        return axis;
    }

    // Bends belong to the edge, not to the parcel: both neighbours get the same points, one of them backwards.
    private void Edge(List<(double, double)> ring, int from, int to, long edge, bool backwards)
    {
        List<(double, double)> points = [(x[from], y[from])];
        var bends = (int)(Noise.At(edge, 5) * 3);
        for (var b = 1; b <= bends; b++)
        {
            var share = (double)b / (bends + 1);
            points.Add((
                Millimetres(x[from] + (share * (x[to] - x[from])) + ((Noise.At(edge, 5 + b) - 0.5) * 2)),
                Millimetres(y[from] + (share * (y[to] - y[from])) + ((Noise.At(edge, 7 + b) - 0.5) * 2))));
        }

        points.Add((x[to], y[to]));
        if (backwards)
            points.Reverse();
        ring.AddRange(points.Take(points.Count - 1));
    }

    private static double Millimetres(double metres) => Math.Round(metres, 3);
}
