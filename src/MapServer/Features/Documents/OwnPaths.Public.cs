using System.Text.Json.Nodes;
using Gis.MapServer.OpenData;
using Gis.MapServer.OpenData.Dcat;

namespace Gis.MapServer.Features.Documents;

/// <summary>Addresses that are made to stay: files of open data, and links that towns print.</summary>
internal static partial class OwnPaths
{
    private static void AddOpenData(Dictionary<string, JsonObject> paths)
    {
        (string, string)[] page = [(Link.Html, "Page")];
        var layer = Place("layer", "データの名前。");
        paths["/data"] = Get(new("getDataPage", "オープンデータのページ")
        {
            Parameters = [Query("group", Text(), "分野。"), Query("words", Text(), "データの名前・ことば。")],
            Answers = page,
            Others = [],
        });
        paths[CatalogDocument.Address] = Get(new("getDataCatalog", "オープンデータの目録（DCAT-AP、JSON-LD）") { Answers = [(Bare(CatalogDocument.MediaType), "Document")], Others = ["304"] });
        paths["/data/{layer}"] = Get(new("getDataSetPage", "1つのデータのページ") { Parameters = [layer.DeepClone()], Answers = page, Others = ["307", "404"] });
        paths["/data/{layer}.{format}"] = Get(new("getDataFile", "1つのデータのファイル")
        {
            Parameters = [layer.DeepClone(), OpenApiParameters.Path("format", new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. DownloadFormat.All.Select(f => JsonValue.Create(f.Extension))]) }, "形式。")],
            Answers = [.. DownloadFormat.All.Select(f => (Bare(f.MediaType), "File")).Distinct()],
            Others = ["206", "304", "307", "404", "412", "416", "503"],
        });
        paths["/data/{layer}/map.svg"] = Get(new("getDataPicture", "1つのデータの見本の絵")
        {
            Parameters = [layer, Query("size", Text(), "narrow で電話向けの幅。")],
            Answers = [("image/svg+xml", "Page")],
            Others = ["404"],
        });
    }

    private static void AddLinks(Dictionary<string, JsonObject> paths)
    {
        (string, string)[] page = [(Link.Html, "Page")];
        (string, string)[] picture = [("image/svg+xml", "Page")];
        paths["/map"] = Get(new("getMapPage", "地図のページ（紙に印刷するリンク）") { Parameters = Links(), Answers = page, Others = [] });
        paths["/embed"] = Get(new("getEmbedPage", "ほかのページに埋め込む地図") { Parameters = Links(), Answers = page, Others = [] });
        paths["/embed/map.svg"] = Get(new("getEmbedPicture", "埋め込む地図の絵") { Parameters = [.. Links(), Query("size", Text(), "narrow で電話向けの幅。")], Answers = picture, Others = [] });
        paths["/share"] = Get(new("getSharePage", "リンク・QRコード・埋め込みのページ") { Parameters = Shares(), Answers = page, Others = ["400"] });
        paths["/share/qr.svg"] = Get(new("getShareCode", "リンクの QRコード") { Parameters = Shares(), Answers = picture, Others = ["400"] });
    }

    // Nothing in a link is refused: it stands on paper and cannot be mended.
    private static JsonNode[] Links() =>
    [
        Query("at", Text(), "場所（緯度,経度）。"), Query("c", Text(), "地図のまんなか（緯度,経度）。"), Query("z", Text(), "ズーム。"), Query("layers", Text(), "出す項目（カンマ区切り、none で何も出さない）。"),
        Query("hide", Text(), "出さない項目（カンマ区切り）。"), Query("base", Text(), "下の地図。"), Query("for", Text(), "災害の種類。"),
    ];

    private static JsonNode[] Shares() =>
        [.. Links(), Query("q", Text(), "場所をさがす言葉。"), Query("speak", Text(), "開いたときの言葉。"), Query("height", Text(), "埋め込みの高さ（ピクセル）。")];

    private static string Bare(string mediaType) => mediaType.Split(';')[0];
}
