using System.Globalization;
using System.Net;
using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.Engine.Codes;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Links;

/// <summary>The page where a link, a code and a frame are made.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Choice">What was chosen.</param>
/// <param name="Origin">Scheme and authority under which people reach this server.</param>
/// <param name="IsKnown">Whether the town has said that this is its public address.</param>
/// <param name="Bases">Ids and titles of base maps besides the town's own.</param>
public sealed record SharePage(TownSnapshot Snapshot, ShareChoice Choice, string Origin, bool IsKnown, IReadOnlyList<(string Id, string Title)> Bases)
    : PageFrame(Messages.Of("page.share"), Snapshot)
{
    /// <summary>Whole address of the map.</summary>
    public string Link => Origin + "/map" + Choice.Query(Snapshot);

    /// <summary>Address of the frame on this server.</summary>
    public string Frame => "/embed" + Choice.Query(Snapshot);

    /// <summary>Address of the code as a file.</summary>
    public string CodeFile => "/share/qr.svg" + Choice.Query(Snapshot);

    /// <summary>QR code of <see cref="Link"/>.</summary>
    public QrCode Code => QrCode.Of(Link);

    /// <summary>Name of the frame for those who hear it.</summary>
    public string FrameTitle => $"{Town} {Messages.Of("page.public")}".Trim();

    /// <summary>What is put into somebody else's page (HTML).</summary>
    public string Html => $"<iframe src=\"{WebUtility.HtmlEncode(Origin + Frame)}\" title=\"{WebUtility.HtmlEncode(FrameTitle)}\" width=\"100%\" height=\"{Choice.Height}\" "
        + "style=\"border:0\" loading=\"lazy\" referrerpolicy=\"no-referrer\" allowfullscreen></iframe>";

    /// <summary>Groups of layers that can be chosen.</summary>
    public IEnumerable<(Wording Title, IReadOnlyList<Layer> Layers)> Groups =>
        GroupTitles.Of(MapLink.Choices(Snapshot).Select(l => l.Kind.Group)).Select(g =>
            (Words.Group(g.Id, g.Title), (IReadOnlyList<Layer>)[.. MapLink.Choices(Snapshot).Where(l => l.Kind.Group == g.Id)]));

    /// <summary>Whether a layer is chosen.</summary>
    public bool IsOn(Layer layer) => Choice.Link.Shown(Snapshot).Contains(layer);

    /// <summary>The zoom that is chosen among those that can be, or null.</summary>
    public int? Zoom => Choice.Link.Zoom is { } zoom && ShareChoice.Zooms.Any(z => z.Zoom == zoom) ? (int)zoom : null;

    /// <summary>A zoom as it stands in a link.</summary>
    public static string Number(double zoom) => zoom.ToString("0.#", CultureInfo.InvariantCulture);
}
