using System.Globalization;
using Gis.Engine.Codes;
using Gis.Engine.Search;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Links;

/// <summary>Makes links, codes and frames for web sites and for paper.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="search">Finds the place by words.</param>
/// <param name="hosts">Knows the address under which people reach this server.</param>
/// <param name="settings">Says which base maps the town has switched on.</param>
/// <param name="options">Says whether the address is known.</param>
[PublicOnly]
public sealed class ShareController(Documents documents, TownSearch search, HostNames hosts, TownSettings settings, ServerOptions options) : Controller
{
    // On paper: large enough for a telephone at arm's length.
    private const int Millimetres = 40;

    /// <summary>The page.</summary>
    /// <param name="cancellation">Ends the search.</param>
    [Get("/share")]
    public async Task<IActionResult> PageAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var choice = await ShareChoice.ReadAsync(Request.Query, snapshot, search, cancellation);
        Response.Headers.CacheControl = "no-store";
        var bases = settings.Bases().Select(b => ((string)b!["id"]!, (string)b["title"]!)).ToList();
        return View("/Links/Share.cshtml", new SharePage(snapshot, choice, hosts.OriginOf(Request), options.PublicUrl is not null, bases));
    }

    /// <summary>The code of a link to the map as a file for printing.</summary>
    /// <param name="cancellation">Ends the search.</param>
    [Get("/share/qr.svg")]
    public async Task<IActionResult> CodeAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var choice = await ShareChoice.ReadAsync(Request.Query, snapshot, search, cancellation);
        var code = QrCode.Of(hosts.OriginOf(Request) + "/map" + choice.Query(snapshot));
        var side = code.Size + (2 * QrCode.Quiet);
        Response.Headers.CacheControl = "no-store";
        Response.Headers.ContentDisposition = "attachment; filename=\"hazard-map-qr.svg\"";
        return Content(string.Create(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Millimetres}mm\" height=\"{Millimetres}mm\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{code.ToPath()}\"/></svg>"),
            "image/svg+xml; charset=utf-8");
    }
}
