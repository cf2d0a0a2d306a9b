using Gis.SampleTown.Chance;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace Gis.SampleTown.Hazards;

/// <summary>One 土砂災害警戒区域 or 特別警戒区域.</summary>
/// <param name="Phenomenon">A33_001: 1 急傾斜地の崩壊, 2 土石流, 3 地滑り.</param>
/// <param name="IsSpecial">特別警戒区域.</param>
/// <param name="Number">区域番号; the special zone has the number of the zone around it.</param>
/// <param name="Name">区域名.</param>
/// <param name="Place">所在地.</param>
/// <param name="Shape">As built.</param>
internal sealed record LandslideZone(int Phenomenon, bool IsSpecial, string Number, string Name, string Place, Geometry Shape);

/// <summary>Finds where slopes near houses are steep and where gullies open into valleys.</summary>
internal sealed class Landslides(Landform land, Zones zones, GridField houses)
{
    private readonly List<LandslideZone> _found = [];
    private readonly Dictionary<string, int> _counts = [];

    public List<LandslideZone> Find()
    {
        AddSteepSlopes();
        AddDebrisFlows();
        AddSlides();
        return _found;
    }

    private void AddSteepSlopes()
    {
        var steep = GridField.From(10, (x, y) => land.Inland.At(x, y) < 12 || land.Upland.At(x, y) is < -10 or > 170 ? 0 : land.Slope(x, y)).Blurred(10);
        // Metres from the steep part, negative: contours of a distance are round and smooth.
        var distance = DistanceFrom(steep, 0.335);
        var wide = Zones.PolygonsOf(zones.InTown(Zones.Region(distance, -22, 700)), 1800);
        var narrow = zones.InTown(Zones.Region(DistanceFrom(steep, 0.41), -7, 250));
        foreach (var zone in Enumerable.Range(0, wide.NumGeometries).SelectMany(i => Lengths((Polygon)wide.GetGeometryN(i))))
        {
            if (!NearHouses(zone, 0.3))
                continue;
            Add(1, zone, Zones.PolygonsOf(NetTopologySuite.Operation.OverlayNG.OverlayNGRobust.Overlay(narrow, zone, NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection), 200));
        }
    }

    /// <summary>Long slopes are designated in lengths of some 200 m.</summary>
    private static IEnumerable<Polygon> Lengths(Polygon zone)
    {
        var axis = Parcels.Ring.Of(zone).LongAxis();
        var (low, high) = Parcels.Ring.Of(zone).Extent(axis);
        var count = (int)Math.Round((high - low) / 210);
        if (count < 2)
            return [zone];
        var cut = Half(axis, low + (high - low) * (count / 2) / count);
        var sides = new[] { NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection, NetTopologySuite.Operation.Overlay.SpatialFunction.Difference }
            .Select(side => Zones.PolygonsOf(NetTopologySuite.Operation.OverlayNG.OverlayNGRobust.Overlay(zone, cut, side), 500));
        return sides.SelectMany(side => Enumerable.Range(0, side.NumGeometries).SelectMany(i => Lengths((Polygon)side.GetGeometryN(i))));
    }

    /// <summary>Everything on one side of a line across an axis.</summary>
    private static Polygon Half(Parcels.Direction axis, double at)
    {
        Coordinate Spot(double u, double v) => new(axis.X * u + axis.Left.X * v, axis.Y * u + axis.Left.Y * v);
        return new Polygon(new LinearRing([Spot(at, -20000), Spot(at + 20000, -20000), Spot(at + 20000, 20000), Spot(at, 20000), Spot(at, -20000)]));
    }

