using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;
using Gis.MapServer.Hosting;
using Gis.MapServer.Offline;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Hazards;

/// <summary>What is known about the hazards of a place, along a line or in an area.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Answers.</param>
public sealed class HazardsController(Documents documents, PointHazards hazards) : ControllerBase
{
    private const int MostBytes = 256 * 1024;

    /// <summary>The answer for a place as data and as text.</summary>
    /// <param name="lon">Longitude in degrees.</param>
    /// <param name="lat">Latitude in degrees.</param>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/hazards")]
    public async Task<IActionResult> AtAsync([FromQuery] string? lon, [FromQuery] string? lat, CancellationToken cancellation)
    {
        if (!Degrees(lon, out var x) || !Degrees(lat, out var y) || !new LonLat(x, y).IsOnEarth)
            throw RequestProblemException.Bad("lon（経度）と lat（緯度）を、度の数で指定してください。例: /hazards?lon=139.3&lat=35.1");
        return Answer(ReadyDocument.From(HazardDocument.Of(await hazards.AskAsync(documents.Snapshot, new LonLat(x, y), cancellation))));
    }

    /// <summary>The answer for a line or an area, sent as a GeoJSON geometry; a point gets the answer for a place. It changes nothing.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [HttpPost("/hazards")]
    [RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> ForShapeAsync(CancellationToken cancellation)
    {
        var type = Request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (type is not ("application/geo+json" or "application/json"))
            throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, "Content-Type は application/geo+json にしてください。");
        using var body = new MemoryStream();
        await Request.Body.CopyToAsync(body, cancellation);
        var asked = AskedBody.Read(body.ToArray());
        return Answer(ReadyDocument.From(asked.Shape is { } shape
            ? HazardDocument.Of(await hazards.AskAsync(documents.Snapshot, shape, cancellation))
            : HazardDocument.Of(await hazards.AskAsync(documents.Snapshot, asked.Place, cancellation))));
    }

    private DocumentResult Answer(ReadyDocument document) => new(document) { CacheControl = Keeping.RuleFor(HttpContext) };

    private static bool Degrees(string? text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
