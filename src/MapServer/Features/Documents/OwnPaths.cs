using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.MapServer.Features.Documents;

/// <summary>Addresses of this server besides those of the OGC API, as they stand in the definition.</summary>
internal static partial class OwnPaths
{
    /// <summary>Paths and what they answer.</summary>
    public static Dictionary<string, JsonObject> All(Audience audience)
    {
        (string, string)[] page = [(Link.Html, "Page")];
        (string, string)[] picture = [("image/svg+xml", "Page")];
        string[] found = ["304", "400", "404"];
        var paths = new Dictionary<string, JsonObject>
        {
            ["/catalogue.json"] = Get(new("getCatalogue", "レイヤの一覧と凡例") { Others = ["304"] }),
            ["/styles/{name}.json"] = Get(new("getStyle", "MapLibre のスタイル") { Parameters = [Place("name", "スタイルの名前。")], Others = found }),
            ["/tiles/{layers}.json"] = Get(new("getTileJson", "TileJSON") { Parameters = [Place("layers", "データの名前（カンマ区切り）。")], Others = found }),
            ["/tiles/{layers}/{z}/{x}/{y}.mvt"] = Get(new("getTile", "ベクトルタイル")
            {
                Parameters = TileParameters(audience),
                Answers = [(Link.Mvt, "Tile")],
                Others = ["204", "304", "400", "404", "503"],
            }),
            ["/search"] = Get(new("search", "地番・住所・施設をさがす")
            {
                Parameters = [Query("q", Text(), "さがす言葉。", true), Query("limit", OpenApiParameters.Whole(50), "件数。")],
                Answers = [(Link.GeoJson, "FeatureCollection")],
            }),
            ["/hazards"] = new JsonObject
            {
                ["get"] = new OpenApiOperation("getHazards", "地点の災害の想定") { Parameters = Position() }.ToJson(),
                ["post"] = new OpenApiOperation("getHazardsOfShape", "線や範囲の災害の想定（GeoJSON の図形を送る。何も書きかえない）")
                {
                    Body = (Link.GeoJson, "Geometry"),
                    Others = ["400", "413", "415"],
                }.ToJson(),
            },
            ["/live"] = Get(new("listen", "変更の知らせ（サーバー送信イベント）") { Answers = [("text/event-stream", "Page")], Others = ["503"] }),
            ["/healthz"] = Get(new("getHealth", "動作の状態") { Others = ["503"] }),
            ["/place"] = Get(new("getPlacePage", "地点の災害の想定のページ")
            {
                Parameters = [.. Position(), Query("for", Text(), "災害の種類。")],
                Answers = page,
                Others = ["400"],
            }),
            ["/place/map.svg"] = Get(new("getPlacePicture", "地点のまわりの地図の絵")
            {
                Parameters =
                [
                    .. Position(), Query("z", OpenApiParameters.Whole(TileCoord.MaxZoom), "ズーム。", true), Query("layer", Text(), "描く想定のデータの名前。"),
                    Query("for", Text(), "災害の種類。"), Query("size", Text(), "narrow で電話向けの幅。"),
                ],
                Answers = picture,
                Others = ["400"],
            }),
            ["/names/{layer}.json"] = Get(new("getNames", "区域の名前の位置")
            {
                Parameters = [Place("layer", "データの名前。"), Query("r", Text(), "内容の印。")],
                Answers = [(Link.GeoJson, "FeatureCollection")],
                Others = found,
            }),
            ["/facilities"] = Get(new("getFacilitiesPage", "施設の一覧のページ") { Parameters = Facilities(), Answers = page, Others = ["400"] }),
            ["/facilities/map.svg"] = Get(new("getFacilitiesPicture", "施設の一覧の地図の絵")
            {
                Parameters = [.. Facilities(), Query("size", Text(), "narrow で電話向けの幅。")],
                Answers = picture,
                Others = ["400"],
            }),
            ["/sites"] = Get(new("getSitesPage", "避難場所の一覧のページ") { Parameters = [Query("for", Text(), "災害の種類。")], Answers = page, Others = ["400"] }),
            ["/find"] = Get(new("getFindPage", "さがした結果のページ") { Parameters = [Query("q", Text(), "さがす言葉。")], Answers = page, Others = ["302", "400"] }),
            ["/paper"] = Get(new("getPaperPage", "地区の地図を紙で作るページ") { Parameters = Sheets(), Answers = page, Others = ["400", "404"] }),
            ["/paper/sheet"] = Get(new("getSheet", "地区の地図（縮尺の正しい、印刷のためのページ）") { Parameters = Sheets(true), Answers = page, Others = ["400", "404", "503"] }),
            ["/paper/sheets.json"] = Get(new("getSheets", "すべての地区の地図のアドレス") { Parameters = Sheets(), Others = ["400", "404"] }),
        };
        AddOpenData(paths);
        if (audience == Audience.Public)
        {
            paths["/offline"] = Get(new("getOfflinePage", "端末に保存したもののページ") { Parameters = [Query("missing", Text(), "1 で、保存していないページの代わりに出すもの。")], Answers = page, Others = [] });
            AddLinks(paths);
            paths["/manifest.webmanifest"] = Get(new("getManifest", "ホーム画面に追加するときの説明") { Answers = [("application/manifest+json", "Document")], Others = ["304"] });
        }
        else
        {
            paths["/staff/account.json"] = Get(new("getAccount", "サインインしている人"));
            paths["/staff/relations/{layer}/{fid}/{relation}"] = Get(new("getRelation", "台帳")
            {
                Parameters = [Place("layer", "データの名前。"), Place("fid", "地物の番号。"), Place("relation", "台帳の名前。")],
                Others = found,
                Answers = [(Link.Json, "List")],
            });
        }

        return paths;
    }

