using Gis.Importer.Formats.Gml;

namespace Gis.Importer.Formats.Fgd;

/// <summary>
/// 基盤地図情報 GML (国土地理院, schema <c>http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema</c>): basic items such as BldA, RdEdg, WA, AdmArea, Cntr. Latitude stands first,
/// whatever <c>srsName</c> says (jgd2011.bl, jgd2024.bl).
/// </summary>
public sealed class FgdFormat : IFormat
{
    private static readonly GmlDialect Dialect = new()
    {
        Title = "基盤地図情報のGML",
        Members = new HashSet<string>(),
        Dimension = 2,
        Shapes = ["area", "loc", "pos"],
        Ignored = new HashSet<string>(["boundedBy", "metaDataProperty"]),
    };

    private static readonly SourceCredit Publisher = new("国土地理院", "国土地理院コンテンツ利用規約（測量法に基づく使用承認が要ることがあります）", "https://www.gsi.go.jp/kiban/", Processing: "基盤地図情報を加工して作成");

    /// <inheritdoc/>
    public string Name => "基盤地図情報";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension is ".xml" or ".gml" && head.Contains("fgd.gsi.go.jp/spec/2008/FGD_GMLSchema"u8);

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        if (FileSample.Of(file).Contains("<DEM"u8))
            throw new SourceException(file.DisplayPath, null, "基盤地図情報の標高(DEM)は格子のデータで、地物として取り込めません", "建物や道路などの基本項目を指定してください");
        var survey = GmlSurvey.Of(file, Dialect);
        if (survey.Types.Count == 0)
            throw new SourceException(file.DisplayPath, null, "基盤地図情報の地物が1つも入っていません", "元のファイルをもう一度入手してください");
        return survey.Types.ConvertAll(t => (Dataset)new GmlDataset(file, Name, Dialect, survey, t, Describe(t.Name), options));
    }

    private static GmlDescription Describe(string type)
    {
        var (title, kind) = FgdTypes.Of(type);
        return new GmlDescription
        {
            Name = type,
            PartOf = "fgd_" + type,
            Hint = new KindHint(kind ?? "other", $"基盤地図情報の「{title}」({type})"),
            Key = "fid",
            Titles = FgdTypes.Columns,
            Credit = Publisher,
        };
    }
}

/// <summary>The items of 基盤地図情報 (基盤地図情報ダウンロードデータ ファイル仕様書 4.1): what they are, and what their columns are called.</summary>
internal static class FgdTypes
{
    /// <summary>Titles of columns.</summary>
    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["fid"] = "基盤地図情報レコードID",
        ["lfSpanFr"] = "存続期間（自）",
        ["lfSpanTo"] = "存続期間（至）",
        ["devDate"] = "整備完了日",
        ["orgGILvl"] = "地図情報レベル",
        ["orgMDId"] = "原典メタデータID",
        ["vis"] = "可視性",
        ["type"] = "種別",
        ["name"] = "名称",
        ["admCode"] = "行政コード",
        ["admOffice"] = "管理主体",
        ["alti"] = "標高値",
        ["altiAcc"] = "標高値精度",
        ["B"] = "緯度",
        ["L"] = "経度",
        ["gcpClass"] = "等級種別",
        ["gcpCode"] = "基準点コード",
        ["orgName"] = "測量機関名",
        ["sbaNo"] = "街区符号",
    };

    /// <summary>Name and kind of an item.</summary>
    public static (string Title, string? Kind) Of(string type) => type switch
    {
        "BldA" => ("建築物", "building"),
        "BldL" => ("建築物の外周線", "building"),
        "RdEdg" => ("道路縁", "road"),
        "RdCompt" => ("道路構成線", "road"),
        "RdArea" => ("道路域", "road"),
        "RdASL" => ("道路域分割線", "road"),
        "RdMgtBdry" => ("道路区分面の界線", "road"),
        "RdSgmtA" => ("道路区分面", "road"),
        "WA" => ("水域", "water"),
        "WL" => ("水涯線", "water"),
        "WStrA" => ("水部構造物面", "water"),
        "WStrL" => ("水部構造物線", "water"),
        "Cstline" => ("海岸線", "water"),
        "RvrMgtBdry" => ("河川区域界線", "water"),
        "RailCL" => ("軌道の中心線", "railway"),
        "AdmArea" => ("行政区画", "boundary"),
        "AdmBdry" => ("行政区画界線", null),
        "AdmPt" => ("行政区画代表点", null),
        "CommBdry" => ("町字界線", null),
        "CommPt" => ("町字の代表点", null),
        "SBArea" => ("街区域", "district"),
        "SBBdry" => ("街区線", null),
        "SBAPt" => ("街区の代表点", null),
        "Cntr" => ("等高線", null),
        "ElevPt" => ("標高点", null),
        "GCP" => ("測量の基準点", null),
        "LeveeEdge" => ("河川堤防表法肩法線", "water"),
        _ => (type, null),
    };
}
