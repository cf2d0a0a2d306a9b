using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre;

/// <summary>Corner points, each once: points closer than 5 mm are the same corner.</summary>
internal sealed class Vertices
{
    private const double Tolerance = 0.005;
    private const double Cell = 8;

    private readonly List<Coordinate> _points = [];
    private readonly Dictionary<(long, long), List<int>> _cells = [];

    public Coordinate this[int index] => _points[index];

    public int Count => _points.Count;

    /// <summary>The number of the corner at a place; a new one when there is none yet.</summary>
    public int Add(Coordinate place)
    {
        var (column, row) = CellOf(place);
        for (var i = column - 1; i <= column + 1; i++)
        {
            for (var j = row - 1; j <= row + 1; j++)
            {
                if (!_cells.TryGetValue((i, j), out var near))
                    continue;
                foreach (var index in near)
                {
                    if (_points[index].Distance(place) < Tolerance)
                        return index;
                }
            }
        }
        if (!_cells.TryGetValue((column, row), out var list))
            _cells[(column, row)] = list = [];
        list.Add(_points.Count);
        _points.Add(place.Copy());
        return _points.Count - 1;
    }

    /// <summary>Corners that lie on the way from one corner to another, in order.</summary>
    public List<int> Between(int from, int to)
    {
        var (a, b) = (_points[from], _points[to]);
        double dx = b.X - a.X, dy = b.Y - a.Y;
        var length = Math.Sqrt(dx * dx + dy * dy);
        var found = new List<(double Along, int Index)>();
        var (c0, r0) = CellOf(new Coordinate(Math.Min(a.X, b.X) - 0.1, Math.Min(a.Y, b.Y) - 0.1));
        var (c1, r1) = CellOf(new Coordinate(Math.Max(a.X, b.X) + 0.1, Math.Max(a.Y, b.Y) + 0.1));
        for (var i = c0; i <= c1; i++)
        {
            for (var j = r0; j <= r1; j++)
            {
                double mx = (i + 0.5) * Cell - a.X, my = (j + 0.5) * Cell - a.Y;
                if (Math.Abs(dx * my - dy * mx) > Cell * 0.75 * length || !_cells.TryGetValue((i, j), out var near))
                    continue;
                foreach (var index in near)
                {
                    if (index == from || index == to)
                        continue;
                    double px = _points[index].X - a.X, py = _points[index].Y - a.Y;
                    var along = (px * dx + py * dy) / length;
                    if (along > 0 && along < length && Math.Abs(dx * py - dy * px) / length < Tolerance)
                        found.Add((along, index));
                }
            }
        }
        found.Sort();
        return [.. found.Select(f => f.Index)];
    }

    private static (long, long) CellOf(Coordinate place) => ((long)Math.Floor(place.X / Cell), (long)Math.Floor(place.Y / Cell));
}
