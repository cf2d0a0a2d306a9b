using Gis.SampleTown.Cadastre;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Hazards;
using Gis.SampleTown.Parcels;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Streets;
using Gis.SampleTown.Town;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.SampleTown.LandCover;

/// <summary>Layers of the ground: boundary, land next door, districts, zoning, water, green, railway.</summary>
internal sealed class LandCoverFiles(BuiltTown town)
{
    private static readonly PrecisionModel Millimetres = new(1000);

    public void WriteBoundary(string path) => GeoJsonFile.Write(path, town.Boundary.Select(p => MapFeature.Of(
        p, ("N03_001", TownName.Prefecture), ("N03_002", null), ("N03_003", TownName.County), ("N03_004", TownName.Name), ("N03_005", null), ("N03_007", TownName.Code5))));

    /// <summary>The neighbours' land, so that the town does not look like an island; they are as fictional as the town.</summary>
    public void WriteSurroundings(string path)
    {
        var island = Zones.Built(Coast.Island);
        var rest = Zones.PolygonsOf(OverlayNG.Overlay(island, Whole(), SpatialFunction.Difference, Millimetres), 400);
        GeoJsonFile.Write(path, [MapFeature.Of(rest, ("名称", "隣の町（架空）"), ("種別", "町外の陸地"))]);
    }

    public void WriteDistricts(string path) => GeoJsonFile.Write(path, Oaza.All.SelectMany((oaza, i) =>
    {
        var parcels = town.Survey.Parcels.Where(p => p.Oaza == oaza).ToList();
        var homes = town.Buildings.Count(b => b.Lot.Oaza == oaza && b.Use.Contains("住宅", StringComparison.Ordinal));
        Geometry shape = new MultiPolygon([.. Dissolve.Polygons(parcels, town.Survey)]);
        return new[]
        {
            MapFeature.Of(shape, ("行政区番号", i + 1), ("行政区名", oaza.Place + "区"), ("自治会名", oaza.Place + "自治会"), ("世帯数", homes), ("人口", (int)(homes * 2.3)), ("面積ha", Math.Round(parcels.Sum(p => p.Area) / 1e4, 1))),
        };
    }));

    public void WriteZoning(string path)
    {
        var rows = town.Survey.Parcels.Select(p => (Parcel: p, Zone: ZoningPlan.Of(p))).Where(z => z.Zone is not null).GroupBy(z => z.Zone!).OrderBy(g => g.Key.Code)
            .SelectMany(g => Dissolve.Polygons(g.Select(z => z.Parcel), town.Survey).Select(shape => MapFeature.Of(
                shape, ("A29_001", TownName.Code5), ("A29_002", TownName.Prefecture), ("A29_003", TownName.Name), ("A29_004", g.Key.Code), ("A29_005", g.Key.Name), ("A29_006", g.Key.Coverage), ("A29_007", g.Key.FloorArea))));
        OgrFile.WriteShapefile(path, rows, "POLYGON");
    }

    public void WriteWater(string path)
    {
        var rows = new List<MapFeature>();
        foreach (var river in Rivers.All)
            rows.Add(MapFeature.Of(OverlayNG.Overlay(Zones.Built(river.Water), Whole(), SpatialFunction.Intersection, Millimetres), ("名称", river.Name), ("種別", "河川")));
        var islands = Zones.Built(Coast.Island);
        rows.Add(MapFeature.Of(Zones.PolygonsOf(OverlayNG.Overlay(Zones.Built(Coast.HarbourBasin), islands, SpatialFunction.Difference, Millimetres), 300), ("名称", "潮見漁港"), ("種別", "港")));
        foreach (var pond in town.Survey.Parcels.Where(p => p.Use == LandUse.Pond))
            rows.Add(MapFeature.Of(pond.Shape.Buffer(-2.5, 2) is Polygon { IsEmpty: false } pool ? pool : pond.Shape, ("名称", pond.Site!.Name), ("種別", "池")));
        GeoJsonFile.Write(path, rows);
    }

    public void WriteGreen(string path)
    {
        var groups = town.Survey.Parcels.Select(p => (Parcel: p, Kind: Green(p))).Where(g => g.Kind is not null).GroupBy(g => g.Kind!).OrderBy(g => g.Key, StringComparer.Ordinal);
        OgrFile.WriteShapefile(path, groups.SelectMany(g => Dissolve.Polygons(g.Select(p => p.Parcel), town.Survey)
            .Select(shape => MapFeature.Of(shape, ("種別", g.Key), ("面積", Math.Round(shape.Area))))), "POLYGON");
    }

    private static string? Green(Parcel parcel) => parcel.Use switch
    {
        LandUse.Forest => "森林",
        LandUse.PineGrove => "松林",
        LandUse.Beach => "砂浜",
        LandUse.Paddy => "田",
        LandUse.Field when parcel.Area > (parcel.Oaza.HasBlockNumbers ? 330 : 150) => "畑",
        LandUse.Site => parcel.Site!.Kind switch
        {
            SiteKind.Park => "公園",
            SiteKind.School => "学校",
            SiteKind.Cemetery => "墓地",
            SiteKind.Shrine or SiteKind.Temple => "境内",
            _ => null,
        },
        _ => null,
    };

    public void WriteRailway(string path)
    {
        var line = new LineString(Bend.Line(MainRoads.Railway)).Intersection(Whole());
        var west = Bend.Apply(new Coordinate(MainRoads.OpenRailway.From, 1470)).X;
        var east = Bend.Apply(new Coordinate(MainRoads.OpenRailway.To, 1640)).X;
        var open = new Polygon(new LinearRing([new(west, -1000), new(east, -1000), new(east, 6000), new(west, 6000), new(west, -1000)]));
        var rows = new List<MapFeature> { MapFeature.Of(line.Intersection(open), ("路線名", "架空鉄道潮見線"), ("種別", "地上"), ("事業者", "架空鉄道株式会社")) };
        rows.Add(MapFeature.Of(line.Difference(open), ("路線名", "架空鉄道潮見線"), ("種別", "トンネル"), ("事業者", "架空鉄道株式会社")));
        GeoJsonFile.Write(path, rows);
    }

    public static void WriteStation(string path) => GeoJsonFile.Write(path,
        [MapFeature.Of(new Point(Bend.Apply(new Coordinate(3290, 1512))), ("名称", "潮見駅"), ("種別", "駅"), ("路線名", "架空鉄道潮見線"), ("事業者", "架空鉄道株式会社"))]);

    private MultiPolygon Whole() => new MultiPolygon([.. town.Boundary]);
}
