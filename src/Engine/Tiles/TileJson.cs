using System.Net;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.Engine.Tiles;

/// <summary>TileJSON 3.0 of one or several layers.</summary>
public static class TileJson
{
    /// <summary>Describes a tileset.</summary>
    /// <param name="snapshot">The catalogue the layers are of.</param>
    /// <param name="layers">Its layers in drawing order.</param>
    /// <param name="origin">Scheme and authority before the paths, such as <c>https://gis.example.lg.jp</c>; empty for relative addresses.</param>
    public static JsonObject Describe(TownSnapshot snapshot, IReadOnlyList<Layer> layers, string origin)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layers);
        var box = layers.Select(l => LonLatBox.From(l.BoundingBox)).Aggregate(
            (LonLatBox?)null, (all, one) => one is null ? all : all is null ? one : all.Value.Union(one.Value));
        var document = new JsonObject
        {
            ["tilejson"] = "3.0.0",
            ["name"] = string.Join("、", layers.Select(l => l.Title)),
            ["scheme"] = "xyz",
            ["tiles"] = new JsonArray(origin + Address(snapshot, layers)),
            ["minzoom"] = layers.Min(TileGrid.FirstZoom),
            ["maxzoom"] = layers.Max(TileGrid.LastZoom),
            ["attribution"] = string.Join(" ", layers.Select(l => Credit(l.Attribution)).Where(c => c.Length > 0).Distinct()),
            ["vector_layers"] = new JsonArray([.. layers.Select(VectorLayer)]),
        };
        if (box is { } b)
        {
            document["bounds"] = new JsonArray([.. b.ToList().Select(v => (JsonNode)v)]);
            document["center"] = new JsonArray([.. b.Center.Select(v => (JsonNode)v), (JsonNode)Math.Clamp(13, layers.Min(TileGrid.FirstZoom), 18)]);
        }

        return document;
    }

    /// <summary>The template of a tileset's addresses, with the mark of its present content.</summary>
    public static string Address(TownSnapshot snapshot, IReadOnlyList<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var ids = string.Join(',', layers.Select(l => l.Id.Value));
        return $"/tiles/{ids}/{{z}}/{{x}}/{{y}}.mvt?r={Stamp(snapshot, layers)}";
    }

    /// <summary>Names the present content of a tileset: one layer's stamp, or those of several joined.</summary>
    public static string Stamp(TownSnapshot snapshot, IReadOnlyList<Layer> layers)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return string.Join('.', layers.Select(snapshot.StampOf));
    }

    /// <summary>The credit line of a source as HTML text, which is what map clients take it for; empty when nothing is known.</summary>
    public static string Credit(Attribution attribution)
    {
        ArgumentNullException.ThrowIfNull(attribution);
        var parts = new[] { attribution.Publisher, attribution.Licence, attribution.Processing };
        return WebUtility.HtmlEncode(string.Join(" ", parts.Where(p => !string.IsNullOrWhiteSpace(p))));
    }

    private static JsonObject VectorLayer(Layer layer)
    {
        var fields = new JsonObject();
        foreach (var field in layer.Fields)
            fields[field.Name] = field.Type switch
            {
                FieldType.Integer or FieldType.Number => "Number",
                FieldType.Boolean => "Boolean",
                _ => "String",
            };
        return new JsonObject
        {
            ["id"] = layer.Id.Value,
            ["description"] = layer.Title,
            ["minzoom"] = TileGrid.FirstZoom(layer),
            ["maxzoom"] = TileGrid.LastZoom(layer),
            ["fields"] = fields,
        };
    }
}
