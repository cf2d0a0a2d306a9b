using System.Text.RegularExpressions;
using Gis.Importer.Formats.Gml;

namespace Gis.Importer.Formats.Ksj;

/// <summary>
/// The JPGIS 2.1 GML of 国土数値情報, one dataset a type of feature. Its elements have English names where the Shapefile has attribute codes; titles for those that occur in
/// many sets, and words for codes where the set's own lists (<c>ksj.json</c>) have all that occur in a column.
/// </summary>
internal static partial class KsjGml
{
    private static readonly SourceCredit Publisher = new("国土交通省", "国土数値情報利用規約", "https://nlftp.mlit.go.jp/ksj/", Processing: "国土数値情報を加工して作成");

    // Application schema of 国土数値情報 (KsjAppSchema): elements shared by many sets.
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["administrativeAreaCode"] = "行政区域コード",
        ["administrativeArea"] = "行政区域コード",
        ["prefectureName"] = "都道府県名",
        ["prefectureCode"] = "都道府県コード",
        ["subPrefectureName"] = "支庁・振興局名",
        ["countyName"] = "郡・政令市名",
        ["cityName"] = "市区町村名",
        ["municipalityName"] = "市区町村名",
        ["name"] = "名称",
        ["schoolName"] = "名称",
        ["facilityName"] = "名称",
        ["stationName"] = "駅名",
        ["address"] = "所在地",
        ["location"] = "所在地",
        ["schoolCode"] = "学校コード",
        ["schoolClassificationCode"] = "学校分類コード",
        ["administratorCode"] = "管理者コード",
        ["administrator"] = "管理者",
        ["competentAuthority"] = "所管官庁",
        ["length"] = "延長",
        ["baseLevel"] = "基準面",
        ["copeLevelMaxPresent"] = "天端高（最大・現況）",
        ["copeLevelMinPresent"] = "天端高（最小・現況）",
        ["bank"] = "堤防",
        ["groin"] = "突堤",
        ["bankProtection"] = "護岸",
        ["breastWall"] = "胸壁",
        ["offshoreBreakwater"] = "離岸堤",
        ["sandyBeach"] = "砂浜",
        ["otherFacilities"] = "その他の施設",
        ["hazardDate"] = "災害発生日",
        ["hazardType"] = "災害の種類",
        ["maxRainfallFor24h"] = "最大24時間雨量",
        ["maxRainfall"] = "最大時間雨量",
        ["inclination"] = "勾配",
        ["outflowSediment"] = "流出土砂量",
        ["meshCode"] = "メッシュコード",
        ["railwayLineName"] = "路線名",
        ["operationCompany"] = "運営会社",
        ["busStopName"] = "名称",
        ["riverName"] = "河川名",
        ["medicalInstitutionName"] = "名称",
    };

    /// <summary>The datasets of a file.</summary>
    /// <exception cref="SourceException">It is broken or holds nothing.</exception>
    public static IReadOnlyList<Dataset> Open(SourceFile file, string format, ReadOptions options)
    {
        var (shapes, system) = JpgisReader.CollectShapes(file);
        var dialect = new GmlDialect
        {
            Title = "国土数値情報のGML",
            Members = new HashSet<string>(),
            Dimension = 2,
            Shapes = [],
            Ignored = new HashSet<string>(),
            Reader = f => new JpgisReader(f, shapes, system),
        };
        var survey = GmlSurvey.Of(file, dialect);
        if (survey.Types.Count == 0)
            throw new SourceException(file.DisplayPath, null, "国土数値情報のGMLに地物が1つも入っていません", "元のファイルをもう一度入手してください");
        var set = SetName().Match(file.Name) is { Success: true } match ? KsjTable.SetOf(Path.GetFileNameWithoutExtension(file.Name), match.Groups[1].Value) : null;
        var credit = SidecarMetadata.Of(file) ?? Publisher;
        return survey.Types.ConvertAll(t => (Dataset)new GmlDataset(file, format, dialect, survey, t, Describe(file, t.Name, survey.Types.Count, set, credit), options));
    }

    private static GmlDescription Describe(SourceFile file, string type, int types, KsjSet? set, SourceCredit credit)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Name);
        return new GmlDescription
        {
            Name = types == 1 ? stem : $"{stem}_{type}",
            PartOf = $"{file.DisplayPath}/{type}",
            Hint = set is null ? null : new KindHint(set.Kind, $"国土数値情報の「{set.Title}」({type})"),
            HasStableIds = false,
            Codes = (_, codes) => set?.Codes?.Values.FirstOrDefault(words => codes.Count > 0 && codes.All(words.ContainsKey)),
            Titles = Titles,
            Credit = credit,
        };
    }

    [GeneratedRegex("^([A-Z][0-9]{2}(?:[a-z][0-9]?)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SetName();
}