    private static GridField DistanceFrom(GridField field, double level)
    {
        var result = new GridField(field.Cell);
        for (var row = 0; row < field.Rows; row++)
        {
            for (var column = 0; column < field.Columns; column++)
            {
                var best = 60.0;
                for (var dy = -5; dy <= 5; dy++)
                {
                    for (var dx = -5; dx <= 5; dx++)
                    {
                        var (i, j) = (column + dx, row + dy);
                        if (i >= 0 && j >= 0 && i < field.Columns && j < field.Rows && field[i, j] >= level)
                            best = Math.Min(best, field.Cell * Math.Sqrt(dx * dx + dy * dy));
                    }
                }
                result[column, row] = -best;
            }
        }
        return result.Blurred(10);
    }

    private bool NearHouses(Polygon zone, double enough)
    {
        foreach (var c in zone.ExteriorRing.Coordinates)
        {
            var plan = Bend.Undo(c.X, c.Y);
            if (houses.At(plan.X, plan.Y) > enough)
                return true;
        }
        return false;
    }

    /// <summary>From the mouth of a gully down to where the ground is flat: narrow at the top, a fan below.</summary>
    private void AddDebrisFlows()
    {
        var starts = new List<Coordinate>();
        foreach (var (place, _) in Gullies.Mouths(land))
        {
            if (starts.Count >= 26 || starts.Any(s => s.Distance(place) < 210))
                continue;
            var path = Gullies.PathDown(land, place, 190);
            if (Curve.Length(path) < 70)
                continue;
            var line = Bend.Line(path);
            var fan = Fan(line, 10, 74, 1);
            if (!NearHouses(fan, 0.15))
                continue;
            starts.Add(place);
            Add(2, fan, Fan(line, 7, 34, 0.5));
        }
    }

    private Polygon Fan(Coordinate[] line, double first, double last, double share)
    {
        var top = line[..Math.Max(3, (int)(line.Length * share))];
        var widths = top.Select((_, i) => first + (last - first) * Math.Pow((double)i / (line.Length - 1), 0.8)).ToArray();
        var shape = new VariableBuffer(new LineString(top), widths).GetResult();
        return Coast.Largest(zones.InTown(shape));
    }

    private void AddSlides()
    {
        var noise = new SmoothNoise(31);
        (double East, double North, double Long, double Wide, double Turn)[] places =
            [(1480, 3290, 150, 90, 0.4), (3060, 3280, 170, 95, 1.1), (4180, 2960, 140, 85, 2.2), (930, 1680, 120, 80, 2.8)];
        foreach (var p in places)
        {
            var ring = Enumerable.Range(0, 40).Select(i =>
            {
                var angle = i * 2 * Math.PI / 40;
                var wobble = 1 + 0.18 * noise.At(2 * Math.Cos(angle) + p.East, 2 * Math.Sin(angle));
                double u = p.Long * wobble * Math.Cos(angle), v = p.Wide * wobble * Math.Sin(angle);
                return Bend.Apply(new Coordinate(p.East + u * Math.Cos(p.Turn) - v * Math.Sin(p.Turn), p.North + u * Math.Sin(p.Turn) + v * Math.Cos(p.Turn)));
            }).ToList();
            Add(3, Coast.Largest(zones.InTown(new Polygon(new LinearRing([.. ring, ring[0]])))), null);
        }
    }

    private void Add(int phenomenon, Geometry zone, Geometry? special)
    {
        var centre = Bend.Undo(zone.Centroid.X, zone.Centroid.Y);
        var oaza = Oaza.At(centre.X, centre.Y);
        var key = phenomenon + oaza.Name;
        var count = _counts[key] = _counts.GetValueOrDefault(key) + 1;
        var number = $"{TownName.Code5}-{"KDJ"[phenomenon - 1]}-{_found.Count(z => !z.IsSpecial) + 1:0000}";
        var name = oaza.Name + (phenomenon == 2 ? $"沢{count}" : $"{count}");
        var place = $"{TownName.County}{TownName.Name}{(oaza.HasBlockNumbers ? "" : "大字")}{oaza.Name}";
        _found.Add(new LandslideZone(phenomenon, false, number, name, place, zone));
        if (special is not null && !special.IsEmpty)
            _found.Add(new LandslideZone(phenomenon, true, number, name, place, special));
    }
}
