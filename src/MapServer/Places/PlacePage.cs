using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.Engine.Codes;
using Gis.Engine.Hazards;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Places;

/// <summary>What the answer sheet says.</summary>
/// <param name="Title">Title.</param>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Answer">What is known about the place.</param>
/// <param name="Flag">The hazard that sites are shown for, or null.</param>
public sealed record PlacePage(string Title, TownSnapshot Snapshot, HazardAnswer Answer, string? Flag) : PageFrame(Title, Snapshot)
{
    private const int Most = 3;

    /// <summary>Makes the sheet.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="answer">What is known about the place.</param>
    /// <param name="flag">The hazard that was asked for, or null.</param>
    /// <param name="origin">Scheme and authority under which people reach this server.</param>
    public static PlacePage Of(TownSnapshot snapshot, HazardAnswer answer, string? flag, string origin)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var where = answer.Place ?? Messages.Of("page.place.unknown",
            ("lat", answer.Position.Lat.ToString("F5", CultureInfo.InvariantCulture)), ("lon", answer.Position.Lon.ToString("F5", CultureInfo.InvariantCulture)));
        var chosen = flag ?? answer.Zones.Select(z => z.Layer.Kind.Hazard!.SiteFlag).FirstOrDefault(f => f is not null);
        return new PlacePage(Messages.Of("page.place.title", ("place", where)), snapshot, answer, chosen)
        {
            Where = where,
            Link = origin + PlaceAt(answer.Position, flag),
        };
    }

    /// <summary>Words for the place.</summary>
    public required string Where { get; init; }

    /// <summary>What the layers without a zone here warn of, each sentence once: what follows their statement that there is none.</summary>
    public IEnumerable<string> Cautions => Answer.NoZone
        .SelectMany(n => n.Text.Split('。', StringSplitOptions.RemoveEmptyEntries).Skip(1)).Append(Messages.Original("hazard.noneNote").TrimEnd('。'))
        .Distinct(StringComparer.Ordinal).Select(s => s + "。");

    /// <summary>What to do, worst zone first, each sentence once.</summary>
    public IEnumerable<Kind> Actions => Answer.Zones.Select(z => z.Layer.Kind).Where(k => k.Hazard!.Action is not null).DistinctBy(k => k.Id);

    /// <summary>Hazards that a visitor may ask sites for: those any site near here speaks about.</summary>
    public IReadOnlyList<(string Flag, string Title)> Flags =>
        [.. SiteFlags.All.Where(f => Answer.Sites.Any(s => s.Fits.ContainsKey(f.Flag))).Select(f => (f.Flag, Words.Flag(f.Flag)))];

    /// <summary>Flags of <see cref="Flags"/>.</summary>
    public IReadOnlyCollection<string> FlagIds => [.. Flags.Select(f => f.Flag)];

    /// <summary>Name of the chosen hazard.</summary>
    public string? FlagTitle => Flag is null ? null : Words.Flag(Flag);

    /// <summary>Where one may go: the three nearest fit for the chosen hazard and out of its zone; without a choice, the three nearest. None that is known to be shut or full.</summary>
    public IReadOnlyList<SiteNearby> Fit => [.. Answer.Sites.Where(s => (Flag is null || s.IsFor(Flag)) && !s.IsShut).Take(Most)];

    /// <summary>Fit for the chosen hazard, but not open or full at the moment: shown under a heading that says so, so that nobody walks there by mistake.</summary>
    public IReadOnlyList<SiteNearby> Shut => [.. Answer.Sites.Where(s => (Flag is null || s.IsFor(Flag)) && s.IsShut).Take(Most)];

    /// <summary>Layers whose changes are to be seen at once while an incident is on; empty at other times.</summary>
    public string Live => string.Join(' ', Answer.Sites.Where(s => s.State is not null).Select(s => s.Layer.Id.Value).Distinct());

    /// <summary>Nearer or as near, but not for the chosen hazard: shown with ×, so that nobody walks there by mistake.</summary>
    public IReadOnlyList<SiteNearby> Unfit => Flag is null ? [] : [.. Answer.Sites.Where(s => !s.IsFor(Flag)).Take(Most)];

    /// <summary>The hazard layer that the small map shows: the gravest here, or of the chosen hazard; without a zone, the first that speaks about the place.</summary>
    public Layer? Shown =>
        Answer.Zones.Select(z => z.Layer).FirstOrDefault(l => Flag is null || l.Kind.Hazard!.SiteFlag == Flag)
        ?? Answer.Checked.FirstOrDefault(l => Flag is null || l.Kind.Hazard!.SiteFlag == Flag);

    /// <summary>Legend of the small map, gravest first.</summary>
    public IEnumerable<LegendClass> Legend => Shown is null ? [] : LayerLegend.Of(Shown).OrderByDescending(c => c.Severity);

    /// <summary>Address of the small map.</summary>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    public string Picture(bool narrow) => string.Create(CultureInfo.InvariantCulture,
            $"/place/map.svg?lon={Answer.Position.Lon:F6}&lat={Answer.Position.Lat:F6}&z={PlacePicture.ZoomFor(Answer.Position, Fit, narrow)}")
        + (narrow ? "&size=" + PlaceMapController.Narrow : "") + (Shown is null ? "" : "&layer=" + Shown.Id.Value) + (Flag is null ? "" : "&for=" + Uri.EscapeDataString(Flag));

    /// <summary>Whole address of this sheet, for paper and for the QR code.</summary>
    public required string Link { get; init; }

    /// <summary>Where a link to this place is made for others, with a code and a frame.</summary>
    public string ShareAt => string.Create(CultureInfo.InvariantCulture, $"/share?at={Answer.Position.Lat:F6},{Answer.Position.Lon:F6}&z=16");

    /// <summary>QR code of <see cref="Link"/>.</summary>
    public QrCode Code => QrCode.Of(Link);

    /// <summary>Layers of which the sheet says anything, for its credits.</summary>
    public IEnumerable<Layer> Sources => Answer.Checked.Concat(Answer.Zones.Select(z => z.Layer)).Concat(Answer.Sites.Select(s => s.Layer)).DistinctBy(l => l.Id);
}
