using Gis.Engine.Hazards;
using Gis.MapServer.Hosting;
using Gis.MapServer.Places;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Links;

/// <summary>
/// The map for a frame in other people's pages: the only page that may be framed. It sets no cookie, keeps nothing, asks for no position and holds no form, so that
/// there is nothing a page around it could make a reader do unawares.
/// </summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Knows the emergency sites.</param>
/// <param name="picture">Draws the picture for those without a script.</param>
/// <param name="built">Knows the page's script.</param>
/// <param name="settings">Says who may frame it.</param>
[PublicOnly]
public sealed class EmbedController(Documents documents, PointHazards hazards, PlacePicture picture, BuiltPage built, TownSettings settings) : Controller
{
    private const int MostSites = 10;

    /// <summary>The page; parameters as those of <c>/map</c>.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get(Framing.Path)]
    public async Task<IActionResult> PageAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var link = MapLink.Read(Request.Query, snapshot);
        var sites = await hazards.SitesAsync(snapshot, link.Middle ?? link.Place ?? LinkPage.Center(snapshot), cancellation);
        Response.Headers.CacheControl = "no-store";
        Framing.Allow(HttpContext, settings);
        return View("/Links/Embed.cshtml", new LinkPage(Messages.Of("page.public"), snapshot, link, built.Tags("embed")) { Sites = [.. sites.Take(MostSites)] });
    }

    /// <summary>The part of the map that a link asks for as a picture.</summary>
    /// <param name="size">narrow: the picture for phones.</param>
    /// <param name="cancellation">Ends the work.</param>
    [Get("/embed/map.svg")]
    public async Task<IActionResult> PictureAsync([FromQuery] string? size, CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var link = MapLink.Read(Request.Query, snapshot);
        var frame = LinkPage.FrameOf(link, snapshot, size == PlaceMapController.Narrow);
        var svg = await picture.DrawWithSitesAsync(frame, LinkPage.HazardOf(link, snapshot)?.Id.Value, link.Flag, link.Place, cancellation);
        Response.Headers.CacheControl = "no-store";
        return Content(svg, "image/svg+xml; charset=utf-8");
    }
}
