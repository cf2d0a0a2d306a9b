using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;

namespace Gis.MapServer.Features;

/// <summary>Collections of OGC API Features: every layer that has shapes.</summary>
internal static class CollectionDocument
{
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>The list of all collections.</summary>
    public static JsonObject List(TownSnapshot snapshot, string root) => new()
    {
        ["links"] = Link.ToJson([new($"{root}/collections", "self", Link.Json)]),
        ["crs"] = new JsonArray(Crs84),
        ["collections"] = new JsonArray([.. snapshot.Drawn.Select(l => One(l, root))]),
    };

    /// <summary>One collection.</summary>
    public static JsonObject One(Layer layer, string root)
    {
        var self = $"{root}/collections/{layer.Id.Value}";
        var collection = new JsonObject
        {
            ["id"] = layer.Id.Value,
            ["title"] = layer.Title,
            ["description"] = layer.Description ?? layer.Kind.Title,
            ["itemType"] = "feature",
            ["crs"] = new JsonArray(Crs84),
            ["links"] = Link.ToJson(Links(layer, self)),
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
                    ["crs"] = Crs84,
                },
            };
        }

        return collection;
    }

    private static List<Link> Links(Layer layer, string self)
    {
        var links = new List<Link>
        {
            new(self, "self", Link.Json),
            new($"{self}/items", "items", Link.GeoJson, layer.Title),
        };
        if (Uri.TryCreate(layer.Attribution.Url, UriKind.Absolute, out var source) && source.Scheme is "http" or "https")
            links.Add(new Link(source.AbsoluteUri, "via", "text/html", layer.Attribution.Publisher));
        return links;
    }
}
