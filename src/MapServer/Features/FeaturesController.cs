using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features;

/// <summary>OGC API Features, Part 1: core and GeoJSON, in CRS84.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="reader">Reads features.</param>
/// <param name="hosts">Builds absolute addresses.</param>
public sealed class FeaturesController(Documents documents, FeatureReader reader, HostNames hosts) : ControllerBase
{
    private string Root => hosts.OriginOf(Request) + "/ogc";

    /// <summary>Landing page.</summary>
    [Get("/ogc")]
    public IActionResult Landing()
    {
        QueryParameters.AllowOnly(Request);
        var root = Root;
        var town = documents.Snapshot.Catalogue.Town;
        return Json(new JsonObject
        {
            ["title"] = town is null ? "地図データ" : $"{town.Name} 地図データ",
            ["description"] = town?.Notice ?? "OGC API で読める地図データです。",
            ["links"] = Link.ToJson(
            [
                new(root, "self", Link.Json),
                new($"{root}/api", "service-desc", Link.OpenApi, "API の定義"),
                new($"{root}/conformance", "conformance", Link.Json, "対応している規格"),
                new($"{root}/collections", "data", Link.Json, "データの一覧"),
            ]),
        });
    }

    /// <summary>Which conformance classes are built.</summary>
    [Get("/ogc/conformance")]
    public IActionResult Conforms()
    {
        QueryParameters.AllowOnly(Request);
        return Json(Conformance.Document());
    }

    /// <summary>The API's definition.</summary>
    [Get("/ogc/api")]
    public IActionResult Api()
    {
        QueryParameters.AllowOnly(Request);
        return new DocumentResult(
            ReadyDocument.From(OpenApiDocument.Build(documents.Snapshot, hosts.OriginOf(Request), HttpContext.RequestServices
                .GetRequiredService<ServerOptions>().Audience)), Link.OpenApi);
    }

    /// <summary>All collections.</summary>
    [Get("/ogc/collections")]
    public IActionResult Collections()
    {
        QueryParameters.AllowOnly(Request);
        return Json(CollectionDocument.List(documents.Snapshot, Root));
    }

    /// <summary>One collection.</summary>
    /// <param name="collection">Layer id.</param>
    [Get("/ogc/collections/{collection}")]
    public IActionResult Collection(string collection)
    {
        QueryParameters.AllowOnly(Request);
        return Json(CollectionDocument.One(Find(documents.Snapshot, collection), Root));
    }

    /// <summary>A page of features.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="cancellation">Ends the reading when the asker is gone.</param>
    [Get("/ogc/collections/{collection}/items")]
    public async Task<IActionResult> ItemsAsync(string collection, CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var layer = Find(snapshot, collection);
        var query = ReadQuery();
        if (IsKnown(snapshot, layer))
            return StatusCode(StatusCodes.Status304NotModified);
        var page = await reader.ReadAsync(snapshot, layer, query, cancellation);
        var matched = await reader.CountAsync(snapshot, layer, query, cancellation);
        return new FileContentResult(WriteCollection(page, matched, Links(layer, query, page)), Link.GeoJson);
    }

    /// <summary>One feature.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the reading when the asker is gone.</param>
    [Get("/ogc/collections/{collection}/items/{item}")]
    public async Task<IActionResult> ItemAsync(string collection, string item, CancellationToken cancellation)
    {
        QueryParameters.AllowOnly(Request);
        var snapshot = documents.Snapshot;
        var layer = Find(snapshot, collection);
        if (!long.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fid))
            throw NoFeature();
        if (IsKnown(snapshot, layer))
            return StatusCode(StatusCodes.Status304NotModified);
        var home = $"{Root}/collections/{layer.Id.Value}";
        IReadOnlyList<Link> links = [new($"{home}/items/{fid}", "self", Link.GeoJson), new(home, "collection", Link.Json, layer.Title)];
        var feature = await reader.ReadOneAsync(snapshot, layer, fid, links, cancellation) ?? throw NoFeature();
        return new FileContentResult(feature, Link.GeoJson);
    }

    // The tag names what was asked and the layer's present content, so whoever has it is answered without any query.
    private bool IsKnown(TownSnapshot snapshot, Layer layer)
    {
        var asked = $"{Root}|{Request.Path}{Request.QueryString}|{snapshot.StampOf(layer)}";
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)).AsSpan(0, 12))}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        return EntityTags.Match(Request, tag);
    }

    private static RequestProblemException NoFeature() => RequestProblemException.NotFound("この番号の地物はありません。");

    private static Layer Find(TownSnapshot snapshot, string id) => snapshot.Find(id) is { Geometry: not GeometryFamily.None } layer
        ? layer
        : throw RequestProblemException.NotFound("この名前のデータはありません。");

    private static DocumentResult Json(JsonNode document) => new(ReadyDocument.From(document));

    private FeatureQuery ReadQuery()
    {
        QueryParameters.AllowOnly(Request, "limit", "bbox", "datetime", "after", "offset");
        if (Request.Query["datetime"].ToString() is { Length: > 0 } time)
            Datetime.Check(time);
        else if (Request.Query.ContainsKey("datetime"))
            Datetime.Check("");
        var boxes = Request.Query.ContainsKey("bbox") ? Bbox.Parse(Request.Query["bbox"].ToString()) : [];
        var limit = (int)QueryParameters.Number(Request, "limit", 1, FeatureQuery.MaxLimit, FeatureQuery.DefaultLimit);
        long? after = Request.Query.ContainsKey("after") ? QueryParameters.Number(Request, "after", long.MinValue, long.MaxValue, 0) : null;
        return new FeatureQuery(boxes, limit, after, QueryParameters.Number(Request, "offset", 0, int.MaxValue, 0));
    }

    private List<Link> Links(Layer layer, FeatureQuery query, FeaturePage page)
    {
        var home = $"{Root}/collections/{layer.Id.Value}";
        var links = new List<Link>
        {
            new($"{home}/items{Request.QueryString}", "self", Link.GeoJson),
            new(home, "collection", Link.Json, layer.Title),
        };
        if (page is { HasMore: true, LastFid: { } last })
        {
            // From the last fid on: rows that come or go before it cannot shift the next page.
            var next = QueryString.Create("limit", query.Limit.ToString(CultureInfo.InvariantCulture));
            foreach (var name in (string[])["bbox", "datetime"])
            {
                if (Request.Query.ContainsKey(name))
                    next = next.Add(name, Request.Query[name].ToString());
            }

            links.Add(new Link($"{home}/items{next.Add("after", last.ToString(CultureInfo.InvariantCulture))}", "next", Link.GeoJson));
        }

        return links;
    }

    private static byte[] WriteCollection(FeaturePage page, long matched, List<Link> links)
    {
        using var buffer = new MemoryStream(page.Features.Sum(f => f.Length + 1) + 2048);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = CatalogueJson.Options.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteString("timeStamp", DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
            json.WriteNumber("numberMatched", matched);
            json.WriteNumber("numberReturned", page.Features.Count);
            Link.WriteAll(json, links);
            json.WriteStartArray("features");
            foreach (var feature in page.Features)
                json.WriteRawValue(feature, skipInputValidation: true);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
