using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Hazards;
using Gis.Engine.Paper;
using Gis.Engine.Pictures;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Places;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace Gis.MapServer.Paper;

/// <summary>Gathers what the map of a sheet is drawn of: the ground and the hazards with their style, where they speak, names.</summary>
/// <param name="reader">Reads shapes.</param>
public sealed class SheetDrawing(SheetReader reader)
{
    private readonly ConditionalWeakTable<TownSnapshot, IReadOnlyList<JsonObject>> _styles = [], _labels = [];

    /// <summary>Reads it; signs and words are left to the caller.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="frame">The sheet.</param>
    /// <param name="hazards">The hazard layers shown.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<SheetGround> ReadAsync(TownSnapshot snapshot, SheetFrame frame, IReadOnlyList<Layer> hazards, CancellationToken cancellation)
    {
        var layers = snapshot.Drawn.Where(PlacePicture.IsGround).Concat(hazards).ToList();
        var landmarks = snapshot.Drawn.Where(IsLandmark).ToList();
        var style = _styles.GetValue(snapshot, PlacePicture.Drawable);
        var labels = _labels.GetValue(snapshot, Labels);
        var read = await reader.ReadAsync(snapshot, [.. layers.Concat(landmarks).DistinctBy(l => l.Id)], [.. style, .. labels], frame, cancellation);
        IReadOnlyList<SheetFeature> Of(Layer layer) => read[layer.Id.Value] ?? [];
        var drawn = layers.Select(l => l.Id.Value).ToHashSet(StringComparer.Ordinal);
        Geometry? coverage = null;
        var silent = new List<Layer>();
        foreach (var hazard in hazards)
        {
            if (await reader.CoverageAsync(hazard, frame, cancellation) is not { } area)
                silent.Add(hazard);
            else
                coverage = coverage is null ? area : OverlayNGRobust.Overlay(coverage, area, SpatialFunction.Intersection);
        }

        return new SheetGround
        {
            Style = [.. style.Where(l => drawn.Contains((string)l["source-layer"]!))],
            Features = layers.ToDictionary(l => l.Id.Value, Of, StringComparer.Ordinal),
            Coverage = coverage,
            CoverageUnknown = silent,
            TooMany = [.. layers.Where(l => read[l.Id.Value] is null)],
            Landmarks = landmarks.ToDictionary(l => l.Id.Value, Of, StringComparer.Ordinal),
            Labels = labels,
        };
    }

    private static IReadOnlyList<JsonObject> Labels(TownSnapshot snapshot) =>
        [.. StyleBuilder.Build(snapshot)["layers"]!.AsArray().OfType<JsonObject>().Where(l => l["layout"]?["text-field"] is not null)];

    // What people say where something is by: public buildings, stations.
    private static bool IsLandmark(Layer layer) => layer.Geometry == GeometryFamily.Point && layer.Kind.Group is "facility" or "base"
        && StyleBuilder.IsVisible(layer) && layer.FieldWithRole(FieldRole.Name) is not null;
}

/// <summary>What lies on the ground of a sheet.</summary>
public sealed record SheetGround
{
    /// <summary>Layers of the style that are drawn, lowest first.</summary>
    public required IReadOnlyList<JsonObject> Style { get; init; }

    /// <summary>What they show, by layer id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<SheetFeature>> Features { get; init; }

    /// <summary>Where all of the hazards speak whose reach is recorded; null when none is.</summary>
    public required Geometry? Coverage { get; init; }

    /// <summary>Hazards whose reach is not recorded.</summary>
    public required IReadOnlyList<Layer> CoverageUnknown { get; init; }

    /// <summary>Layers that have more rows here than a sheet can show.</summary>
    public required IReadOnlyList<Layer> TooMany { get; init; }

    /// <summary>Places by which people find their way, by layer id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<SheetFeature>> Landmarks { get; init; }

    /// <summary>Layers of the style that write names.</summary>
    public required IReadOnlyList<JsonObject> Labels { get; init; }

    /// <summary>Names for the sheet, the most important first: what the map names at this scale, and all landmarks. Of roads the widest come first, then those of which most is seen.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="frame">The sheet.</param>
    /// <param name="district">The sheet's district.</param>
    /// <param name="sites">Emergency sites: what bears a number already is not named again.</param>
    public IReadOnlyList<SheetName> Names(TownSnapshot snapshot, SheetFrame frame, DistrictName district, IReadOnlyList<SiteNearby> sites)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(district);
        var numbered = sites.Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        var looks = new StyleLook(frame.Zoom, SheetFrame.PerPixel);
        var names = new List<(int Rank, double Width, SheetName Name)>();
        foreach (var label in Labels)
        {
            if (snapshot.Find((string?)label["metadata"]?["gis:layer"]) is not { Kind.Hazard: null } layer)
                continue;
            var isLandmark = Landmarks.TryGetValue(layer.Id.Value, out var features);
            if (!isLandmark && !(Features.TryGetValue(layer.Id.Value, out features) && looks.SpeaksNow(label)))
                continue;
            string? Text(SheetFeature feature) => FilterTest.Picks(label["filter"], feature.Value)
                && StyleExpression.Evaluate(label["layout"]!["text-field"], feature.Value) is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
            if (isLandmark)
            {
                var symbol = LayerLegend.Of(layer).FirstOrDefault(c => c.Symbol is not null)?.Symbol;
                names.AddRange(features!.Select(f => (Name: Text(f), f.Shape)).Where(n => n.Name is not null && !numbered.Contains(n.Name))
                    .Select(n => (layer.Kind.Group == "base" ? 0 : 2, 0d, new SheetName(n.Name!, 9, "#2f3745", n.Shape) { Symbol = symbol })));
                continue;
            }

            var width = layer.FieldWithRole(FieldRole.Width)?.Name;
            foreach (var named in features!.GroupBy(Text).Where(g => g.Key is not null))
            {
                var shape = new GeometryFactory().BuildGeometry(named.Select(f => f.Shape));
                if (shape.Dimension == Dimension.Curve)
                    names.Add((3, named.Max(f => f.Value(width) as double?) ?? 0, new SheetName(named.Key!, 9, "#5a4a2c", shape)));
                else
                    names.Add(layer.Kind.Id == DistrictReader.Kind
                        ? (1, 0, new SheetName(named.Key!, named.Key == district.Name ? 15 : 12, "#3a3f4a", shape))
                        : (4, 0, new SheetName(named.Key!, 9.5, "#1f4f86", shape)));
            }
        }

        return [.. names.OrderBy(n => n.Rank).ThenByDescending(n => n.Name.Points).ThenByDescending(n => n.Width)
            .ThenByDescending(n => n.Name.Shape.Dimension == Dimension.Curve ? n.Name.Shape.Length : 0).Select(n => n.Name)];
    }
}
