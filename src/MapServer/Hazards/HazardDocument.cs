using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Engine.Hazards;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Hazards;

/// <summary>Hazard answers as JSON.</summary>
internal static class HazardDocument
{
    /// <summary>The answer for a place.</summary>
    public static JsonObject Of(HazardAnswer answer) => new()
    {
        ["lon"] = answer.Position.Lon,
        ["lat"] = answer.Position.Lat,
        ["place"] = new JsonObject { ["text"] = answer.Place },
        ["inTown"] = answer.InTown,
        ["text"] = answer.Text,
        ["hazards"] = new JsonArray([.. answer.Zones.Select(Zone)]),
        ["checked"] = Strings(answer.Checked.Select(l => l.Id.Value)),
        ["outsideCoverage"] = Strings(answer.OutsideCoverage.Select(l => l.Id.Value)),
        ["missing"] = Strings(answer.Missing.Select(k => k.Id)),
        ["notChecked"] = Strings(answer.NotChecked.Select(l => l.Id.Value)),
        ["unknown"] = Strings([.. answer.PlaceUnknown ? ["place"] : (string[])[], .. answer.SitesUnknown ? ["sites"] : (string[])[]]),
        ["noZone"] = NoZone(answer.NoZone),
        ["sites"] = new JsonArray([.. answer.Sites.Select(Site)]),
    };

    /// <summary>The answer for a line or an area.</summary>
    public static JsonObject Of(ShapeHazardAnswer answer) => new()
    {
        ["shape"] = answer.Shape.IsArea ? "area" : "line",
        ["inTown"] = answer.InTown,
        ["text"] = answer.Text,
        ["hazards"] = new JsonArray([.. answer.Zones.Select(z =>
        {
            var zone = Zone(z.Zone);
            zone["zones"] = z.Count;
            return zone;
        })]),
        ["checked"] = Strings(answer.Checked.Select(l => l.Id.Value)),
        ["partlyCovered"] = Strings(answer.PartlyCovered.Select(l => l.Id.Value)),
        ["outsideCoverage"] = Strings(answer.OutsideCoverage.Select(l => l.Id.Value)),
        ["missing"] = Strings(answer.Missing.Select(k => k.Id)),
        ["notChecked"] = Strings(answer.NotChecked.Select(l => l.Id.Value)),
        ["noZone"] = NoZone(answer.NoZone),
    };

    private static JsonArray NoZone(IReadOnlyList<(Core.Catalogue.Layer Layer, string Text)> layers) => [.. layers.Select(n => new JsonObject
    {
        ["layer"] = n.Layer.Id.Value,
        ["kind"] = n.Layer.Kind.Id,
        ["text"] = n.Text,
    })];

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
        ["hazards"] = Strings(site.Hazards),
        ["state"] = State(site.State),
    };

    private static JsonObject? State(SiteState? state) => state is null ? null : new JsonObject
    {
        ["opening"] = SiteStateWords.Id(state.Opening),
        ["crowding"] = SiteStateWords.Id(state.Crowding),
        ["at"] = state.At?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        ["against"] = state.IsAgainst,
    };

    private static JsonArray Strings(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];
}
