using System.Globalization;
using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Engine.Catalogues;
using Gis.Engine.Reading;
using Gis.Engine.Styles;

namespace Gis.MapServer.Links;

/// <summary>
/// The link format that towns print: <c>/map?at=lat,lon&amp;z=15&amp;layers=flood_depth,shelter</c>. What was valid once stays valid, unknown parameters are passed
/// over, and what no longer exists is answered with what there is instead and a sentence that says so. The map's page reads the same
/// (src/Web/ui/map-link.ts); tests/links holds both to the same list of printed links.
/// </summary>
public sealed partial record MapLink
{
    /// <summary>Closest zoom of the map.</summary>
    public const double Closest = 20;

    /// <summary>Farthest zoom of the map.</summary>
    public const double Farthest = 4;

    /// <summary>Zoom at which a house is seen among its neighbours.</summary>
    public const double AtPlace = 16;

    /// <summary>The word for no layers but the ground.</summary>
    public const string None = "none";

    private const string Ground = "base";

    /// <summary>Longitudes and latitudes that are taken, beyond the box of the town: half of it, but at least this many degrees.</summary>
    private const double Beyond = 0.05;

    /// <summary>The place that is marked and answered for, or null.</summary>
    public LonLat? Place { get; init; }

    /// <summary>What stands in the middle of the map, where that is not the place.</summary>
    public LonLat? Middle { get; init; }

    /// <summary>Zoom of the map (512 pixels to the side of a tile), or null.</summary>
    public double? Zoom { get; init; }

    /// <summary>Layers over the ground that are named, in the order of lists; null when the link leaves the usual ones.</summary>
    public IReadOnlyList<Layer>? Chosen { get; init; }

    /// <summary>Layers that are usually on and are not to be shown.</summary>
    public IReadOnlyList<Layer> Hidden { get; init; } = [];

    /// <summary>Flag of the hazard that sites must be fit for, or null.</summary>
    public string? Flag { get; init; }

    /// <summary>Base map as it was asked for, or null.</summary>
    public string? Base { get; init; }

    /// <summary>What could not be followed as it stands.</summary>
    public IReadOnlyList<LinkRemark> Remarks { get; init; } = [];

    /// <summary>Reads a link. Nothing in it is refused.</summary>
    /// <param name="query">Parameters of the address.</param>
    /// <param name="snapshot">The catalogue.</param>
    public static MapLink Read(IQueryCollection query, TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(snapshot);
        var remarks = new List<LinkRemark>();
        var place = PlaceOf(query["at"]);
        if (query.ContainsKey("at") && place is null)
            remarks.Add(new LinkRemark("badPlace", []));
        if (place is { } far && !IsNear(far, snapshot))
        {
            remarks.Add(new LinkRemark("outside", [snapshot.Catalogue.Town?.Name ?? ""]));
            place = null;
        }

        var names = LinkNames.Of(query["layers"]);
        var found = LinkNames.Resolve(names, snapshot);
        remarks.AddRange(found.Remarks);
        return new MapLink
        {
            Place = place,
            Middle = PlaceOf(query["c"]) is { } middle && IsNear(middle, snapshot) ? middle : null,
            Zoom = ZoomOf(query["z"]),
            // A link of which nothing is left shows what everybody sees, never an empty map.
            Chosen = !query.ContainsKey("layers") || (found.Layers.Count == 0 && names.Count > 0) ? null : found.Layers,
            Hidden = LinkNames.Resolve(LinkNames.Of(query["hide"]), snapshot).Layers,
            Flag = SiteFlags.All.Select(f => f.Flag).FirstOrDefault(f => f == query["for"]),
            Base = query["base"].ToString() is { Length: > 0 and < 40 } ground ? ground : null,
            Remarks = remarks,
        };
    }

    /// <summary>Layers over the ground that the map shows: the named ones, else of the usual ones all that are no hazard and the first hazard.</summary>
    public IReadOnlyList<Layer> Shown(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var hidden = Hidden.Select(l => l.Id).ToHashSet();
        return [.. (Chosen ?? Usual(snapshot)).Where(l => !hidden.Contains(l.Id))];
    }