    private static List<JsonNode> TileParameters(Audience audience)
    {
        List<JsonNode> parameters =
        [
            Place("layers", "データの名前（カンマ区切り）。"), OpenApiParameters.Path("z", OpenApiParameters.Whole(TileCoord.MaxZoom), "ズーム。"),
            OpenApiParameters.Path("x", OpenApiParameters.Whole(), "西から数えた列。"), OpenApiParameters.Path("y", OpenApiParameters.Whole(), "北から数えた行。"),
            Query("r", Text(), "内容の印。"),
        ];
        if (audience == Audience.Staff)
            parameters.AddRange(OpenApiParameters.References("filter", "filter-lang"));
        return parameters;
    }

    private static JsonNode[] Position() => [Query("lon", Degrees(180), "経度。", true), Query("lat", Degrees(90), "緯度。", true)];

    private static JsonNode[] Facilities() =>
    [
        Query("kind", Text(), "施設の種類。"), Query("has", Text(), "備えているもの（繰り返せます）。"), Query("q", Text(), "さがす言葉。"),
        Query("lon", Degrees(180), "近い順にする経度。"), Query("lat", Degrees(90), "近い順にする緯度。"), Query("page", OpenApiParameters.Whole(), "ページ。"),
    ];

    private static JsonNode[] Sheets(bool one = false) =>
    [
        Query("district", Text(), "地区（/paper/sheets.json の id）。", one), Query("hazard", Text(), "重ねる災害の想定のデータの名前（3つまで繰り返せます）。"),
        Query("size", Text(), "A4 か A3。"), Query("orientation", Text(), "auto、portrait（縦）、landscape（横）。"), Query("scale", Text(), "auto か、縮尺の分母。"),
    ];

    private static JsonObject Degrees(double reach) => new() { ["type"] = "number", ["minimum"] = -reach, ["maximum"] = reach };

    private static JsonObject Text() => OpenApiParameters.Text();

    private static JsonObject Query(string name, JsonNode schema, string words, bool required = false) => OpenApiParameters.Query(name, schema, words, required);

    private static JsonObject Place(string name, string words) => OpenApiParameters.Path(name, Text(), words);

    private static JsonObject Get(OpenApiOperation operation) => new() { ["get"] = operation.ToJson() };
}
