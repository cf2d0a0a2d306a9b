using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Tiles.Standard;

namespace Gis.MapServer.Features.Documents;

/// <summary>Parameters of the API's definition, each with the words that explain it.</summary>
internal static class OpenApiParameters
{
    /// <summary>Parameters that many operations share, by the name under which they are referred to.</summary>
    public static JsonObject Shared(IReadOnlyList<FeatureCrs> crsList, IEnumerable<string> collections)
    {
        var crs = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. crsList.Select(c => (JsonNode)c.Uri)]), ["default"] = FeatureCrs.Crs84.Uri };
        return new JsonObject
        {
            ["f"] = Query("f", Words("json", "html"), "答えの形。省くと Accept ヘッダーに従います。"),
            ["fJson"] = Query("f", Words("json"), "答えの形。"),
            ["fItems"] = Query("f", Words("json", "html", "csv"), "答えの形。省くと Accept ヘッダーに従います。"),
            ["fTile"] = Query("f", Words("mvt"), "答えの形。"),
            ["limit"] = Query("limit", new JsonObject
            {
                ["type"] = "integer",
                ["minimum"] = 1,
                ["maximum"] = FeatureQuery.MaxLimit,
                ["default"] = FeatureQuery.DefaultLimit,
            }, "1ページの件数。"),
            ["bbox"] = Query("bbox", new JsonObject
            {
                ["type"] = "array",
                ["oneOf"] = new JsonArray(new JsonObject { ["minItems"] = 4, ["maxItems"] = 4 }, new JsonObject { ["minItems"] = 6, ["maxItems"] = 6 }),
                ["items"] = new JsonObject { ["type"] = "number" },
            }, "この四角にかかる地物。位置のわからない地物も含みます。"),
            ["bbox-crs"] = Query("bbox-crs", crs.DeepClone(), "bbox の座標系。"),
            ["datetime"] = Query("datetime", Text(), "日時か期間。日時を持たない地物はいつでも含まれます。"),
            ["crs"] = Query("crs", crs.DeepClone(), "答えの座標系。"),
            ["filter"] = Query("filter", Text(), "条件（CQL2）。"),
            ["filter-lang"] = Query("filter-lang", new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. FilterReader.Languages.Select(l => (JsonNode)l)]),
                ["default"] = FilterReader.Languages[0],
            }, "条件の書き方。"),
            ["filter-crs"] = Query("filter-crs", crs.DeepClone(), "条件にある図形の座標系。"),
            ["sortby"] = Query("sortby", List(), "並べかえる項目。前に - を付けると大きい順。"),
            ["properties"] = Query("properties", List(), "答えに入れる項目。"),
            ["after"] = Query("after", Text(), "前のページの next のリンクにある値。"),
            ["offset"] = Query("offset", new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = FeatureQuery.MaxOffset, ["default"] = 0 }, "はじめからとばす件数。"),
            ["collections"] = Query("collections", List(), "タイルに入れるデータ。書いた順に重なります。"),
            ["collectionId"] = Path("collectionId", new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. collections.Select(c => (JsonNode)c)]),
            }, "データの名前。"),
            ["featureId"] = Path("featureId", new JsonObject { ["type"] = "integer", ["format"] = "int64" }, "地物の番号。"),
            ["tileMatrixSetId"] = Path("tileMatrixSetId", Words(TilesetDocument.MatrixSet), "タイルの分け方。"),
            ["tileMatrix"] = Path("tileMatrix", Text(), $"ズーム（0 から {TileCoord.MaxZoom}）。"),
            ["tileRow"] = Path("tileRow", Whole(), "北から数えた行。"),
            ["tileCol"] = Path("tileCol", Whole(), "西から数えた列。"),
        };
    }

    /// <summary>References to shared parameters.</summary>
    public static IEnumerable<JsonNode> References(params IEnumerable<string> names) =>
        names.Select(n => (JsonNode)new JsonObject { ["$ref"] = "#/components/parameters/" + n });

    /// <summary>The fields of a layer as parameters of its items.</summary>
    public static IEnumerable<JsonNode> OfFields(Layer layer) => Queryables.Parameters(layer).Select(f => (JsonNode)Query(f.Name, f.Type switch
    {
        FieldType.Integer => new JsonObject { ["type"] = "number" },
        FieldType.Number => new JsonObject { ["type"] = "number" },
        FieldType.Boolean => new JsonObject { ["type"] = "boolean" },
        FieldType.Date => new JsonObject { ["type"] = "string", ["format"] = "date" },
        FieldType.DateTime => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ => Text(),
    }, $"「{f.Title}」がこの値に等しい地物。"));

    /// <summary>A query parameter.</summary>
    public static JsonObject Query(string name, JsonNode schema, string words, bool required = false) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["description"] = words,
        ["required"] = required,
        ["style"] = "form",
        ["explode"] = false,
        ["schema"] = schema,
    };

    /// <summary>A part of a path.</summary>
    public static JsonObject Path(string name, JsonNode schema, string words) =>
        new() { ["name"] = name, ["in"] = "path", ["description"] = words, ["required"] = true, ["schema"] = schema };

    public static JsonObject Text() => new() { ["type"] = "string" };

    public static JsonObject Whole(int? maximum = null)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = 0 };
        if (maximum is { } most)
            schema["maximum"] = most;
        return schema;
    }

    public static JsonObject Words(params string[] words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private static JsonObject List() => new() { ["type"] = "array", ["items"] = Text() };
}
