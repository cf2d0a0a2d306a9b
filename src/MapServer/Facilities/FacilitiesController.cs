using Gis.Core.Geodesy;
using Gis.Engine.Pictures;
using Gis.MapServer.Hosting;
using Gis.MapServer.Places;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Facilities;

/// <summary>Facilities as a list beside a map, whole without a script: by kind, equipment, words and distance.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="reader">Reads them.</param>
/// <param name="picture">Draws the map.</param>
public sealed class FacilitiesController(Documents documents, FacilityReader reader, PlacePicture picture) : Controller
{
    private const int Side = 600;

    /// <summary>The list.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/facilities")]
    public async Task<IActionResult> ListAsync(CancellationToken cancellation)
    {
        var choice = FacilityChoice.Read(Request.Query);
        var snapshot = documents.Snapshot;
        var all = await reader.ReadAsync(snapshot, [.. FacilityReader.Layers(snapshot)], choice.Near, cancellation);
        // Where people look is nobody's to keep.
        Response.Headers.CacheControl = "no-store";
        return View("/Facilities/Facilities.cshtml", new FacilitiesPage(snapshot, choice, all, choice.Apply(all)));
    }

    /// <summary>The map of one page of the list: each facility under its number.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/facilities/map.svg")]
    public async Task<IActionResult> PictureAsync(CancellationToken cancellation)
    {
        var choice = FacilityChoice.Read(Request.Query);
        var snapshot = documents.Snapshot;
        var all = await reader.ReadAsync(snapshot, [.. FacilityReader.Layers(snapshot)], choice.Near, cancellation);
        var shown = FacilitiesPage.Page(choice.Apply(all), choice.Page).Where(s => s.Facility.Position is not null).ToList();
        var places = shown.Select(s => s.Facility.Position!.Value).ToList();
        if (choice.Near is { } near)
            places.Add(near);
        if (places.Count == 0 && snapshot.Box?.Center is [var lon, var lat])
            places.Add(new LonLat(lon, lat));
        var narrow = Request.Query["size"] == PlaceMapController.Narrow;
        var frame = PictureFrame.Around(places, narrow ? PictureFrame.Narrow.Width : Side, narrow ? PictureFrame.Narrow.Height : Side);
        var signs = shown.AsEnumerable().Reverse().Select(s => new PictureSign(
            s.Facility.Position!.Value, null, null, false, s.Number));
        Response.Headers.CacheControl = "no-store";
        return Content(await picture.DrawAsync(frame, null, signs, choice.Near, cancellation), "image/svg+xml; charset=utf-8");
    }
}
