using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gis.SampleTown.Plan;

namespace Gis.SampleTown.Town;

/// <summary><c>town.json</c>: the town's files in the order they are imported, with what their own formats cannot say.</summary>
internal static class TownManifest
{
    private sealed record Attribution(string Publisher, string Licence, string? Url, string Processing);

    private sealed record Import(string File, string? Dataset, string Kind, string Layer, string Title, string Audience, string Department, Attribution Attribution, string Date,
        string? Coverage = null, string? Scenario = null, bool? Visible = null);

    private sealed record Office(string Id, string Title);

    private const string Fiction = "架空の町の見本データ";
    private const string Bosai = "防災安全課";
    private const string Tax = "税務課";
    private const string Planning = "まちづくり課";
    private const string Works = "建設課";
    private const string General = "総務課";

    private static readonly Office[] Offices =
        [new("general", General), new("disaster", Bosai), new("tax", Tax), new("planning", Planning), new("works", Works)];

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(
        new { Town = new { Code = TownName.Code6, TownName.Name, Zone = TownFrame.ZoneNumber, Notice = "架空の町です" }, Departments = Offices, Imports = Imports() }, Options) + "\n");

    private static Import[] Imports()
    {
        const string flood = "防災/A31a-25_14_10_SHP.zip";
        return
        [
            Of("基本/N03-20260101_14999.geojson", "boundary", "boundary", "町の境界", General, "国土数値情報 行政区域の様式", "2026-01-01"),
            Of("基本/町外の陸地.geojson", "land", "surroundings", "町外の陸地", General, "見本のために作成", "2026-04-01"),
            Of("基本/緑地・農地.shp", "green", "green", "緑地・農地", Planning, "筆の区画から作成", "2026-04-01"),
            Of("基本/水部.geojson", "water", "water", "川・池・港", Works, "見本のために作成", "2026-04-01"),
            Of("基本/行政区.geojson", "district", "district", "行政区・自治会", General, "見本のために作成", "2026-04-01"),
            Of("基本/A29-26_14999.shp", "zoning", "zoning", "用途地域", Planning, "国土数値情報 用途地域の様式", "2026-04-01"),
            Of("登記所備付地図/14999-0299-2026.zip", "parcel", "parcel", "筆（地番）", Tax, "登記所備付地図データの様式", "2026-02-01"),
            Of("基本/道路中心線.shp", "road", "road", "道路", Works, "見本のために作成", "2026-04-01"),
            Of("基本/鉄道.geojson", "railway", "railway", "鉄道", Planning, "見本のために作成", "2026-04-01"),
            Of("基本/駅.geojson", "station", "station", "駅", Planning, "見本のために作成", "2026-04-01"),
            Of("基本/建物.gpkg", "building", "building", "建物", Tax, "見本のために作成", "2026-01-01"),
            Of("基本/住居表示.csv", "address", "address", "住居表示", General, "見本のために作成", "2026-04-01"),
            Of(flood, "flood-depth", "flood-depth", "洪水の浸水の深さ（想定最大規模）", Bosai, "国土数値情報 洪水浸水想定区域の様式", "2025-05-30", "A31a-20-25_14_1499990001_10") with { Coverage = "town", Scenario = "想定最大規模" },
            Of(flood, "flood-depth", "flood-depth-planned", "洪水の浸水の深さ（計画規模）", Bosai, "国土数値情報 洪水浸水想定区域の様式", "2025-05-30", "A31a-10-25_14_1499990001_10") with { Coverage = "town", Scenario = "計画規模" },
            Of(flood, "flood-duration", "flood-duration", "洪水の浸水継続時間", Bosai, "国土数値情報 洪水浸水想定区域の様式", "2025-05-30", "A31a-30-25_14_1499990001_10") with { Coverage = "town", Scenario = "想定最大規模" },
            Of(flood, "house-collapse", "house-collapse-current", "家屋倒壊等氾濫想定区域（氾濫流）", Bosai, "国土数値情報 洪水浸水想定区域の様式", "2025-05-30", "A31a-41-25_14_1499990001_10") with { Coverage = "town", Scenario = "想定最大規模" },
            Of(flood, "house-collapse", "house-collapse-erosion", "家屋倒壊等氾濫想定区域（河岸侵食）", Bosai, "国土数値情報 洪水浸水想定区域の様式", "2025-05-30", "A31a-42-25_14_1499990001_10") with { Coverage = "town", Scenario = "想定最大規模" },
            Of("防災/内水浸水想定区域.geojson", "inland-flood", "inland-flood", "内水の浸水の深さ", Bosai, "町の雨水出水浸水想定区域図から作成", "2025-03-31") with { Coverage = "town", Scenario = "想定最大規模" },
            Of("防災/A49-26_14_GML.zip", "storm-surge", "storm-surge", "高潮の浸水の深さ", Bosai, "国土数値情報 高潮浸水想定区域の様式", "2026-03-31") with { Coverage = "town", Scenario = "想定最大規模" },
            Of("防災/A40-26_14_GML.zip", "tsunami", "tsunami", "津波の浸水の深さ", Bosai, "国土数値情報 津波浸水想定の様式", "2026-03-31") with { Coverage = "town", Scenario = "最大クラスの津波" },
            Of("防災/A33-25_14_SHP.zip", "landslide", "landslide", "土砂災害警戒区域", Bosai, "国土数値情報 土砂災害警戒区域の様式", "2025-07-31") with { Coverage = "town" },
            Of("施設/149993_evacuation_space.csv", "emergency-site", "emergency-site", "指定緊急避難場所", Bosai, "自治体標準オープンデータセットの様式", "2026-04-01"),
            Of("施設/149993_shelter.csv", "shelter", "shelter", "指定避難所", Bosai, "自治体標準オープンデータセットの様式", "2026-04-01"),
            Of("施設/149993_public_facility.csv", "facility", "facility", "公共施設", General, "推奨データセットの様式", "2026-04-01"),
            Of("施設/149993_aed.csv", "aed", "aed", "AED", Bosai, "自治体標準オープンデータセットの様式", "2026-04-01"),
            Of("施設/149993_public_toilet.csv", "toilet", "toilet", "公衆トイレ", Works, "自治体標準オープンデータセットの様式", "2026-04-01"),
            Of("施設/149993_public_wireless_lan.csv", "wifi", "wifi", "公衆無線LAN", General, "推奨データセットの様式", "2026-04-01"),
            Of("施設/149993_fire_hydrant.csv", "hydrant", "hydrant", "消防水利", Bosai, "自治体標準オープンデータセットの様式", "2026-04-01"),
            Of("台帳/土地台帳.csv", "land-register", "land-register", "土地台帳", Tax, "見本のために作成", "2026-01-01") with { Audience = "staff" },
        ];
    }

    private static Import Of(string file, string kind, string layer, string title, string department, string processing, string date, string? dataset = null) =>
        new(file, dataset, kind, layer, title, "public", department, new Attribution($"{TownName.Name}（架空）", "CC0 1.0", null, $"{Fiction}（{processing}）"), date);
}
