using System.Text.Json.Nodes;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Paper;

/// <summary>Maps of districts on paper at a true scale: the page to choose on, the sheets themselves, and the list of all for the batch.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="districts">Knows the districts.</param>
/// <param name="sheets">Makes sheets.</param>
/// <param name="hosts">Builds the address that paper leads back to.</param>
public sealed class PaperController(Documents documents, DistrictReader districts, SheetMaker sheets, HostNames hosts) : Controller
{
    /// <summary>The page to choose on.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/paper")]
    public async Task<IActionResult> ChooseAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var choice = SheetChoice.Read(snapshot, Request.Query).OrUsual(snapshot);
        return View("/Paper/Paper.cshtml", new PaperPage(snapshot, await districts.ListAsync(snapshot, cancellation), choice));
    }

    /// <summary>A sheet: one page in true millimetres.</summary>
    /// <param name="cancellation">Ends the work.</param>
    [Get("/paper/sheet")]
    public async Task<IActionResult> SheetAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var page = await sheets.MakeAsync(snapshot, SheetChoice.Read(snapshot, Request.Query), hosts.OriginOf(Request), cancellation);
        SecurityHeaders.ForSheet(Response.Headers, page.Policy);
        return View("/Paper/Sheet.cshtml", page);
    }

    /// <summary>All districts with the addresses of their sheets, and the hazards that can be shown.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/paper/sheets.json")]
    public async Task<IActionResult> ListAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var choice = SheetChoice.Read(snapshot, Request.Query).OrUsual(snapshot);
        var all = await districts.ListAsync(snapshot, cancellation);
        var document = new JsonObject
        {
            ["size"] = choice.Size.Id,
            ["shown"] = new JsonArray([.. choice.Hazards.Select(h => (JsonNode)h.Id.Value)]),
            ["hazards"] = new JsonArray([.. SheetChoice.Offered(snapshot).Select(h => (JsonNode)new JsonObject
            {
                ["layer"] = h.Id.Value,
                ["kind"] = h.Kind.Id,
                ["title"] = h.Title,
                ["noun"] = h.Kind.Hazard!.Noun,
            })]),
            ["sheets"] = new JsonArray([.. all.Select((d, i) => (JsonNode)new JsonObject
            {
                ["number"] = i + 1,
                ["district"] = d.Name,
                ["id"] = d.Id,
                ["href"] = choice.Address("/paper/sheet", d.Id),
            })]),
        };
        return Content(document.ToJsonString(Core.Catalogue.CatalogueJson.Options), "application/json; charset=utf-8");
    }
}
