using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Catalogues;

/// <summary>The one list of what exists, for pages.</summary>
/// <param name="documents">Keeps it per state of the catalogue.</param>
/// <param name="settings">Says which base maps the town has switched on.</param>
public sealed class CatalogueController(Documents documents, TownSettings settings) : ControllerBase
{
    /// <summary>Town, groups, layers with legend, fields and credits.</summary>
    [Get("/catalogue.json")]
    public IActionResult Catalogue() => new DocumentResult(documents.Get("catalogue", snapshot =>
    {
        var catalogue = CatalogueDocument.Build(snapshot);
        catalogue["bases"] = settings.Bases();
        if (snapshot.Audience == Audience.Public && settings.Offline)
            catalogue["worker"] = Pages.Worker;
        return catalogue;
    }));
}
