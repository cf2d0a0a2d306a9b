using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;
using Gis.MapServer.Features.Crs;

namespace Gis.MapServer.Features.Documents;

/// <summary>Collections of OGC API Features: every layer that has shapes.</summary>
internal static class CollectionDocument
{
    /// <summary>The list of all collections.</summary>
    public static JsonObject List(TownSnapshot snapshot, string root) => new()
    {
        ["links"] = Link.ToJson([new($"{root}/collections", "self", Link.Json), new($"{root}/collections?f=html", "alternate", Link.Html)]),
        ["crs"] = CrsList(snapshot),
        ["collections"] = new JsonArray([.. snapshot.Drawn.Select(l => One(snapshot, l, root))]),
    };

    /// <summary>One collection.</summary>
    public static JsonObject One(TownSnapshot snapshot, Layer layer, string root)
    {
        var collection = new JsonObject
        {
            ["id"] = layer.Id.Value,
            ["title"] = layer.Title,
            ["description"] = layer.Description ?? layer.Kind.Title,
            ["itemType"] = "feature",
            ["crs"] = CrsList(snapshot),
            ["storageCrs"] = FeatureCrs.Jgd2011.Uri,
            ["links"] = Link.ToJson(Links(layer, root)),
        };
        if (TileJson.Credit(layer.Attribution) is { Length: > 0 } credit)
            collection["attribution"] = credit;
        if (LonLatBox.From(layer.BoundingBox) is { } box)
        {
            collection["extent"] = new JsonObject
            {
                ["spatial"] = new JsonObject
                {
                    ["bbox"] = new JsonArray(new JsonArray([.. box.ToList().Select(v => (JsonNode)v)])),
                    ["crs"] = FeatureCrs.Crs84.Uri,
                },
            };
        }

        return collection;
    }

    /// <summary>Links of a collection.</summary>
    public static List<Link> Links(Layer layer, string root)
    {
        var self = $"{root}/collections/{layer.Id.Value}";
        var links = new List<Link>
        {
            new(self, "self", Link.Json),
            new($"{self}?f=html", "alternate", Link.Html),
            new($"{self}/items", "items", Link.GeoJson, layer.Title),
            new($"{self}/items?f=html", "items", Link.Html, layer.Title),
            new($"{self}/items?f=csv", "items", Link.Csv, layer.Title),
            new($"{self}/queryables", Link.Ogc + "queryables", Link.Schema, "検索に使える項目"),
            new($"{self}/sortables", Link.Ogc + "sortables", Link.Schema, "並べかえに使える項目"),
            new($"{self}/schema", Link.Ogc + "schema", Link.Schema, "項目の一覧"),
            new($"{self}/tiles", Link.Ogc + "tilesets-vector", Link.Json, "ベクトルタイル"),
        };
        if (Uri.TryCreate(layer.Attribution.Url, UriKind.Absolute, out var source) && source.Scheme is "http" or "https")
            links.Add(new Link(source.AbsoluteUri, "via", Link.Html, layer.Attribution.Publisher));
        return links;
    }

    private static JsonArray CrsList(TownSnapshot snapshot) => new([.. FeatureCrs.Of(snapshot.Catalogue.Town).Select(c => (JsonNode)c.Uri)]);
}
