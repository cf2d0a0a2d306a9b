using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Hazards;

/// <summary>What is known about the hazards of a place.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Answers.</param>
public sealed class HazardsController(Documents documents, PointHazards hazards) : ControllerBase
{
    /// <summary>The answer as data and as text.</summary>
    /// <param name="lon">Longitude in degrees.</param>
    /// <param name="lat">Latitude in degrees.</param>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/hazards")]
    public async Task<IActionResult> AtAsync([FromQuery] string? lon, [FromQuery] string? lat, CancellationToken cancellation)
    {
        if (!Degrees(lon, out var x) || !Degrees(lat, out var y) || !new LonLat(x, y).IsOnEarth)
            throw RequestProblemException.Bad("lon（経度）と lat（緯度）を、度の数で指定してください。例: /hazards?lon=139.3&lat=35.1");
        var answer = await hazards.AskAsync(documents.Snapshot, new LonLat(x, y), cancellation);
        // Where people look is nobody's to keep.
        return new DocumentResult(ReadyDocument.From(Write(answer))) { CacheControl = "no-store" };
    }

    private static bool Degrees(string? text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static JsonObject Write(HazardAnswer answer) => new()
    {
        ["lon"] = answer.Position.Lon,
        ["lat"] = answer.Position.Lat,
        ["place"] = new JsonObject { ["text"] = answer.Place },
        ["inTown"] = answer.InTown,
        ["text"] = answer.Text,
        ["hazards"] = new JsonArray([.. answer.Zones.Select(Zone)]),
        ["checked"] = Words(answer.Checked.Select(l => l.Id.Value)),
        ["outsideCoverage"] = Words(answer.OutsideCoverage.Select(l => l.Id.Value)),
        ["missing"] = Words(answer.Missing.Select(k => k.Id)),
        ["noZone"] = new JsonArray([.. answer.NoZone.Select(n => new JsonObject
        {
            ["layer"] = n.Layer.Id.Value,
            ["kind"] = n.Layer.Kind.Id,
            ["text"] = n.Text,
        })]),
        ["sites"] = new JsonArray([.. answer.Sites.Select(Site)]),
    };

    private static JsonObject Zone(ZoneHere zone) => new()
    {
        ["layer"] = zone.Layer.Id.Value,
        ["layerTitle"] = zone.Layer.Title,
        ["kind"] = zone.Layer.Kind.Id,
        ["rank"] = zone.Rank,
        ["zoneClass"] = zone.ZoneClass,
        ["minDepth"] = zone.Min,
        ["maxDepth"] = zone.Max,
        ["unit"] = zone.Layer.Kind.Hazard!.Unit is { Length: > 0 } unit ? unit : null,
        ["scenario"] = zone.Scenario,
        ["returnPeriod"] = zone.ReturnPeriod,
        ["text"] = zone.Text,
        ["source"] = zone.Layer.Attribution.Publisher,
        ["date"] = zone.Layer.DataDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["severity"] = zone.Class?.Severity ?? 50,
        ["color"] = zone.Class?.Color,
        ["pattern"] = zone.Class?.Pattern,
        ["label"] = zone.Class?.Label,
    };

    private static JsonObject Site(SiteNearby site) => new()
    {
        ["layer"] = site.Layer.Id.Value,
        ["fid"] = site.Fid,
        ["name"] = site.Name,
        ["address"] = site.Address,
        ["distance"] = Math.Round(site.Distance, 1),
        ["direction"] = site.Direction,
        ["lon"] = site.Position.Lon,
        ["lat"] = site.Position.Lat,
        ["fits"] = new JsonObject(site.Fits.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)f.Value))),
        ["hazards"] = Words(site.Hazards),
    };

    private static JsonArray Words(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];
}
