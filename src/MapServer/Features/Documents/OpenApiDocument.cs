using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Features.Documents;

/// <summary>
/// The definition of the API in OpenAPI 3.0: what this server really answers, no more and no less; tests hold it against the server's own list of addresses.
/// Paths of OGC API stand under <c>/ogc</c>, as the standard wants them below its landing page; the others name the server's root themselves.
/// </summary>
/// <param name="options">Says for whom.</param>
public sealed class OpenApiDocument(ServerOptions options)
{
    /// <summary>Builds the definition.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="origin">Scheme and authority.</param>
    public JsonObject Build(TownSnapshot snapshot, string origin)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var paths = Standard(snapshot, options.Audience == Audience.Staff);
        foreach (var (path, item) in OwnPaths.All(options.Audience))
        {
            item["servers"] = new JsonArray(new JsonObject { ["url"] = origin });
            paths[path] = item;
        }

        var document = new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = $"{snapshot.Catalogue.Town?.Name ?? ""} 地図データ".Trim(),
                ["version"] = "1.0.0",
                ["description"] = "地図のデータを読むための API です。座標は、何も指定しなければ経度・緯度（CRS84）の順です。",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = origin + "/ogc" }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["parameters"] = OpenApiParameters.Shared(FeatureCrs.Of(snapshot.Catalogue.Town), snapshot.Drawn.Select(l => l.Id.Value)),
                ["schemas"] = OpenApiSchemas.All(),
            },
        };
        if (options.Audience == Audience.Staff)
        {
            document["security"] = new JsonArray(new JsonObject { ["session"] = new JsonArray() });
            document["components"]!["securitySchemes"] = new JsonObject
            {
                ["session"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "gis-staff" },
            };
        }

        return document;
    }

    private static JsonObject Standard(TownSnapshot snapshot, bool writes)
    {
        const string Collection = "/collections/{collectionId}";
        const string Tile = "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}";
        (string, string)[] page = [(Link.Json, "Links"), (Link.Html, "Page")];
        (string, string)[] schema = [(Link.Schema, "Schema")];
        (string, string)[] tile = [(Link.Mvt, "Tile")];
        string[] found = ["304", "400", "404"];
        string[] tileFound = ["204", "304", "400", "404", "503"];
        var paths = new JsonObject
        {
            ["/"] = Get(new("getLandingPage", "入口") { Parameters = Refs("f"), Answers = page }),
            ["/conformance"] = Get(new("getConformanceDeclaration", "対応している規格") { Parameters = Refs("f"), Answers = [(Link.Json, "Conformance"), (Link.Html, "Page")] }),
            ["/api"] = Get(new("getApi", "この定義") { Parameters = Refs("f"), Answers = [(Link.OpenApi, "Document"), (Link.Html, "Page")] }),
            ["/functions"] = Get(new("getFunctions", "条件に使える関数") { Parameters = Refs("fJson"), Answers = [(Link.Json, "Functions")] }),
            ["/collections"] = Get(new("getCollections", "データの一覧") { Parameters = Refs("f"), Answers = [(Link.Json, "Collections"), (Link.Html, "Page")] }),
            [Collection] = Get(new("getCollection", "データの説明") { Parameters = Refs("collectionId", "f"), Answers = [(Link.Json, "Collection"), (Link.Html, "Page")], Others = found }),
            [Collection + "/queryables"] = Get(new("getQueryables", "検索に使える項目") { Parameters = Refs("collectionId", "fJson"), Answers = schema, Others = found }),
            [Collection + "/sortables"] = Get(new("getSortables", "並べかえに使える項目") { Parameters = Refs("collectionId", "fJson"), Answers = schema, Others = found }),
            [Collection + "/schema"] = Get(new("getSchema", "項目の一覧") { Parameters = Refs("collectionId", "fJson"), Answers = schema, Others = found }),
        };
        foreach (var layer in snapshot.Drawn)
            paths[$"/collections/{layer.Id.Value}/items"] = Items(layer, writes);
        paths[Collection + "/items/{featureId}"] = Get(new("getFeature", "ひとつの地物")
        {
            Parameters = Refs(["collectionId", "featureId", "crs", "properties", "f"]),
            Answers = [(Link.GeoJson, "Feature"), (Link.Html, "Page")],
            Others = found,
        });
        if (writes)
            WritingPaths.AddToItem(paths[Collection + "/items/{featureId}"]!.AsObject());
        paths["/tileMatrixSets"] = Get(new("getTileMatrixSetsList", "タイルの分け方の一覧") { Parameters = Refs("fJson") });
        paths["/tileMatrixSets/{tileMatrixSetId}"] = Get(new("getTileMatrixSet", "タイルの分け方") { Parameters = Refs("tileMatrixSetId", "fJson"), Others = found });
        foreach (var (path, id, of) in (ReadOnlySpan<(string, string, string[])>)[("", "dataset.vector", ["collections"]), (Collection, "collection.vector", ["collectionId"])])
        {
            paths[path + "/tiles"] = Get(new($"{id}.getTileSetsList", "タイルセットの一覧") { Parameters = Refs([.. of, "fJson"]), Others = found, Answers = [(Link.Json, "TileSets")] });
            paths[path + "/tiles/{tileMatrixSetId}"] = Get(new($"{id}.getTileSet", "タイルセット")
            {
                Parameters = Refs([.. of, "tileMatrixSetId", "fJson"]),
                Others = found,
                Answers = [(Link.Json, "TileSet")],
            });
            paths[path + "/tiles" + Tile] = Get(new($"{id}.getTile", "ベクトルタイル")
            {
                Parameters = Refs([.. of, "tileMatrixSetId", "tileMatrix", "tileRow", "tileCol", "fTile"]),
                Answers = tile,
                Others = tileFound,
            });
        }

        return paths;
    }

    private static JsonObject Items(Layer layer, bool writes)
    {
        var paths = Get(new($"getFeatures_{layer.Id.Value}", $"{layer.Title}の地物")
        {
            Parameters = [.. Refs(ItemsParameters.OfItems.Select(p => p == "f" ? "fItems" : p)), .. OpenApiParameters.OfFields(layer)],
            Answers = [(Link.GeoJson, "FeatureCollection"), (Link.Html, "Page"), (Link.Csv, "Page")],
            Others = ["304", "400", "404", "503"],
        });
        if (writes)
            WritingPaths.AddToItems(paths, layer.Id.Value);
        return paths;
    }

    private static IEnumerable<JsonNode> Refs(params IEnumerable<string> names) => OpenApiParameters.References(names);

    private static JsonObject Get(OpenApiOperation operation) => new() { ["get"] = operation.ToJson() };
}
