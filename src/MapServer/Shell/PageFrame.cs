using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Catalogues;
using Gis.Engine.Hazards;
using Gis.Engine.Reading;

namespace Gis.MapServer.Shell;

/// <summary>What every server-made page shows around its content.</summary>
/// <param name="Title">Title of the page, without the town's name.</param>
/// <param name="Snapshot">The catalogue.</param>
public abstract record PageFrame(string Title, TownSnapshot Snapshot)
{
    /// <summary>The town's name; empty before the first import.</summary>
    public string Town => Snapshot.Catalogue.Town?.Name ?? "";

    /// <summary>A sentence that must stand on every page, or null.</summary>
    public string? Notice => Snapshot.Catalogue.Town?.Notice;

    /// <summary>What stands in the search field.</summary>
    public string Searched { get; init; } = "";

    /// <summary>Address of the map's page, opened at a place.</summary>
    public string MapAt(LonLat place) => Inv($"{MapHome}#map=16.00/{place.Lat:F5}/{place.Lon:F5}&at={place.Lat:F6},{place.Lon:F6}");

    /// <summary>Address of the map's page.</summary>
    public string MapHome => Snapshot.Audience == Audience.Staff ? "/staff" : "/";

    /// <summary>Address of the answer for a place.</summary>
    public static string PlaceAt(LonLat place, string? flag = null) =>
        Inv($"/place?lon={place.Lon:F6}&lat={place.Lat:F6}") + (flag is null ? "" : "&for=" + Uri.EscapeDataString(flag));

    /// <summary>The address of this page in another language.</summary>
    /// <param name="request">The request that is being answered.</param>
    /// <param name="language">The language.</param>
    public static string InLanguage(HttpRequest request, Language language)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(language);
        // Who follows a link is a browser, which asks for a page anyway (f=html).
        var rest = request.Query.Where(q => q.Key is not ("lang" or "f")).SelectMany(q => q.Value, (q, value) => KeyValuePair.Create(q.Key, value));
        return request.Path + QueryString.Create(rest.Append(KeyValuePair.Create<string, string?>("lang", language.Id))).ToString();
    }

    /// <summary>A look that somebody chose: the value of a cookie, if it is one of those that exist.</summary>
    /// <param name="request">The request that is being answered.</param>
    /// <param name="name">Name of the cookie.</param>
    /// <param name="known">Values that style sheets know.</param>
    public static string? Chosen(HttpRequest request, string name, params string[] known)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(known);
        return known.FirstOrDefault(k => k == request.Cookies[name]);
    }

    /// <summary>Where a site lies from here: direction and straight-line distance.</summary>
    public static string Way(SiteNearby site)
    {
        ArgumentNullException.ThrowIfNull(site);
        return Messages.Of("sites.distance", ("direction", Words.Direction(site.Direction)), ("distance", Distance(site.Distance)));
    }

    /// <summary>A straight-line distance as one says it.</summary>
    /// <param name="metres">Metres.</param>
    public static string Distance(double metres) => metres < 1000
        ? Messages.Of("distance.metres", ("value", Inv($"{Math.Max(10, Math.Round(metres / 10) * 10):0}")))
        : Messages.Of("distance.kilometres", ("value", Inv($"{metres / 1000:0.0}")));

    /// <summary>The marks of a site: each hazard that any site of the town speaks about, with ○ △ × or ？ and its words.</summary>
    public static IEnumerable<SiteMark> Marks(SiteNearby site, IReadOnlyCollection<string> flags)
    {
        ArgumentNullException.ThrowIfNull(site);
        foreach (var (flag, _) in SiteFlags.All.Where(f => flags.Contains(f.Flag)))
        {
            var fit = site.Fits.GetValueOrDefault(flag, "unknown");
            var inZone = site.Hazards.Contains(flag);
            // What the town marked as fit and what lies in the zone do not go together: no ○ that somebody could follow.
            var sign = fit switch { "yes" when inZone => "！", "yes" => "○", "limited" => "△", "no" => "×", _ => "？" };
            yield return new SiteMark(flag, Words.Flag(flag), fit, sign, Messages.Of("fit." + fit), inZone);
        }
    }

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a site's sign says about one hazard (JIS Z 9098 shows the unfit ones too, with ×).</summary>
/// <param name="Flag">Flag of the hazard.</param>
/// <param name="Title">Its name.</param>
/// <param name="Fit"><c>yes</c>, <c>limited</c>, <c>no</c> or <c>unknown</c>.</param>
/// <param name="Sign">○ △ × ？, or ！ where a fit site stands in the zone itself</param>
/// <param name="Words">The same in words.</param>
/// <param name="InZone">Whether the site itself stands in that hazard's zone.</param>
public sealed record SiteMark(string Flag, string Title, string Fit, string Sign, string Words, bool InZone);
