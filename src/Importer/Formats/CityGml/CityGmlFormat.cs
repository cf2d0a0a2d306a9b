using System.Text.RegularExpressions;
using Gis.Importer.Formats.Gml;

namespace Gis.Importer.Formats.CityGml;

/// <summary>
/// 3D都市モデル (PLATEAU): CityGML 2.0 with the i-UR extension (標準製品仕様書). Only the plan is taken: footprints, areas, centre lines; heights stay as attributes.
/// Positions are latitude, longitude, height (EPSG:6697) or latitude, longitude (EPSG:6668).
/// </summary>
public sealed partial class CityGmlFormat : IFormat
{
    private static readonly GmlDialect Dialect = new()
    {
        Title = "CityGML",
        Members = new HashSet<string>(["cityObjectMember", "featureMember"]),
        Dimension = 3,
        Shapes =
        [
            "lod0FootPrint", "lod0RoofEdge", "lod0MultiSurface", "lod1MultiSurface", "lod1Solid", "lod2MultiSurface", "lod2Solid", "lod3MultiSurface", "lod3Solid",
            "lod0Geometry", "lod1Geometry", "lod2Geometry", "lod3Geometry", "lod0MultiCurve", "lod0Network", "lod0MultiPoint",
        ],
        Ignored = new HashSet<string>(["Envelope", "appearanceMember", "appearance", "externalReference", "Address", "lod4MultiSurface", "lod4Solid", "opening", "interiorRoom", "interiorFurniture"]),
        Dissolve = true,
    };

    private static readonly SourceCredit Publisher = new("国土交通省 Project PLATEAU", "PLATEAU サイトポリシー（CC BY 4.0）", "https://www.mlit.go.jp/plateau/", Processing: "3D都市モデル（Project PLATEAU）を加工して作成");

    /// <inheritdoc/>
    public string Name => "CityGML";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension is ".gml" or ".xml" && head.Contains("www.opengis.net/citygml/2.0"u8);

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file) =>
        file.Extension == ".xml" && file.DisplayPath.Replace('\\', '/').Contains("/codelists/", StringComparison.OrdinalIgnoreCase) ? "CityGMLのコード表です(値の言葉に使いました)" : null;

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var survey = GmlSurvey.Of(file, Dialect);
        if (survey.Types.Count == 0)
            throw new SourceException(file.DisplayPath, null, "CityGMLに地物が1つも入っていません", "元のファイルをもう一度入手してください");
        return survey.Types.ConvertAll(t => (Dataset)new GmlDataset(file, Name, Dialect, survey, t, Describe(file, t, survey.Types.Count), options));
    }

    private static GmlDescription Describe(SourceFile file, GmlSurvey.GmlType type, int types)
    {
        var package = Package().Match(file.Name) is { Success: true } match ? match.Groups[1].Value.ToLowerInvariant() : "";
        var scenario = Scenario().Match(file.Name) is { Success: true } level ? "_" + level.Groups[1].Value.ToLowerInvariant() : "";
        var (title, kind) = CityGmlTypes.Of(type.Name, package);
        return new GmlDescription
        {
            Name = types == 1 ? Path.GetFileNameWithoutExtension(file.Name) : type.Name,
            PartOf = $"plateau_{(package.Length == 0 ? "" : package + "_")}{type.Name}{scenario}",
            Hint = new KindHint(kind, $"CityGMLの「{title}」({type.Name}{(package.Length == 0 ? "" : "、" + package)})"),
            Titles = CityGmlTypes.Columns,
            Words = type.Name == "WaterBody" ? new ClassWords("浸水深区分", ["rank", "rankOrg"]) : type.Name is "UseDistrict" ? new ClassWords("用途地域", ["function", "class"]) : type.Name == "LandUse" ? new ClassWords("土地利用", ["class"]) : null,
            Credit = Publisher,
        };
    }

    // 52385721_fld_6697_l1_op.gml: mesh, package, system, scenario.
    [GeneratedRegex("^[0-9]+_([a-z]+)_", RegexOptions.IgnoreCase)]
    private static partial Regex Package();

    [GeneratedRegex("_(l[12])(_|\\.)", RegexOptions.IgnoreCase)]
    private static partial Regex Scenario();
}

/// <summary>Feature types of CityGML and i-UR: what they are, and what their columns are called.</summary>
internal static class CityGmlTypes
{
    /// <summary>Titles of columns.</summary>
    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["name"] = "名称",
        ["class"] = "分類",
        ["function"] = "機能",
        ["usage"] = "用途",
        ["measuredHeight"] = "計測高さ",
        ["yearOfConstruction"] = "建築年",
        ["storeysAboveGround"] = "地上階数",
        ["storeysBelowGround"] = "地下階数",
        ["buildingID"] = "建物ID",
        ["rank"] = "浸水ランク",
        ["rankOrg"] = "浸水ランク（独自）",
        ["depth"] = "浸水深",
        ["duration"] = "継続時間",
        ["description"] = "指定河川・想定",
        ["adminType"] = "管理区分",
        ["scale"] = "想定規模",
        ["prefecture"] = "都道府県",
        ["city"] = "市区町村",
        ["surveyYear"] = "調査年",
        ["validFrom"] = "決定・指定の日",
        ["validFromType"] = "決定の種別",
        ["custodian"] = "決定権者",
        ["notificationNumber"] = "告示番号",
        ["location"] = "所在地",
        ["disasterType"] = "現象の種類",
        ["areaType"] = "区域の区分",
        ["zoneNumber"] = "区域番号",
        ["zoneName"] = "区域名",
        ["status"] = "特別警戒区域指定の状況",
        ["buildingCoverageRate"] = "建蔽率",
        ["floorAreaRate"] = "容積率",
        ["creationDate"] = "作成日",
    };

    /// <summary>Name and kind of a type.</summary>
    public static (string Title, string Kind) Of(string type, string package) => (type, package) switch
    {
        ("WaterBody", "fld") => ("洪水浸水想定区域", "flood-depth"),
        ("WaterBody", "tnm") => ("津波浸水想定", "tsunami"),
        ("WaterBody", "htd") => ("高潮浸水想定区域", "storm-surge"),
        ("WaterBody", "ifld" or "rfld") => ("内水浸水想定区域", "inland-flood"),
        ("WaterBody", _) => ("水部", "water"),
        ("SedimentDisasterProneArea", _) => ("土砂災害警戒区域", "landslide"),
        ("Building", _) => ("建築物", "building"),
        ("Road" or "Track" or "Square", _) => ("道路", "road"),
        ("Railway", _) => ("鉄道", "railway"),
        ("UseDistrict", _) => ("用途地域", "zoning"),
        ("LandUse", _) => ("土地利用", "other"),
        ("AreaClassification", _) => ("区域区分", "other"),
        ("UrbanPlanningArea" or "QuasiUrbanPlanningArea", _) => ("都市計画区域", "other"),
        ("SpecialUseDistrict", _) => ("特別用途地区", "other"),
        ("FirePreventionDistrict" or "QuasiFirePreventionDistrict", _) => ("防火・準防火地域", "other"),
        ("HeightControlDistrict", _) => ("高度地区", "other"),
        ("ScenicDistrict", _) => ("風致地区", "other"),
        ("ProductiveGreenZone", _) => ("生産緑地地区", "other"),
        ("DistrictPlan", _) => ("地区計画", "other"),
        ("Bridge", _) => ("橋梁", "other"),
        ("CityFurniture", _) => ("都市設備", "other"),
        ("SolitaryVegetationObject" or "PlantCover", _) => ("植生", "other"),
        _ => (type, "other"),
    };
}
