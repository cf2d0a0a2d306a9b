using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Pages;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Features.Reading;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features;

/// <summary>The features of a collection.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
/// <param name="reader">Reads features.</param>
/// <param name="counts">Knows how many match.</param>
[Conforms("ogcapi-features-3/1.0", "queryables-query-parameters", "filter", "features-filter")]
[Conforms("ogcapi-features-6/1.0", "properties")]
[Conforms("ogcapi-features-8/1.0", "sorting")]
[Conforms(
    "cql2/1.0", "cql2-text", "cql2-json", "basic-cql2", "advanced-comparison-operators", "case-insensitive-comparison", "accent-insensitive-comparison",
    "basic-spatial-functions", "basic-spatial-functions-plus", "spatial-functions", "temporal-functions", "array-functions", "property-property", "functions",
    "arithmetic")]
public sealed class ItemsController(Hosting.Documents documents, HostNames hosts, FeatureReader reader, FeatureCounts counts) : OgcController(documents, hosts)
{
    /// <summary>A page of features.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="cancellation">Ends the reading when the asker is gone.</param>
    [Get("/ogc/collections/{collection}/items")]
    public async Task<IActionResult> ItemsAsync(string collection, CancellationToken cancellation)
    {
        var snapshot = Snapshot;
        var layer = Find(snapshot, collection);
        var query = new QueryReader(Request, layer, CrsList).Items();
        var form = AnswerForms.Choose(HttpContext, AnswerForm.Html, AnswerForm.Csv);
        if (form == AnswerForm.Html)
            query = ItemsPage.Bounded(query);
        var links = new ItemLinks(Request, $"{Root}/collections/{layer.Id.Value}", layer, query);
        Response.Headers["Content-Crs"] = $"<{query.Crs.Uri}>";
        Link.AddTo(Response, links.OfHead());
        if (IsKnown(snapshot, layer, form))
            return StatusCode(StatusCodes.Status304NotModified);
        var rows = await reader.OpenAsync(snapshot, layer, query, cancellation);
        var answer = new ItemsAnswer(rows, query, links, () => counts.OfAsync(snapshot, layer, query, cancellation));
        return form switch
        {
            AnswerForm.Html => Page("Items", await ItemsPage.ReadAsync(snapshot, layer, answer, cancellation)),
            AnswerForm.Csv => new CsvResult(layer, query, rows),
            _ => new GeoJsonResult(answer),
        };
    }

    /// <summary>One feature.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the reading when the asker is gone.</param>
    [Get("/ogc/collections/{collection}/items/{item}")]
    public async Task<IActionResult> ItemAsync(string collection, string item, CancellationToken cancellation)
    {
        var snapshot = Snapshot;
        var layer = Find(snapshot, collection);
        var query = new QueryReader(Request, layer, CrsList).Item();
        var form = AnswerForms.Choose(HttpContext, AnswerForm.Html);
        if (!long.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fid))
            throw NoFeature();
        await using var rows = await reader.OpenOneAsync(snapshot, layer, query, fid, cancellation);
        if (!await rows.NextAsync(cancellation))
            throw NoFeature();
        var tag = ItemTag.Of(HttpContext, snapshot.EditionOf(layer), rows.Since, form);
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        Response.Headers["Content-Crs"] = $"<{query.Crs.Uri}>";
        var links = ItemLinks.OfOne($"{Root}/collections/{layer.Id.Value}", layer, fid);
        Link.AddTo(Response, links);
        if (EntityTags.Match(Request, tag))
            return StatusCode(StatusCodes.Status304NotModified);
        if (form == AnswerForm.Html)
            return Page("Item", ItemPage.Read(snapshot, layer, query, rows));
        using var buffer = new Utf8Buffer();
        new GeoJsonWriter(query, buffer).Feature(rows, links);
        return new FileContentResult(buffer.Written.ToArray(), Link.GeoJson);
    }

    // The tag names what was asked and the layer's present content, so whoever has it is answered without any query.
    private bool IsKnown(TownSnapshot snapshot, Layer layer, AnswerForm form)
    {
        var asked = $"{Root}|{Request.Path}{Request.QueryString}|{snapshot.StampOf(layer)}|{form}";
        var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked)).AsSpan(0, 12))}\"";
        Response.Headers.ETag = tag;
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        return EntityTags.Match(Request, tag);
    }

    private static RequestProblemException NoFeature() => RequestProblemException.NotFound("この番号の地物はありません。");
}