    /// <summary>Layers over the ground that are on when nobody has chosen.</summary>
    public static IReadOnlyList<Layer> Usual(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var on = snapshot.Drawn.Where(l => StyleBuilder.IsVisible(l) && l.Kind.Group != Ground).ToList();
        var first = on.FirstOrDefault(l => l.Kind.Hazard is not null);
        return [.. on.Where(l => l.Kind.Hazard is null || l == first)];
    }

    /// <summary>Layers that a link may name and that stand over the ground.</summary>
    public static IEnumerable<Layer> Choices(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Drawn.Where(l => l.Kind.Group != Ground);
    }

    /// <summary>Writes the link's parameters with the question mark, as short as it can be said; empty when it says nothing.</summary>
    /// <param name="snapshot">The catalogue.</param>
    public string ToQuery(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var parts = new List<string>();
        if (Place is { } place)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"at={place.Lat:F6},{place.Lon:F6}"));
        if (Middle is { } middle && !(Place is { } near && Math.Abs(near.Lat - middle.Lat) < 0.0001 && Math.Abs(near.Lon - middle.Lon) < 0.0001))
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"c={middle.Lat:F5},{middle.Lon:F5}"));
        if (Zoom is { } zoom)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"z={zoom:0.#}"));
        if (Chosen is { } chosen && !chosen.SequenceEqual(Usual(snapshot)))
            parts.Add("layers=" + (chosen.Count == 0 ? None : string.Join(',', chosen.Select(l => LinkNames.NameOf(l, snapshot)))));
        if (Hidden.Count > 0)
            parts.Add("hide=" + string.Join(',', Hidden.Select(l => LinkNames.NameOf(l, snapshot))));
        if (Base is not (null or "own"))
            parts.Add("base=" + Uri.EscapeDataString(Base));
        if (Flag is not null)
            parts.Add("for=" + Flag);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private static LonLat? PlaceOf(string? text)
    {
        if (Pair().Match(Width.Fold(text ?? "")) is not { Success: true } pair)
            return null;
        var (first, second) = (Number(pair.Groups[1].Value), Number(pair.Groups[2].Value));
        // The other way round is understood too: no latitude is as large as the longitudes of Japan.
        var place = Math.Abs(first) > 90 ? new LonLat(first, second) : new LonLat(second, first);
        return place.IsOnEarth ? place : null;
    }

    private static double? ZoomOf(string? text)
    {
        var clean = Width.Fold(text ?? "").Trim();
        return Amount().IsMatch(clean) ? Math.Clamp(Number(clean), Farthest, Closest) : null;
    }

    private static bool IsNear(LonLat place, TownSnapshot snapshot)
    {
        if (snapshot.Box is not { } box)
            return true;
        var (dx, dy) = (Math.Max((box.East - box.West) / 2, Beyond), Math.Max((box.North - box.South) / 2, Beyond));
        return place.Lon >= box.West - dx && place.Lon <= box.East + dx && place.Lat >= box.South - dy && place.Lat <= box.North + dy;
    }

    private static double Number(string digits) => double.Parse(digits, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)\s*[,、]\s*([+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,20})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();
}

/// <summary>What a link says that could not be followed as it stands.</summary>
/// <param name="Kind">Which sentence: badPlace, outside, replaced, gone, goneSome (messages <c>link.…</c>).</param>
/// <param name="Names">What the sentence names.</param>
public sealed record LinkRemark(string Kind, IReadOnlyList<string> Names)
{
    /// <summary>The sentence in the language of the request.</summary>
    public string Text => Shell.Messages.Of("link." + Kind, ("names", string.Join('・', Names)));

    /// <summary>The same in Japanese.</summary>
    public string Original => Shell.Messages.Original("link." + Kind, ("names", string.Join('・', Names)));
}
