using System.Text.Json.Nodes;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Offline;

/// <summary>What residents' browsers need to work without a network and to stand on the home screen of a phone.</summary>
/// <param name="documents">Gives the present catalogue.</param>
[PublicOnly]
public sealed class OfflineController(Documents documents) : Controller
{
    // The colour of the frame around the page.
    private const string Frame = "#ffffff";

    /// <summary>What this browser keeps, and how it is deleted. The list is filled in by the browser: the server does not know it.</summary>
    /// <param name="missing">Anything: the page that stands in for one that is not kept.</param>
    [Get("/offline")]
    public IActionResult Page([FromQuery] string? missing)
    {
        // The same for everyone in a language, and asked for anew each time.
        Response.Headers.CacheControl = DocumentResult.CacheRule(HttpContext);
        return View("/Offline/Offline.cshtml", new OfflinePage(documents.Snapshot, missing is not null));
    }

    /// <summary>Name, colours and icons for the home screen (W3C Web Application Manifest).</summary>
    [Get("/manifest.webmanifest")]
    public IActionResult Manifest()
    {
        Response.Headers.Append("Vary", "Accept-Language, Cookie");
        return new DocumentResult(documents.Get("manifest." + Language.Current.Id, Describe), "application/manifest+json; charset=utf-8");
    }

    private static JsonObject Describe(TownSnapshot snapshot)
    {
        var town = snapshot.Catalogue.Town?.Name ?? "";
        return new JsonObject
        {
            ["id"] = "/",
            ["name"] = $"{town} {Messages.Of("page.public")}".Trim(),
            ["short_name"] = town.Length > 0 ? town : Messages.Of("page.public"),
            ["description"] = Messages.Of("page.description", ("town", town), ("title", Messages.Of("page.public"))),
            ["lang"] = Language.Current.Lang,
            ["dir"] = "ltr",
            ["start_url"] = "/",
            ["scope"] = "/",
            ["display"] = "standalone",
            ["background_color"] = Frame,
            ["theme_color"] = Frame,
            ["icons"] = new JsonArray(
                Icon("icon.svg", "any", "image/svg+xml"), Icon("icon-192.png", "192x192"), Icon("icon-512.png", "512x512"), Icon("icon-maskable-512.png", "512x512", purpose: "maskable")),
            ["shortcuts"] = new JsonArray(Shortcut("page.sites", "/sites"), Shortcut("offline.title", "/offline")),
        };
    }

    private static JsonObject Icon(string file, string sizes, string type = "image/png", string purpose = "any") =>
        new() { ["src"] = "/assets/" + file, ["sizes"] = sizes, ["type"] = type, ["purpose"] = purpose };

    private static JsonObject Shortcut(string name, string url) => new() { ["name"] = Messages.Of(name), ["url"] = url };
}
