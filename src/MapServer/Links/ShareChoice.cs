using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Search;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Links;

/// <summary>What somebody wants to give to others: a link, in which language, and how high the frame is.</summary>
/// <param name="Link">The link.</param>
/// <param name="Speak">Language that the link opens in; null: that of whoever follows it.</param>
/// <param name="Height">Height of the frame in CSS pixels.</param>
/// <param name="Words">Words by which the place was looked for; empty: it was not.</param>
/// <param name="Found">What was found by them, or null.</param>
public sealed record ShareChoice(MapLink Link, Language? Speak, int Height, string Words, SearchHit? Found)
{
    /// <summary>Heights that can be chosen.</summary>
    public static IReadOnlyList<int> Heights => [360, 480, 640];

    /// <summary>Zooms that can be chosen, with the message that says what is seen.</summary>
    public static IReadOnlyList<(int Zoom, string Key)> Zooms => [(12, "share.zoomTown"), (14, "share.zoomDistrict"), (16, "share.zoomHouse"), (18, "share.zoomBuilding")];

    private const int LongestText = 100;

    /// <summary>Reads the parameters of a request.</summary>
    /// <param name="query">Parameters.</param>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="search">Finds the place by words.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static async Task<ShareChoice> ReadAsync(IQueryCollection query, TownSnapshot snapshot, TownSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(search);
        var words = query["q"].ToString().Trim();
        if (words.Length > LongestText)
            throw RequestProblemException.Bad($"さがす言葉は {LongestText} 文字までで入れてください。");
        var link = MapLink.Read(query, snapshot);
        // An empty field of a form is no place, not a bad one.
        if (query["at"].ToString().Trim().Length == 0)
            link = link with { Remarks = [.. link.Remarks.Where(r => r.Kind != "badPlace")] };
        var found = words.Length == 0 ? null : (await search.FindAsync(snapshot, words, 5, cancellation)).FirstOrDefault(h => h is { Lon: not null, Lat: not null });
        if (found is { Lon: { } lon, Lat: { } lat })
            link = link with { Place = new LonLat(lon, lat), Middle = null, Zoom = link.Zoom ?? MapLink.AtPlace };
        var height = int.TryParse(query["height"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && Heights.Contains(asked) ? asked : Heights[1];
        return new ShareChoice(link, Language.Find(query["speak"]), height, words, found);
    }

    /// <summary>Parameters of the link and of the frame, with the question mark; empty when there are none.</summary>
    public string Query(TownSnapshot snapshot)
    {
        var query = Link.ToQuery(snapshot);
        return Speak is null ? query : $"{(query.Length == 0 ? "?" : query + "&")}lang={Speak.Id}";
    }
}
