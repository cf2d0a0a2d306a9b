using NetTopologySuite.Geometries;

namespace Gis.SampleTown.Cadastre.Maps;

/// <summary>One 図郭: a rectangle of the sheet division and the areas that reach into it.</summary>
internal sealed record Sheet(string Number, double South, double West, double North, double East, List<int> Areas);

/// <summary>Divides a map into sheets of 25 × 35 cm at its scale, counted from the origin of the zone (国土調査法施行令).</summary>
internal static class Sheets
{
    public static List<Sheet> Of(CadastralMap map)
    {
        var (height, width) = (0.25 * map.Quality.Scale, 0.35 * map.Quality.Scale);
        var sheets = new SortedDictionary<(int Row, int Column), List<int>>();
        for (var i = 0; i < map.Areas.Count; i++)
        {
            // X is north and Y is east in the file; here Coordinate.X is the file's Y.
            var ring = map.Areas[i].Rings[0].Select(map.Place).Select(p => new Coordinate(p.Y, p.X)).ToList();
            var shape = new Polygon(new LinearRing([.. ring, ring[0]]));
            var box = shape.EnvelopeInternal;
            for (var row = (int)Math.Floor(box.MinY / height); row <= (int)Math.Floor(box.MaxY / height); row++)
            {
                for (var column = (int)Math.Floor(box.MinX / width); column <= (int)Math.Floor(box.MaxX / width); column++)
                {
                    var frame = new Envelope(column * width, (column + 1) * width, row * height, (row + 1) * height);
                    if (!frame.Contains(box) && !shape.Intersects(shape.Factory.ToGeometry(frame)))
                        continue;
                    if (!sheets.TryGetValue((row, column), out var list))
                        sheets[(row, column)] = list = [];
                    list.Add(i);
                }
            }
        }
        return [.. sheets.Select(s => new Sheet(Name(s.Key.Row, s.Key.Column), s.Key.Row * height, s.Key.Column * width, (s.Key.Row + 1) * height, (s.Key.Column + 1) * width, s.Value))];
    }

    /// <summary>Such as 「Z6  53」: a large square and the sheet in it.</summary>
    private static string Name(int row, int column)
    {
        int Mod(int v, int n) => ((v % n) + n) % n;
        return $"{(char)('A' + Mod(column / 10, 26))}{Mod(row / 10, 10)}  {Mod(row, 10)}{Mod(column, 10)}";
    }
}
