using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Hazards;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Health;

/// <summary>Whether the server can answer, for the launcher and for load balancers.</summary>
[AllowAnonymous]
public sealed class HealthController : ControllerBase
{
    /// <summary>
    /// <c>ok</c>; <c>degraded</c> when the database is away but what was read is still served; 503 and <c>starting</c> before the
    /// first catalogue was read. Beside it whether all layers that fit are in memory yet: <c>ready</c> or <c>loading</c>.
    /// </summary>
    /// <param name="catalogue">The catalogue in memory.</param>
    /// <param name="service">Knows whether the database answers.</param>
    /// <param name="holder">Knows which layers are in memory.</param>
    /// <param name="zones">Knows whether the hazards are.</param>
    [Get("/healthz")]
    public async Task Health([FromServices] TownCatalogue catalogue, [FromServices] CatalogueService service, [FromServices] LayerHolder holder,
        [FromServices] ZoneHolder zones)
    {
        var status = catalogue.Current is null ? "starting" : service.IsConnected ? "ok" : "degraded";
        Response.StatusCode = status == "starting" ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        Response.Headers.CacheControl = "no-store";
        var document = new JsonObject { ["status"] = status, ["memory"] = holder.IsReady && zones.IsReady ? "ready" : "loading" };
        await Response.WriteAsJsonAsync(document, CatalogueJson.Options, HttpContext.RequestAborted);
    }
}
