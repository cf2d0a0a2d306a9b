using Gis.SampleTown.Plan;
using Gis.SampleTown.Shapes;
using Gis.SampleTown.Streets;
using Gis.SampleTown.Terrain;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Buffer;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;
using NetTopologySuite.Simplify;

namespace Gis.SampleTown.Parcels;

/// <summary>A first face of the plan: ground between coast, rivers, main roads, railway and the foot of the hills.</summary>
internal sealed record BaseFace(Polygon Shape, LandUse Use, string? Name);

/// <summary>Cuts the municipal area along everything that was there before streets were laid out.</summary>
internal sealed class BaseFaces(Landform land)
{
    private static readonly GeometryFactory Factory = new();

    private GridField? _beach;
    private readonly List<(IPreparedGeometry Shape, LandUse Use, string Name)> _corridors = [];

    public List<BaseFace> Make()
    {
        var lines = new List<Geometry> { Coast.Town.ExteriorRing };
        foreach (var river in Rivers.All)
            AddCorridor(lines, river.Water, LandUse.River, river.Name);
        AddCorridor(lines, RailwayGround(), LandUse.Railway, "鉄道敷");
        AddCorridor(lines, StationYard, LandUse.Railway, "鉄道敷");
        foreach (var road in MainRoads.All)
            AddCorridor(lines, Buffered(road.Line, road.Width), LandUse.MainRoad, road.Name);
        AddCorridor(lines, LeveeGround(), LandUse.MainRoad, "潮見川堤防道路");
        AddCorridor(lines, Coast.Ring((1180, 380), (1180, 560), (1226, 600), (1262, 742), (1272, 770), (1290, 826), (1760, 826), (1812, 742), (1835, 770), (1700, 560), (1640, 480), (1400, 420)),
            LandUse.Quay, "漁港施設用地");
        lines.AddRange(Rings(land.Upland, 0, 2500));
        _beach = BeachField();
        lines.AddRange(Rings(_beach, 0, 3000));
        var noded = UnaryUnionNG.Union(Factory.BuildGeometry(lines), new PrecisionModel(1000));
        var polygonizer = new Polygonizer();
        polygonizer.Add(noded);
        var town = PreparedGeometryFactory.Prepare(Coast.Town);
        var faces = new List<BaseFace>();
        foreach (var shape in polygonizer.GetPolygons().Cast<Polygon>().OrderBy(p => p.Centroid.X).ThenBy(p => p.Centroid.Y))
        {
            var inside = shape.InteriorPoint;
            if (town.Contains(inside))
                faces.Add(Classified(shape, inside));
        }
        return faces;
    }

    private BaseFace Classified(Polygon shape, Point inside)
    {
        foreach (var (corridor, use, name) in _corridors)
        {
            if (corridor.Contains(inside))
                return new BaseFace(shape, use, name);
        }
        if (_beach!.At(inside.X, inside.Y) > 0)
            return new BaseFace(shape, LandUse.Beach, null);
        return new BaseFace(shape, land.Upland.At(inside.X, inside.Y) > 0 ? LandUse.Forest : LandUse.Field, null);
    }

    private void AddCorridor(List<Geometry> lines, Geometry shape, LandUse use, string name)
    {
        lines.Add(shape.Boundary);
        _corridors.Add((PreparedGeometryFactory.Prepare(shape), use, name));
    }

    private static Polygon StationYard { get; } = Coast.Ring((3120, 1494), (3460, 1494), (3460, 1530), (3120, 1530));

    private static Geometry RailwayGround() =>
        Buffered([.. MainRoads.Railway.Where(c => c.X >= MainRoads.OpenRailway.From && c.X <= MainRoads.OpenRailway.To)], 11);

    private static Polygon LeveeGround()
    {
        var river = Rivers.Shiomi;
        return Curve.Band(river.Line[(int)(MainRoads.LeveeStart * river.Line.Length)..], t =>
            river.Width(MainRoads.LeveeStart + (1 - MainRoads.LeveeStart) * t) + 2 * MainRoads.LeveeWidth);
    }

    private static Geometry Buffered(Coordinate[] line, double width) => new LineString(line).Buffer(
        width / 2, new BufferParameters(4, EndCapStyle.Flat, JoinStyle.Mitre, 3));

    private GridField BeachField() => GridField.From(20, (x, y) =>
    {
        var width = 52 * Ramp((x - 1830) / 90) * Ramp((4560 - x) / 120) * (1 - 0.75 * Ramp(1 - Math.Abs(x - 2625) / 130));
        return y > 1400 || width < 8 ? -30 : Math.Max(-30, width - land.Inland.At(x, y));
    });

    private static double Ramp(double t) => Math.Clamp(t, 0, 1);

    private static IEnumerable<Geometry> Rings(GridField field, double level, double smallest)
    {
        foreach (var ring in Contours.Rings(field, level))
        {
            if (Math.Abs(Ring.Signed(ring[..^1])) < smallest)
                continue;
            yield return TopologyPreservingSimplifier.Simplify(new LinearRing(ring), 1.6);
        }
    }
}
