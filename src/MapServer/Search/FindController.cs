using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Search;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Search;

/// <summary>Search as a page: what the field of every server-made page sends.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="search">Finds.</param>
public sealed class FindController(Documents documents, TownSearch search) : Controller
{
    private const int Most = 30;
    private const int LongestText = 200;

    /// <summary>The results; straight to the answer sheet when exactly one thing is called so and has a place.</summary>
    /// <param name="q">What the visitor typed.</param>
    /// <param name="cancellation">Ends the query.</param>
    [Get("/find")]
    public async Task<IActionResult> FindAsync([FromQuery] string? q, CancellationToken cancellation)
    {
        var text = (q ?? "").Trim();
        if (text.Length > LongestText)
            throw RequestProblemException.Bad($"さがす言葉は {LongestText} 文字までで入れてください。");
        var snapshot = documents.Snapshot;
        IReadOnlyList<SearchHit> hits = text.Length == 0 ? [] : await search.FindAsync(snapshot, text, Most, cancellation);
        // What people search for is nobody's to keep.
        Response.Headers.CacheControl = "no-store";
        if (hits.Where(h => h.Match == MatchKind.Exact).ToList() is [{ Lon: { } lon, Lat: { } lat }])
            return new RedirectResult(PageFrame.PlaceAt(new LonLat(lon, lat)));
        return View("/Search/Found.cshtml", new FoundPage(snapshot, text, hits));
    }
}

/// <summary>What was found.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Text">What the visitor typed.</param>
/// <param name="Hits">What was found, best first.</param>
public sealed record FoundPage(TownSnapshot Snapshot, string Text, IReadOnlyList<SearchHit> Hits)
    : PageFrame(Messages.Of("page.find.title", ("text", Text)), Snapshot);
