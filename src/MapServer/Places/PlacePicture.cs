using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;
using Gis.Engine.Pictures;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Hosting;
using Gis.MapServer.Shell;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Making;

namespace Gis.MapServer.Places;

/// <summary>Draws the map around a place of the same tiles and by the same style as the map's page.</summary>
/// <param name="towns">What tiles show now.</param>
/// <param name="maker">Gives the tiles.</param>
/// <param name="hazards">Knows the emergency sites.</param>
public sealed class PlacePicture(TileTowns towns, TileMaker maker, PointHazards hazards)
{
    /// <summary>Zoom at which the house fills the picture best.</summary>
    public const int Nearest = 17;

    /// <summary>Zoom beyond which streets can no longer be made out.</summary>
    public const int Farthest = 14;

    // A site must not stand so close to the edge that its name is cut off.
    private const int Margin = 56;

    private readonly ConditionalWeakTable<TownSnapshot, IReadOnlyList<JsonObject>> _styles = [];

    /// <summary>The closest zoom at which the sites that one may go to are in the picture, at least the nearest of them.</summary>
    /// <param name="place">The place in the middle.</param>
    /// <param name="fit">Sites one may go to, nearest first.</param>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    public static int ZoomFor(LonLat place, IReadOnlyList<SiteNearby> fit, bool narrow = false)
    {
        ArgumentNullException.ThrowIfNull(fit);
        for (var zoom = Nearest - 1; zoom > Farthest; zoom--)
        {
            if (fit.Take(1).All(s => Frame(place, zoom, narrow).Holds(s.Position, Margin)))
                return zoom;
        }

        return Farthest;
    }

    /// <summary>Draws it.</summary>
    /// <param name="place">The place in the middle.</param>
    /// <param name="zoom">Zoom of the tiles.</param>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    /// <param name="hazard">Id of the hazard layer that is shown, or null.</param>
    /// <param name="flag">Hazard that sites must be fit for, or null.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="RequestProblemException">There is no such layer.</exception>
    public async Task<string> DrawAsync(LonLat place, int zoom, bool narrow, string? hazard, string? flag, CancellationToken cancellation)
    {
        var sites = await hazards.SitesAsync((towns.Current ?? throw RequestProblemException.NotReady()).Snapshot, place, cancellation);
        return await DrawAsync(Frame(place, zoom, narrow), hazard, Signs(sites, flag), place, cancellation);
    }

    /// <summary>Draws a part of the town with the emergency sites in it.</summary>
    /// <param name="frame">Which part.</param>
    /// <param name="hazard">Id of the hazard layer that is shown, or null.</param>
    /// <param name="flag">Hazard that sites must be fit for, or null.</param>
    /// <param name="place">A place that is marked, or null.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="RequestProblemException">There is no such layer.</exception>
    public async Task<string> DrawWithSitesAsync(PictureFrame frame, string? hazard, string? flag, LonLat? place, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var sites = await hazards.SitesAsync((towns.Current ?? throw RequestProblemException.NotReady()).Snapshot, frame.Center, cancellation);
        return await DrawAsync(frame, hazard, Signs(sites, flag), place, cancellation);
    }

    /// <summary>Draws any part of the town.</summary>
    /// <param name="frame">Which part.</param>
    /// <param name="hazard">Id of the hazard layer that is shown, or null.</param>
    /// <param name="signs">Signs, the most important last.</param>
    /// <param name="place">A place that is marked, or null.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="RequestProblemException">There is no such layer.</exception>
    public async Task<string> DrawAsync(PictureFrame frame, string? hazard, IEnumerable<PictureSign> signs, LonLat? place, CancellationToken cancellation)
    {
        var town = towns.Current ?? throw RequestProblemException.NotReady();
        var over = string.IsNullOrEmpty(hazard) ? null
            : town.Find(hazard) is { Layer.Kind.Hazard: not null } found ? found : throw RequestProblemException.NotFound("この災害のデータはありません。");
        return await DrawAsync(town, frame, over, signs, place, cancellation);
    }

    /// <summary>Draws any part of the town with one layer of any kind over the ground.</summary>
    /// <param name="frame">Which part.</param>
    /// <param name="layer">The layer, or null.</param>
    /// <param name="signs">Signs, the most important last.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<string> DrawAsync(PictureFrame frame, Layer? layer, IEnumerable<PictureSign> signs, CancellationToken cancellation)
    {
        var town = towns.Current ?? throw RequestProblemException.NotReady();
        return await DrawAsync(town, frame, layer is null ? null : town.Find(layer.Id.Value), signs, null, cancellation);
    }

    private async Task<string> DrawAsync(TileTown town, PictureFrame frame, LayerContent? over, IEnumerable<PictureSign> signs, LonLat? place, CancellationToken cancellation)
    {
        var shown = town.Layers.Where(l => IsGround(l.Layer)).ToList();
        if (over is not null && !shown.Contains(over))
            shown.Add(over);
        var names = shown.Select(l => l.Layer.Id.Value).ToHashSet(StringComparer.Ordinal);
        var style = _styles.GetValue(town.Snapshot, Drawable).Where(l => names.Contains((string)l["source-layer"]!)).ToList();
        var list = string.Join(',', shown.Select(l => l.Layer.Id.Value));
        var set = town.TryGetSet(list, out var known) ? known : town.Remember(list, shown);
        var tiles = new List<(IReadOnlyDictionary<string, IReadOnlyList<TileFeature>>, double, double)>();
        foreach (var (tile, x, y) in frame.Tiles())
            tiles.Add((TileContent.Read((await maker.GetAsync(town, set, tile, cancellation)).Inflate()), x, y));
        return MapPicture.Draw(frame, style, tiles, signs, place, Messages.Of("picture.north"));
    }

    private static PictureFrame Frame(LonLat place, int zoom, bool narrow)
    {
        var (width, height) = narrow ? PictureFrame.Narrow : PictureFrame.Wide;
        return new PictureFrame { Center = place, Zoom = zoom, Width = width, Height = height };
    }

    /// <summary>Whether a layer belongs to the ground that every picture shows: what the map shows too, but no land lots.</summary>
    internal static bool IsGround(Layer layer) => layer.Kind.Group == "base" && StyleBuilder.IsVisible(layer) && layer.Geometry != GeometryFamily.Point;

    // Names only where they do not hide each other: the nearest sites bear theirs.
    private static IEnumerable<PictureSign> Signs(IReadOnlyList<SiteNearby> sites, string? flag) => sites.Take(12).Reverse().Select(s =>
    {
        var struck = flag is not null && !s.IsFor(flag);
        var symbol = LayerLegend.Of(s.Layer).FirstOrDefault(c => c.Symbol is not null)?.Symbol;
        return new PictureSign(s.Position, symbol, struck ? null : s.Name, struck);
    });

    /// <summary>Layers of the style that areas and lines are drawn by, lowest first.</summary>
    internal static IReadOnlyList<JsonObject> Drawable(TownSnapshot snapshot) =>
        [.. StyleBuilder.Build(snapshot)["layers"]!.AsArray().OfType<JsonObject>().Where(l => (string?)l["type"] is "fill" or "line" && l["source-layer"] is not null)];
}
