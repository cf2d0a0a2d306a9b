using Gis.Core.Geodesy;
using Gis.Engine.Catalogues;
using Gis.Engine.Hazards;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Sites;

/// <summary>All emergency sites as a list that needs neither map nor script.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hazards">Knows the sites.</param>
public sealed class SitesController(Documents documents, PointHazards hazards) : Controller
{
    /// <summary>The list.</summary>
    /// <param name="hazard">Flag of a hazard: only sites one may go to in it; absent: all.</param>
    /// <param name="cancellation">Ends the queries.</param>
    [Get("/sites")]
    public async Task<IActionResult> ListAsync([FromQuery(Name = "for")] string? hazard, CancellationToken cancellation)
    {
        if (hazard is not (null or "") && SiteFlags.All.All(f => f.Flag != hazard))
            throw RequestProblemException.Bad("for には、災害の種類（flood、landslide、tsunami など）を指定してください。");
        var snapshot = documents.Snapshot;
        var middle = snapshot.Box?.Center is [var lon, var lat] ? new LonLat(lon, lat) : new LonLat(139, 35);
        var sites = (await hazards.SitesAsync(snapshot, middle, cancellation)).OrderBy(s => s.Name, StringComparer.Ordinal).ToList();
        return View("/Sites/Sites.cshtml", new SitesPage(snapshot, sites, hazard is "" ? null : hazard));
    }
}

/// <summary>What the list of sites shows.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="All">Every site, by name.</param>
/// <param name="Flag">The hazard they must be fit for, or null.</param>
public sealed record SitesPage(TownSnapshot Snapshot, IReadOnlyList<SiteNearby> All, string? Flag) : PageFrame(Messages.Of("page.sites.title"), Snapshot)
{
    /// <summary>Hazards that any site speaks about.</summary>
    public IReadOnlyList<(string Flag, string Title)> Flags { get; } = [.. SiteFlags.All.Where(f => All.Any(s => s.Fits.ContainsKey(f.Flag))).Select(f => (f.Flag, Words.Flag(f.Flag)))];

    /// <summary>Flags of <see cref="Flags"/>.</summary>
    public IReadOnlyCollection<string> FlagIds => [.. Flags.Select(f => f.Flag)];

    /// <summary>The sites that are shown; those that are shut or full come last.</summary>
    public IReadOnlyList<SiteNearby> Shown => [.. All.Where(s => Flag is null || s.IsFor(Flag)).OrderBy(s => s.IsShut)];

    /// <summary>Layers whose changes are to be seen at once while an incident is on; empty at other times.</summary>
    public string Live => string.Join(' ', All.Where(s => s.State is not null).Select(s => s.Layer.Id.Value).Distinct());
}
