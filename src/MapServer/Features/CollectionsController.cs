using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Pages;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features;

/// <summary>The collections and what their features hold.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
[Conforms("ogcapi-common-2/1.0", "collections", "json", "html")]
[Conforms("ogcapi-features-2/1.0", "crs")]
[Conforms("ogcapi-features-3/1.0", "queryables")]
[Conforms("ogcapi-features-5/1.0", "schemas", "core-roles-features", "returnables-and-receivables", "queryables", "sortables")]
public sealed class CollectionsController(Hosting.Documents documents, HostNames hosts) : OgcController(documents, hosts)
{
    /// <summary>All collections.</summary>
    [Get("/ogc/collections")]
    public IActionResult Collections()
    {
        QueryParameters.AllowOnly(Request, "f");
        return AnswerForms.Choose(HttpContext, AnswerForm.Html) == AnswerForm.Html
            ? Page("Collections", new ServicePage(Messages.Of("page.api.collections"), Snapshot, Root))
            : Json(CollectionDocument.List(Snapshot, Root));
    }

    /// <summary>One collection.</summary>
    /// <param name="collection">Layer id.</param>
    [Get("/ogc/collections/{collection}")]
    public IActionResult Collection(string collection)
    {
        QueryParameters.AllowOnly(Request, "f");
        var (snapshot, layer) = (Snapshot, Find(collection));
        return AnswerForms.Choose(HttpContext, AnswerForm.Html) == AnswerForm.Html
            ? Page("Collection", new CollectionPage(snapshot, layer))
            : Json(CollectionDocument.One(snapshot, layer, Root), links: CollectionDocument.Links(layer, Root));
    }

    /// <summary>What filters on a collection may name.</summary>
    /// <param name="collection">Layer id.</param>
    [Get("/ogc/collections/{collection}/queryables")]
    public IActionResult Filters(string collection) => Schema(collection, "queryables", LayerSchema.Filters);

    /// <summary>What a collection can be ordered by.</summary>
    /// <param name="collection">Layer id.</param>
    [Get("/ogc/collections/{collection}/sortables")]
    public IActionResult Sortables(string collection) => Schema(collection, "sortables", LayerSchema.Order);

    /// <summary>What the features of a collection hold.</summary>
    /// <param name="collection">Layer id.</param>
    [Get("/ogc/collections/{collection}/schema")]
    public IActionResult Features(string collection) => Schema(collection, "schema", LayerSchema.Features);

    private IActionResult Schema(string collection, string name, Func<Layer, string, JsonObject> build)
    {
        QueryParameters.AllowOnly(Request, "f");
        AnswerForms.Choose(HttpContext);
        var layer = Find(collection);
        return Json(build(layer, $"{Root}/collections/{layer.Id.Value}/{name}"), Link.Schema);
    }
}
