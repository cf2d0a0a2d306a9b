using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features;

/// <summary>What the controllers of the OGC API share.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
public abstract class OgcController(Hosting.Documents documents, HostNames hosts) : Controller
{
    /// <summary>Address of the landing page.</summary>
    protected string Root => hosts.OriginOf(Request) + "/ogc";

    /// <summary>Scheme and authority.</summary>
    protected string Origin => hosts.OriginOf(Request);

    /// <summary>The present catalogue.</summary>
    protected TownSnapshot Snapshot => documents.Snapshot;

    /// <summary>The systems that collections offer.</summary>
    protected IReadOnlyList<FeatureCrs> CrsList => FeatureCrs.Of(Snapshot.Catalogue.Town);

    /// <summary>A layer with shapes.</summary>
    /// <exception cref="RequestProblemException">There is none of this id.</exception>
    protected Layer Find(string id) => Find(Snapshot, id);

    /// <summary>A layer with shapes, in a snapshot.</summary>
    /// <exception cref="RequestProblemException">There is none of this id.</exception>
    protected static Layer Find(TownSnapshot snapshot, string id)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Find(id) is { Geometry: not GeometryFamily.None } layer ? layer : throw RequestProblemException.NotFound("この名前のデータはありません。");
    }

    /// <summary>A document, with its links in the head too.</summary>
    protected IActionResult Json(JsonNode document, string contentType = "application/json; charset=utf-8", IEnumerable<Link>? links = null)
    {
        Link.AddTo(Response, links ?? []);
        return new DocumentResult(ReadyDocument.From(document), contentType);
    }

    /// <summary>A page of this feature's folder.</summary>
    protected IActionResult Page(string name, object model)
    {
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        return View($"/Features/Pages/{name}.cshtml", model);
    }
}
