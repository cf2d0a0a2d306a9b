using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;

namespace Gis.Engine.Styles;

/// <summary>
/// The MapLibre style (version 8) of a town, from the catalogue and its kinds' presets alone. It names no host: tile addresses are
/// paths of the server that gave it, fonts are local ones, patterns and symbols are images the page draws itself.
/// </summary>
public static class StyleBuilder
{
    private const int NamesFrom = 11;
    private const int MostNamesApart = 500;

    private const string Background = "#c8ddea";

    /// <summary>The whole style.</summary>
    public static JsonObject Build(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var sources = new JsonObject();
        foreach (var layer in snapshot.Drawn)
        {
            sources[layer.Id.Value] = Source(snapshot, layer);
            if (NamesApart(layer))
                sources[NameSource(layer)] = new JsonObject { ["type"] = "geojson", ["data"] = $"/names/{layer.Id.Value}.json?r={TileJson.Stamp(snapshot, [layer])}" };
        }

        var layers = new JsonArray
        {
            new JsonObject
            {
                ["id"] = "background",
                ["type"] = "background",
                ["paint"] = new JsonObject { ["background-color"] = Background },
            },
        };
        foreach (var (_, made) in Ordered(snapshot))
            layers.Add(made);
        var style = new JsonObject
        {
            ["version"] = 8,
            ["name"] = snapshot.Catalogue.Town?.Name ?? "地図",
            ["metadata"] = new JsonObject { ["gis:revision"] = snapshot.Catalogue.Revision, ["gis:audience"] = snapshot.Audience.ToText() },
        };
        if (snapshot.Box is { } box)
        {
            style["center"] = new JsonArray([.. box.Center.Select(v => (JsonNode)v)]);
            style["zoom"] = 13;
        }

        style["sources"] = sources;
        style["layers"] = layers;
        return style;
    }

    /// <summary>Ids of the style's layers that draw a layer, lowest first.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> LayerIds(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return Ordered(snapshot).GroupBy(l => l.Layer.Id.Value, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => (IReadOnlyList<string>)[.. g.Select(l => (string)l.Made["id"]!)], StringComparer.Ordinal);
    }

    /// <summary>Whether a layer is on when the map opens.</summary>
    public static bool IsVisible(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Style.Visible ?? layer.Kind.Visible;
    }

    private static IEnumerable<(Layer Layer, JsonObject Made)> Ordered(TownSnapshot snapshot) =>
        snapshot.Drawn.SelectMany(Drawing)
            .OrderBy(d => d.Level) // stable: within a level the order of layers and of their rules stays
            .Select(d => (d.Layer, d.Made));

    private static IEnumerable<(int Level, Layer Layer, JsonObject Made)> Drawing(Layer layer)
    {
        var rules = layer.Style.Draw ?? (layer.Kind.Draw.Count > 0 ? layer.Kind.Draw : DefaultDrawing.For(layer));
        var maker = new RuleMaker(layer, LayerLegend.Of(layer));
        foreach (var rule in rules)
        {
            if (maker.Make(rule) is not { } made)
                continue;
            var apart = rule.Type == "symbol" && NamesApart(layer);
            made["source"] = apart ? NameSource(layer) : layer.Id.Value;
            if (!apart)
                made["source-layer"] = layer.Id.Value;
            made["metadata"] = new JsonObject { ["gis:layer"] = layer.Id.Value, ["gis:group"] = layer.Kind.Group };
            if (!IsVisible(layer))
            {
                if (made["layout"] is not JsonObject layout)
                    made["layout"] = layout = [];
                layout["visibility"] = "none";
            }

            yield return (rule.Level, layer, made);
        }
    }

    /// <summary>
    /// Whether a layer's names are points of their own, one for each area. A name is set once for each shape in a tile, so an area that several
    /// tiles share would bear its name several times. Many small areas, such as land lots, keep their names in tiles.
    /// </summary>
    public static bool NamesApart(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Geometry == GeometryFamily.Polygon && layer.FeatureCount <= MostNamesApart && TileGrid.FirstZoom(layer) <= NamesFrom
            && layer.Kind.Hazard is null && (layer.Style.Draw ?? layer.Kind.Draw).Any(r => r.Type == "symbol");
    }

    private static string NameSource(Layer layer) => layer.Id.Value + ":names";

    private static JsonObject Source(TownSnapshot snapshot, Layer layer)
    {
        var source = new JsonObject
        {
            ["type"] = "vector",
            ["tiles"] = new JsonArray(TileJson.Address(snapshot, [layer])),
            ["minzoom"] = TileGrid.FirstZoom(layer),
            ["maxzoom"] = TileGrid.LastZoom(layer),
        };
        if (LonLatBox.From(layer.BoundingBox) is { } box)
            source["bounds"] = new JsonArray([.. box.ToList().Select(v => (JsonNode)v)]);
        if (TileJson.Credit(layer.Attribution) is { Length: > 0 } credit)
            source["attribution"] = credit;
        return source;
    }
}
