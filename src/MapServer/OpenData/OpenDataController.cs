using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.OpenData;

/// <summary>The page from which anyone takes the town's data.</summary>
/// <param name="documents">Gives the present catalogue.</param>
public sealed class OpenDataController(Documents documents) : Controller
{
    /// <summary>Every layer that the audience may see, with its terms and where to get it.</summary>
    [Get("/data")]
    public IActionResult List() => View("/OpenData/OpenData.cshtml", new OpenDataPage(documents.Snapshot));
}

/// <summary>What the page lists.</summary>
/// <param name="Snapshot">The catalogue.</param>
public sealed record OpenDataPage(TownSnapshot Snapshot) : PageFrame(Messages.Of("page.data.title"), Snapshot)
{
    /// <summary>Layers by group, in the order of the map's lists.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Layer> Layers)> Groups =>
        GroupTitles.Of(Snapshot.Drawn.Select(l => l.Kind.Group)).Select(g => (Words.Group(g.Id, g.Title), (IReadOnlyList<Layer>)[.. Snapshot.Drawn.Where(l => l.Kind.Group == g.Id)]));
}
