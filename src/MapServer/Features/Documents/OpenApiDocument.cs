using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;

namespace Gis.MapServer.Features;

/// <summary>
/// The definition of the API in OpenAPI 3.0: what this server really answers, no more. Paths of OGC API stand under <c>/ogc</c>, as the
/// standard wants them below its landing page; the others name the server's root themselves.
/// </summary>
internal static class OpenApiDocument
{
    public static JsonObject Build(TownSnapshot snapshot, string origin, Audience audience)
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = $"{snapshot.Catalogue.Town?.Name ?? ""} 地図データ".Trim(),
                ["version"] = "1.0.0",
                ["description"] = "地図のデータを読むための API です。座標は経度・緯度（CRS84）の順です。",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = origin + "/ogc" }),
            ["paths"] = Paths(snapshot, origin),
            ["components"] = new JsonObject { ["schemas"] = Schemas() },
        };
        if (audience == Audience.Staff)
        {
            document["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() });
            document["components"]!["securitySchemes"] = new JsonObject
            {
                ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "gis-staff" },
            };
        }

        return document;
    }

    private static JsonObject Paths(TownSnapshot snapshot, string origin)
    {
        var collection = Path("collectionId", new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. snapshot.Drawn.Select(l => (JsonNode)l.Id.Value)]),
        });
        var feature = Path("featureId", new JsonObject { ["type"] = "string" });
        var paths = new JsonObject
        {
            ["/"] = Get("getLandingPage", "入口", [], Link.Json, "Document", "400"),
            ["/conformance"] = Get("getConformance", "対応している規格", [], Link.Json, "Document", "400"),
            ["/api"] = Get("getApi", "この定義", [], Link.OpenApi, "Document", "400"),
            ["/collections"] = Get("getCollections", "データの一覧", [], Link.Json, "Document", "400"),
            ["/collections/{collectionId}"] = Get("describeCollection", "データの説明", [collection], Link.Json, "Document", "400", "404"),
            ["/collections/{collectionId}/items"] = Get(
                "getFeatures", "地物", [collection.DeepClone(), .. ItemParameters()], Link.GeoJson, "FeatureCollection", "304", "400", "404"),
            ["/collections/{collectionId}/items/{featureId}"] = Get(
                "getFeature", "ひとつの地物", [collection.DeepClone(), feature], Link.GeoJson, "Feature", "304", "400", "404"),
        };
        foreach (var (path, item) in OwnPaths())
        {
            item["servers"] = new JsonArray(new JsonObject { ["url"] = origin });
            paths[path] = item;
        }

        return paths;
    }

    private static Dictionary<string, JsonObject> OwnPaths()
    {
        static JsonObject Text() => new() { ["type"] = "string" };
        static JsonObject Whole(int maximum) => new() { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = maximum };
        static JsonObject Degrees(double reach) => new() { ["type"] = "number", ["minimum"] = -reach, ["maximum"] = reach };
        var zoom = Path("z", Whole(TileCoord.MaxZoom));
        return new Dictionary<string, JsonObject>
        {
            ["/catalogue.json"] = Get("getCatalogue", "レイヤの一覧と凡例", [], Link.Json, "Document", "304"),
            ["/styles/{name}.json"] = Get("getStyle", "MapLibre のスタイル", [Path("name", Text())], Link.Json, "Document", "304", "404"),
            ["/tiles/{layers}.json"] = Get("getTileJson", "TileJSON", [Path("layers", Text())], Link.Json, "Document", "304", "400", "404"),
            ["/tiles/{layers}/{z}/{x}/{y}.mvt"] = Get(
                "getTile", "ベクトルタイル", [Path("layers", Text()), zoom, Path("x", Whole(int.MaxValue)), Path("y", Whole(int.MaxValue)), Query("r", Text())],
                "application/vnd.mapbox-vector-tile", "Tile", "204", "304", "400", "404"),
            ["/search"] = Get(
                "search", "地番・住所・施設をさがす", [Required(Query("q", Text())), Query("limit", Whole(50))], Link.GeoJson, "FeatureCollection", "400"),
            ["/hazards"] = Get(
                "getHazards", "地点の災害の想定", [Required(Query("lon", Degrees(180))), Required(Query("lat", Degrees(90)))], Link.Json, "Document", "400"),
            ["/healthz"] = Get("getHealth", "動作の状態", [], Link.Json, "Document", "503"),
        };
    }

    private static JsonObject[] ItemParameters() =>
    [
        Query("limit", new JsonObject
        {
            ["type"] = "integer", ["minimum"] = 1, ["maximum"] = FeatureQuery.MaxLimit, ["default"] = FeatureQuery.DefaultLimit,
        }),
        Query("bbox", new JsonObject
        {
            ["type"] = "array", ["minItems"] = 4, ["maxItems"] = 6, ["items"] = new JsonObject { ["type"] = "number" },
        }),
        Query("datetime", new JsonObject { ["type"] = "string" }),
        Query("after", new JsonObject { ["type"] = "integer", ["format"] = "int64" }),
        Query("offset", new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["default"] = 0 }),
    ];

    private static JsonObject Path(string name, JsonObject schema) =>
        new() { ["name"] = name, ["in"] = "path", ["required"] = true, ["schema"] = schema };

    private static JsonObject Query(string name, JsonObject schema) => new()
    {
        ["name"] = name,
        ["in"] = "query",
        ["required"] = false,
        ["style"] = "form",
        ["explode"] = false,
        ["schema"] = schema,
    };

    private static JsonObject Required(JsonObject parameter)
    {
        parameter["required"] = true;
        return parameter;
    }

    private static JsonObject Get(string id, string summary, JsonNode[] parameters, string type, string schema, params string[] others)
    {
        var responses = new JsonObject { ["200"] = Answer("答え", type, schema) };
        foreach (var status in others)
            responses[status] = status is "204" or "304" ? new JsonObject { ["description"] = "内容なし" } : Problem();
        responses["default"] = Problem();
        return new JsonObject
        {
            ["get"] = new JsonObject
            {
                ["operationId"] = id,
                ["summary"] = summary,
                ["parameters"] = new JsonArray([.. parameters.Select(p => p.DeepClone())]),
                ["responses"] = responses,
            },
        };
    }

    private static JsonObject Problem() => Answer("問題の説明（RFC 9457）", Hosting.Problems.ContentType, "Problem");

    private static JsonObject Answer(string description, string type, string schema) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject
        {
            [type] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + schema } },
        },
    };

    private static JsonObject Schemas() => JsonNode.Parse("""
        {
          "Document": {"type": "object"},
          "Tile": {"type": "string", "format": "binary"},
          "Problem": {"type": "object", "required": ["type", "title", "status", "detail"], "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"}, "detail": {"type": "string"}}},
          "Link": {"type": "object", "required": ["href", "rel"], "properties": {
            "href": {"type": "string"}, "rel": {"type": "string"}, "type": {"type": "string"}, "title": {"type": "string"}}},
          "Feature": {"type": "object", "required": ["type", "geometry", "properties"], "properties": {
            "type": {"type": "string", "enum": ["Feature"]}, "id": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
            "geometry": {"type": "object", "nullable": true}, "properties": {"type": "object", "nullable": true},
            "links": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}}},
          "FeatureCollection": {"type": "object", "required": ["type", "features"], "properties": {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": {"type": "array", "items": {"$ref": "#/components/schemas/Feature"}},
            "numberMatched": {"type": "integer", "minimum": 0}, "numberReturned": {"type": "integer", "minimum": 0},
            "timeStamp": {"type": "string", "format": "date-time"},
            "links": {"type": "array", "items": {"$ref": "#/components/schemas/Link"}}}}
        }
        """)!.AsObject();
}
