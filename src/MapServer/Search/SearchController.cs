using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Engine.Search;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Search;

/// <summary>Search for 地番, addresses, places and facilities.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="search">Finds.</param>
public sealed class SearchController(Documents documents, TownSearch search) : ControllerBase
{
    private const int DefaultResults = 10;

    /// <summary>GeoJSON, best first.</summary>
    /// <param name="q">What the visitor typed.</param>
    /// <param name="limit">Most results.</param>
    /// <param name="cancellation">Ends the query when the visitor typed on.</param>
    [Get("/search")]
    public async Task<IActionResult> FindAsync([FromQuery] string? q, [FromQuery] string? limit, CancellationToken cancellation)
    {
        // An empty q is a question without words, which finds nothing; binding makes null of it.
        if (q is null && !Request.Query.ContainsKey("q"))
            throw RequestProblemException.Bad("q に、さがす言葉を指定してください。");
        var most = DefaultResults;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most) || most < 1))
            throw RequestProblemException.Bad("limit は 1 以上の整数で指定してください。");
        var hits = await search.FindAsync(documents.Snapshot, q ?? "", most, cancellation);
        return new DocumentResult(ReadyDocument.From(new JsonObject
        {
            ["type"] = "FeatureCollection",
            ["numberReturned"] = hits.Count,
            ["features"] = new JsonArray([.. hits.Select(Feature)]),
        }), "application/geo+json")
        {
            // What people search for is nobody's to keep.
            CacheControl = "no-store",
        };
    }

    private static JsonObject Feature(SearchHit hit) => new()
    {
        ["type"] = "Feature",
        ["id"] = $"{hit.Layer.Id.Value}/{hit.Fid.ToString(CultureInfo.InvariantCulture)}",
        ["geometry"] = hit is { Lon: { } lon, Lat: { } lat }
            ? new JsonObject { ["type"] = "Point", ["coordinates"] = new JsonArray(lon, lat) }
            : null,
        ["properties"] = new JsonObject
        {
            ["layer"] = hit.Layer.Id.Value,
            ["fid"] = hit.Fid,
            ["label"] = hit.Label,
            ["detail"] = hit.Detail,
            ["kind"] = hit.Layer.Kind.Id,
            ["kindTitle"] = hit.Layer.Kind.Title,
            ["match"] = hit.Match.ToString().ToLowerInvariant(),
            ["reason"] = hit.Reason,
        },
    };
}
