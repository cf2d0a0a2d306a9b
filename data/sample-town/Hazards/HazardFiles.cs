using Gis.SampleTown.Formats;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Hazards;

/// <summary>Writes the hazard layers in the schemas of 国土数値情報 (A31a, A33, A40, A49) and one of the town's own.</summary>
internal sealed class HazardFiles(HazardMaps hazards)
{
    private const string RiverNumber = "1499990001";
    private const string Pref = "14";

    /// <summary>A31a, by river (河川単位): folders and files as in the archives of 国土数値情報 since 令和5年度.</summary>
    public void WriteFlood(string path)
    {
        var folder = path + ".work";
        Write("10_計画規模", "10", "A31a_1", hazards.FloodPlanned, b => b.Rank);
        Write("20_想定最大規模", "20", "A31a_2", hazards.FloodLargest, b => b.Rank);
        Write("30_浸水継続時間", "30", "A31a_3", hazards.Duration, b => b.Rank);
        Write("41_家屋倒壊等氾濫想定区域_氾濫流", "41", "A31a_4", hazards.Current, _ => 1);
        Write("42_家屋倒壊等氾濫想定区域_河岸侵食", "42", "A31a_4", hazards.Erosion, _ => 2);
        FixedZip.WriteFolder(path, folder);

        void Write(string name, string number, string prefix, List<HazardBand> bands, Func<HazardBand, int> rank) => OgrFile.WriteShapefile(
            Path.Combine(folder, name, $"A31a-{number}-25_{Pref}_{RiverNumber}_10.shp"),
            bands.Select(b => MapFeature.Of(b.Shape, (prefix + "01", RiverNumber), (prefix + "02", "潮見川"), (prefix + "03", Pref), (prefix + "04", TownName.Prefecture), (prefix + "05", rank(b)))),
            "MULTIPOLYGON");
    }

    public void WriteTsunami(string path) => WriteDepths(path, $"A40-26_{Pref}", "A40", hazards.Tsunami,
        ["0.3m未満", "0.3m以上1m未満", "1m以上2m未満", "2m以上5m未満", "5m以上10m未満", "10m以上20m未満"]);

    public void WriteStormSurge(string path) => WriteDepths(path, $"A49-26_{Pref}", "A49", hazards.StormSurge,
        ["0.3m未満", "0.3m以上0.5m未満", "0.5m以上1.0m未満", "1.0m以上3.0m未満", "3.0m以上5.0m未満", "5.0m以上10.0m未満"]);

    private static void WriteDepths(string path, string name, string prefix, List<HazardBand> bands, string[] words)
    {
        var folder = path + ".work";
        OgrFile.WriteShapefile(Path.Combine(folder, name + ".shp"), bands.Select(b => MapFeature.Of(
            b.Shape, (prefix + "_001", TownName.Prefecture), (prefix + "_002", Pref), (prefix + "_003", words[b.Rank - 1]))), "MULTIPOLYGON");
        FixedZip.WriteFolder(path, folder);
    }

    public void WriteLandslides(string path)
    {
        var folder = path + ".work";
        OgrFile.WriteShapefile(Path.Combine(folder, $"A33-25_{Pref}Polygon.shp"), hazards.Landslides.Select(z => MapFeature.Of(
            z.Shape, ("A33_001", z.Phenomenon), ("A33_002", z.IsSpecial ? 2 : 1), ("A33_003", Pref), ("A33_004", z.Number), ("A33_005", z.Name), ("A33_006", z.Place), ("A33_007", "20240328"),
            ("A33_008", hazards.Landslides.Any(o => o.IsSpecial && o.Number == z.Number) ? 0 : 1))), "MULTIPOLYGON");
        FixedZip.WriteFolder(path, folder);
    }

    /// <summary>内水: the town's own map, depths in words.</summary>
    public void WriteInlandFlood(string path)
    {
        string[] words = ["0.2m以上0.5m未満", "0.5m以上1.0m未満", "1.0m以上"];
        GeoJsonFile.Write(path, hazards.InlandFlood.Select(b => MapFeature.Of(b.Shape, ("浸水深", words[b.Rank - 1]), ("対象降雨", "1時間153mm（想定最大規模）"), ("作成者", "潮見町上下水道課"))));
    }
}
