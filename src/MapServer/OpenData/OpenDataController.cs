using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.OpenData;

/// <summary>The pages from which anyone takes the town's data, whole without a script.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="offers">Reads which files may be taken.</param>
/// <param name="sets">Reads what the page of one set shows.</param>
/// <param name="picture">Draws a set.</param>
/// <param name="hosts">Knows under what name the server is reached.</param>
public sealed class OpenDataController(Documents documents, OfferReader offers, SetReader sets, SetPicture picture, HostNames hosts) : Controller
{
    /// <summary>Every data set that is open, with its terms and its files; by group and words.</summary>
    /// <param name="cancellation">Ends the query.</param>
    [Get("/data")]
    public async Task<IActionResult> ListAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var files = await offers.ReadAsync(null, null, cancellation);
        return View("/OpenData/OpenData.cshtml", new OpenDataPage(snapshot, DataChoice.Read(Request.Query, snapshot), files.ToLookup(o => o.Layer, StringComparer.Ordinal)));
    }

    /// <summary>One data set.</summary>
    /// <param name="layer">Layer id.</param>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/data/{layer}")]
    public async Task<IActionResult> SetAsync(string layer, CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var found = Find(layer);
        if (found.Id.Value != layer)
            return RedirectPreserveMethod("/data/" + found.Id.Value);
        var files = await offers.ReadAsync(found.Id.Value, null, cancellation);
        var content = await sets.ReadAsync(snapshot, found, cancellation);
        return View("/OpenData/Set.cshtml", new SetPage(snapshot, found, files, content, hosts.OriginOf(Request)));
    }

    /// <summary>A small map of a data set.</summary>
    /// <param name="layer">Layer id.</param>
    /// <param name="size">narrow: the picture for phones.</param>
    /// <param name="cancellation">Ends the work.</param>
    [Get("/data/{layer}/map.svg")]
    public async Task<IActionResult> PictureAsync(string layer, [FromQuery] string? size, CancellationToken cancellation)
    {
        var svg = await picture.DrawAsync(documents.Snapshot, Find(layer), size == Places.PlaceMapController.Narrow, cancellation)
            ?? throw RequestProblemException.NotFound("このデータには、地図に描けるものがありません。");
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        return Content(svg, "image/svg+xml; charset=utf-8");
    }

    private Layer Find(string id) => SetNames.Find(documents.Snapshot, id)
        ?? throw RequestProblemException.NotFound("このデータはありません。/data の一覧を確認してください。");
}
