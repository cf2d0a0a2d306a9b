using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;
using Gis.Engine.Pictures;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Places;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Links;

/// <summary>A page that a link leads to: the map, or the map in a frame. For those without a script it holds what can be said without a moving map.</summary>
/// <param name="Title">Title.</param>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Link">What the link asks for.</param>
/// <param name="Tags">Script and style sheet of the page, for its head.</param>
public sealed record LinkPage(string Title, TownSnapshot Snapshot, MapLink Link, string Tags) : PageFrame(Title, Snapshot)
{
    /// <summary>The answer for the place, or null without one.</summary>
    public PlacePage? Sheet { get; init; }

    /// <summary>Emergency sites, nearest to the middle of the map first.</summary>
    public IReadOnlyList<SiteNearby> Sites { get; init; } = [];

    /// <summary>Flags that any of <see cref="Sites"/> speaks about.</summary>
    public IReadOnlyCollection<string> Flags => [.. Gis.Engine.Catalogues.SiteFlags.All.Select(f => f.Flag).Where(f => Sites.Any(s => s.Fits.ContainsKey(f)))];

    /// <summary>The hazard that the picture shows, or null.</summary>
    public Layer? Hazard => HazardOf(Link, Snapshot);

    /// <summary>Legend of <see cref="Hazard"/>, gravest first.</summary>
    public IEnumerable<LegendClass> Legend => Hazard is null ? [] : LayerLegend.Of(Hazard).OrderByDescending(c => c.Severity);

    /// <summary>Layers that are shown, for the credits.</summary>
    public IReadOnlyList<Layer> Shown => Link.Shown(Snapshot);

    /// <summary>Publishers of what is shown, each once.</summary>
    public IEnumerable<string> Publishers => Snapshot.Drawn.Where(PlacePicture.IsGround).Concat(Shown).Select(l => l.Attribution.Publisher).OfType<string>().Where(p => p.Length > 0).Distinct();

    /// <summary>Address of the map in full.</summary>
    public string Whole => "/map" + Link.ToQuery(Snapshot);

    /// <summary>Address of the picture.</summary>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    public string Picture(bool narrow)
    {
        var query = Link.ToQuery(Snapshot);
        return "/embed/map.svg" + query + (narrow ? (query.Length == 0 ? "?" : "&") + "size=" + PlaceMapController.Narrow : "");
    }

    /// <summary>The hazard that a picture of a link shows: the first of those that the link shows.</summary>
    public static Layer? HazardOf(MapLink link, TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.Shown(snapshot).FirstOrDefault(l => l.Kind.Hazard is not null);
    }

    /// <summary>What part of the town a picture of a link shows.</summary>
    public static PictureFrame FrameOf(MapLink link, TownSnapshot snapshot, bool narrow)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(snapshot);
        var (width, height) = narrow ? PictureFrame.Narrow : PictureFrame.Wide;
        var middle = link.Middle ?? link.Place;
        if (middle is null && link.Zoom is null && snapshot.Box is { } box)
            return PictureFrame.Around([new LonLat(box.West, box.South), new LonLat(box.East, box.North)], width, height);
        return new PictureFrame { Center = middle ?? Center(snapshot), Zoom = (int)Math.Clamp(link.Zoom ?? MapLink.AtPlace, MapLink.Farthest, 18), Width = width, Height = height };
    }

    /// <summary>The middle of the town.</summary>
    public static LonLat Center(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Box?.Center is [var lon, var lat] ? new LonLat(lon, lat) : new LonLat(139, 35);
    }
}
