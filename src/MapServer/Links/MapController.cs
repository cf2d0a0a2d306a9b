using Gis.Engine.Hazards;
using Gis.MapServer.Hosting;
using Gis.MapServer.Offline;
using Gis.MapServer.Places;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Links;

/// <summary>What printed links lead to: the map's page, and for those without a script the answer sheet of the place, or the lists.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Answers for the place.</param>
/// <param name="hosts">Builds the address that the sheet leads back to.</param>
/// <param name="built">Knows the page's script.</param>
[PublicOnly]
public sealed class MapController(Documents documents, PointHazards hazards, HostNames hosts, BuiltPage built) : Controller
{
    /// <summary>The page. Whatever a link asks for, it is answered: it stands on paper and cannot be mended.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/map")]
    public async Task<IActionResult> PageAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var link = MapLink.Read(Request.Query, snapshot);
        var sheet = link.Place is { } place
            ? PlacePage.Of(snapshot, await hazards.AskAsync(snapshot, place, cancellation), link.Flag, hosts.OriginOf(Request))
            : null;
        Response.Headers.CacheControl = Keeping.RuleFor(HttpContext);
        return View("/Links/Map.cshtml", new LinkPage(sheet?.Title ?? Messages.Of("page.home"), snapshot, link, built.Tags("public")) { Sheet = sheet });
    }
}
