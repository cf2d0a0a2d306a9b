using System.Globalization;
using Gis.SampleTown.Cadastre.Maps;
using Gis.SampleTown.Formats;
using Gis.SampleTown.Hazards;
using Gis.SampleTown.LandCover;
using Gis.SampleTown.Places;
using Gis.SampleTown.Plan;
using Gis.SampleTown.Register;
using Gis.SampleTown.Streets;

namespace Gis.SampleTown.Town;

/// <summary>Writes every file of the town into a folder.</summary>
internal sealed class TownFiles(BuiltTown town, string folder)
{
    public void Write()
    {
        foreach (var name in new[] { "登記所備付地図", "基本", "防災", "施設", "台帳" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        var cover = new LandCoverFiles(town);
        var hazards = new HazardFiles(town.Hazards);
        var sites = new EmergencySites(town.Places, town.Hazards);
        var lists = new FacilityLists(town.Places);
        var roads = town.Roads.Sections;
        Parallel.Invoke(
            () => WriteMaps(In("登記所備付地図/14999-0299-2026.zip")),
            () => hazards.WriteFlood(In("防災/A31a-25_14_10_SHP.zip")),
            () => hazards.WriteTsunami(In("防災/A40-26_14_GML.zip")),
            () => hazards.WriteStormSurge(In("防災/A49-26_14_GML.zip")),
            () => hazards.WriteLandslides(In("防災/A33-25_14_SHP.zip")),
            () => hazards.WriteInlandFlood(In("防災/内水浸水想定区域.geojson")),
            () => cover.WriteBoundary(In("基本/N03-20260101_14999.geojson")),
            () => cover.WriteSurroundings(In("基本/町外の陸地.geojson")),
            () => cover.WriteDistricts(In("基本/行政区.geojson")),
            () => cover.WriteZoning(In("基本/A29-26_14999.shp")),
            () => cover.WriteWater(In("基本/水部.geojson")),
            () => cover.WriteGreen(In("基本/緑地・農地.shp")),
            () => cover.WriteRailway(In("基本/鉄道.geojson")),
            () => LandCoverFiles.WriteStation(In("基本/駅.geojson")),
            () => WriteRoads(In("基本/道路中心線.shp"), roads),
            () => WriteBuildings(In("基本/建物.gpkg")),
            () => WriteAddresses(In("基本/住居表示.csv")),
            () => sites.WriteEmergencySites(In("施設/149993_evacuation_space.csv")),
            () => sites.WriteShelters(In("施設/149993_shelter.csv")),
            () => lists.WriteAeds(In("施設/149993_aed.csv")),
            () => lists.WriteToilets(In("施設/149993_public_toilet.csv")),
            () => lists.WriteFacilities(In("施設/149993_public_facility.csv")),
            () => lists.WriteWirelessLans(In("施設/149993_public_wireless_lan.csv")),
            () => lists.WriteHydrants(In("施設/149993_fire_hydrant.csv"), roads, About),
            () => LandRegisterFile.Write(In("台帳/土地台帳.csv"), town.Survey.Parcels));
        TownManifest.Write(In("town.json"));
    }

    private string In(string name) => Path.Combine(folder, name);

    /// <summary>As the 法務局's download: one archive for the municipality, in it one archive a map.</summary>
    private void WriteMaps(string path)
    {
        var maps = new MapBook(town.Survey).Maps;
        var archives = new (string, byte[])[maps.Count];
        Parallel.For(0, maps.Count, i => archives[i] = (maps[i].FileName + ".zip", FixedZip.ToBytes((maps[i].FileName + ".xml", MojXmlWriter.ToBytes(maps[i])))));
        FixedZip.Write(path, archives);
    }

    private static void WriteRoads(string path, List<RoadSection> roads) => OgrFile.WriteShapefile(path, roads.Select(r => MapFeature.Of(
        r.Line, ("路線番号", r.Number), ("路線名", r.Name), ("種別", Street.Title(r.Kind)), ("幅員", Math.Round(r.Width, 1)), ("舗装", r.Kind == RoadKind.FarmTrack ? "砂利" : "アスファルト"), ("橋梁名", r.Bridge),
        ("管理者", r.Kind switch { RoadKind.National => "国", RoadKind.Prefectural or RoadKind.Levee => "県", _ => "町" }), ("延長", Math.Round(r.Line.Length, 1)))), "LINESTRING", inPlaneMetres: true);

    private void WriteBuildings(string path) => OgrFile.WriteGeoPackage(path, "建物", town.Buildings.Select(b => MapFeature.Of(
        b.Shape, ("建物ID", $"B{b.Number:000000}"), ("名称", b.Name), ("用途", b.Use), ("構造", b.Structure), ("階数", b.Floors), ("建築年", b.Year), ("建築面積", Math.Round(b.Shape.Area, 1)))), "POLYGON");

    private void WriteAddresses(string path) => CsvFile.Write(path, JapaneseText.Utf8WithMark,
        ["全国地方公共団体コード", "都道府県名", "市区町村名", "大字町丁目名", "街区符号", "住居番号", "住居表示", "経度", "緯度"],
        town.Addresses.All.Select(h =>
        {
            var position = TownFrame.ToLonLat(h.Place);
            return (string?[])
            [
                TownName.Code6, TownName.Prefecture, TownName.County + TownName.Name, h.Lot.Oaza.Place, Text(h.Block), Text(h.Number), h.Text,
                position.Lon.ToString("F6", CultureInfo.InvariantCulture), position.Lat.ToString("F6", CultureInfo.InvariantCulture),
            ];
        }));

    private (Oaza, bool) About(NetTopologySuite.Geometries.Coordinate built)
    {
        var plan = Bend.Undo(built.X, built.Y);
        var pattern = new StreetPlan(town.Land).PatternAt(plan.X, plan.Y);
        return (Oaza.At(plan.X, plan.Y), pattern.IsBuiltUp && town.Land.Upland.At(plan.X, plan.Y) < 10);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
