using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Engine.Catalogues;
using Gis.Engine.Hazards;
using Gis.MapServer.Hosting;
using Gis.MapServer.Offline;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Places;

/// <summary>
/// The answer sheet of a place as a page of its own: the same sentences as in the map, but whole without a map, without a script, on paper
/// and for a screen reader.
/// </summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Answers.</param>
/// <param name="hosts">Builds the address that paper leads back to.</param>
public sealed class PlaceController(Documents documents, PointHazards hazards, HostNames hosts) : Controller
{
    /// <summary>The sheet.</summary>
    /// <param name="lon">Longitude in degrees.</param>
    /// <param name="lat">Latitude in degrees.</param>
    /// <param name="hazard">Flag of the hazard that sites must be fit for; absent: that of the gravest zone here.</param>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/place")]
    public async Task<IActionResult> SheetAsync(
        [FromQuery] string? lon, [FromQuery] string? lat, [FromQuery(Name = "for")] string? hazard, CancellationToken cancellation)
    {
        if (!Degrees(lon, out var x) || !Degrees(lat, out var y) || !new LonLat(x, y).IsOnEarth)
            throw RequestProblemException.Bad("lon（経度）と lat（緯度）を、度の数で指定してください。例: /place?lon=139.3&lat=35.1");
        var snapshot = documents.Snapshot;
        if (hazard is not (null or "") && SiteFlags.All.All(f => f.Flag != hazard))
            throw RequestProblemException.Bad("for には、災害の種類（flood、landslide、tsunami など）を指定してください。");
        var answer = await hazards.AskAsync(snapshot, new LonLat(x, y), cancellation);
        Response.Headers.CacheControl = Keeping.RuleFor(HttpContext);
        return View("/Places/Place.cshtml", PlacePage.Of(snapshot, answer, hazard is "" ? null : hazard, hosts.OriginOf(Request)));
    }

    private static bool Degrees(string? text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
