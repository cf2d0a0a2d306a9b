using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;

namespace Gis.Engine.Styles;

/// <summary>Makes a drawing rule of a preset concrete for one layer.</summary>
internal sealed class RuleMaker(Layer layer, IReadOnlyList<LegendClass> classes)
{
    private const string LabelMark = "@label:";
    private const string RoleMark = "@role:";

    /// <summary>
    /// The MapLibre layer of a rule, without its source; null when the rule has nothing to draw here: no class has a pattern or a
    /// symbol, or the roles of its label are not there.
    /// </summary>
    public JsonObject? Make(DrawRule rule)
    {
        if (Property(rule.Paint) is not { } paint || Property(rule.Layout) is not { } layout)
            return null;
        var made = new JsonObject { ["id"] = $"{layer.Id.Value}-{rule.Id}", ["type"] = rule.Type };
        if (rule.MinZoom is { } from)
            made["minzoom"] = from;
        if (rule.MaxZoom is { } to)
            made["maxzoom"] = to;
        if (Filter(rule, Uses(rule.Paint, "@pattern")) is { } filter)
            made["filter"] = filter;
        if (layout.ContainsKey("text-field") && !layout.ContainsKey("text-font"))
            layout["text-font"] = DefaultDrawing.FontStack;
        if (layout.Count > 0)
            made["layout"] = layout;
        if (paint.Count > 0)
            made["paint"] = paint;
        return made;
    }

    private JsonNode? Filter(DrawRule rule, bool patternsOnly)
    {
        var own = rule.Filter is null ? null : Replace(rule.Filter);
        if (!patternsOnly || classes.Any(c => c.Filter is null))
            return own;
        // A class without a pattern must not be asked for an image.
        var with = new JsonArray("any");
        foreach (var one in classes.Where(c => LayerLegend.PatternImage(c) is not null))
            with.Add(one.Filter!.DeepClone());
        return own is null ? with : new JsonArray("all", own, with);
    }

    // Null when a placeholder in it has nothing to stand for.
    private JsonObject? Property(JsonObject? properties)
    {
        var made = new JsonObject();
        foreach (var (name, value) in properties ?? [])
        {
            if (value is null)
                continue;
            if (Replace(value) is not { } concrete)
                return null;
            made[name] = concrete;
        }

        return made;
    }

    private JsonNode? Replace(JsonNode node)
    {
        switch (node)
        {
            case JsonArray array:
                var items = new JsonArray();
                foreach (var item in array)
                {
                    if (item is null)
                        items.Add((JsonNode?)null);
                    else if (Replace(item) is { } concrete)
                        items.Add(concrete);
                    else
                        return null;
                }

                return items;
            case JsonObject obj:
                return Property(obj);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                return Word(value.GetValue<string>());
            default:
                return node.DeepClone();
        }
    }

    private JsonNode? Word(string word) => word switch
    {
        "@color" => LayerLegend.ByClass(classes, c => c.Color, Fallback),
        "@outline" => LayerLegend.ByClass(classes, c => c.Outline ?? DerivedColor.Darker(c.Color), DerivedColor.Darker(Fallback)),
        "@pattern" => LayerLegend.ByClass(classes, LayerLegend.PatternImage, FirstImage(LayerLegend.PatternImage)),
        "@symbol" => LayerLegend.ByClass(classes, LayerLegend.SymbolImage, FirstImage(LayerLegend.SymbolImage)),
        _ when word.StartsWith(LabelMark, StringComparison.Ordinal) => RoleTemplate.ToExpression(word[LabelMark.Length..], layer),
        // A role the layer lacks keeps its mark, a field no layer has: its value is null in every expression.
        _ when word.StartsWith(RoleMark, StringComparison.Ordinal) => layer.FieldWithRole(word[RoleMark.Length..])?.Name ?? word,
        _ => word,
    };

    // For features of no class: grey, so that they are seen rather than lost.
    private const string Fallback = "#9a9a9a";

    private string FirstImage(Func<LegendClass, string?> image) => classes.Select(image).FirstOrDefault(i => i is not null) ?? "";

    private static bool Uses(JsonObject? properties, string word) =>
        properties?.Any(p => p.Value is JsonValue v && v.GetValueKind() == JsonValueKind.String && v.GetValue<string>() == word) == true;
}
