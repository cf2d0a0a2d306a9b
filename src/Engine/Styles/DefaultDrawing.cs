using System.Text.Json.Nodes;
using Gis.Core.Catalogue;

namespace Gis.Engine.Styles;

/// <summary>How a layer is drawn when neither it nor its kind says: by the family of its shapes, in the colours of its legend.</summary>
public static class DefaultDrawing
{
    // Above the base map's areas and roads, below hazards' outlines and all symbols of presets.
    private const int AreaLevel = 65;
    private const int LineLevel = 66;
    private const int PointLevel = 94;
    private const int LabelLevel = 104;

    private static readonly string[] Fonts = ["Noto Sans CJK JP", "BIZ UDPGothic", "Hiragino Sans", "Yu Gothic", "sans-serif"];

    /// <summary>Font families of labels whose rule names none; local ones, as nothing is loaded from outside.</summary>
    public static JsonArray FontStack => [.. Fonts.Select(f => (JsonNode)f)];

    /// <summary>Drawing rules of a layer.</summary>
    public static IReadOnlyList<DrawRule> For(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var rules = new List<DrawRule>();
        var mixed = layer.Geometry == GeometryFamily.Mixed;
        if (mixed || layer.Geometry == GeometryFamily.Polygon)
        {
            rules.Add(Rule("fill", "fill", AreaLevel, mixed ? "Polygon" : null, """{"fill-color":"@color","fill-opacity":0.35}"""));
            rules.Add(Rule("pattern", "fill", AreaLevel, mixed ? "Polygon" : null, """{"fill-pattern":"@pattern","fill-opacity":0.5}"""));
            rules.Add(Rule("outline", "line", LineLevel, mixed ? "Polygon" : null, """{"line-color":"@outline","line-width":1.2}"""));
        }

        if (mixed || layer.Geometry == GeometryFamily.Line)
            rules.Add(Rule("line", "line", LineLevel, mixed ? "LineString" : null, """{"line-color":"@color","line-width":2}"""));
        if (mixed || layer.Geometry == GeometryFamily.Point)
        {
            rules.Add(Rule("circle", "circle", PointLevel, mixed ? "Point" : null,
                """{"circle-color":"@color","circle-radius":5,"circle-stroke-color":"#ffffff","circle-stroke-width":1.5}"""));
        }

        rules.Add(new DrawRule
        {
            Id = "label",
            Type = "symbol",
            Level = LabelLevel,
            MinZoom = 13,
            Layout = Parse("""{"text-field":"@label:{name}","text-size":12,"text-max-width":9,"text-variable-anchor":["top","bottom"],"text-radial-offset":0.7}"""),
            Paint = Parse("""{"text-color":"#2b2f36","text-halo-color":"#ffffff","text-halo-width":1.5}"""),
        });
        return rules;
    }

    private static DrawRule Rule(string id, string type, int level, string? shape, string paint) => new()
    {
        Id = id,
        Type = type,
        Level = level,
        Filter = shape is null ? null : new JsonArray("==", new JsonArray("geometry-type"), shape),
        Paint = Parse(paint),
    };

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
