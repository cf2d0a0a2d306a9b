using System.Text.Json.Nodes;
using Gis.Core.Catalogue;

namespace Gis.Engine.Styles;

/// <summary>The legend a layer really has: the classes found in its data, else its kind's, else one class of its own.</summary>
public static class LayerLegend
{
    /// <summary>Classes in drawing order; never empty for a layer that has shapes.</summary>
    public static IReadOnlyList<LegendClass> Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Style.Classes.Count > 0)
            return layer.Style.Classes;
        if (layer.Kind.Legend.Count > 0)
            return layer.Style.Color is { } own ? [.. layer.Kind.Legend.Select(c => c with { Color = own })] : layer.Kind.Legend;
        if (layer.Geometry == GeometryFamily.None)
            return [];
        var color = layer.Style.Color ?? DerivedColor.For(layer.Id.Value);
        return [new LegendClass { Id = "all", Label = layer.Title, Color = color, Outline = DerivedColor.Darker(color) }];
    }

    /// <summary>The name of a class's pattern image, <c>pattern-NAME-rrggbb</c> with the ink's colour; null for a class without one.</summary>
    public static string? PatternImage(LegendClass legendClass)
    {
        ArgumentNullException.ThrowIfNull(legendClass);
        return legendClass.Pattern == "none" ? null : $"pattern-{legendClass.Pattern}-{Ink(legendClass)[1..].ToLowerInvariant()}";
    }

    /// <summary>The name of a class's symbol image, <c>symbol-NAME</c>; null for a class without one.</summary>
    public static string? SymbolImage(LegendClass legendClass)
    {
        ArgumentNullException.ThrowIfNull(legendClass);
        return legendClass.Symbol is { Length: > 0 } symbol ? $"symbol-{symbol}" : null;
    }

    /// <summary>
    /// A MapLibre expression that gives each feature the value of its class: the first class whose filter holds, as in
    /// <see cref="FilterTest"/>. Classes without a value are left out; null when none has one.
    /// </summary>
    /// <param name="classes">Classes of one layer.</param>
    /// <param name="value">What a class gives.</param>
    /// <param name="otherwise">For features of no class.</param>
    public static JsonNode? ByClass(IReadOnlyList<LegendClass> classes, Func<LegendClass, string?> value, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(value);
        if (classes.All(c => value(c) is null))
            return null;
        var cases = new JsonArray("case");
        foreach (var one in classes)
        {
            if (one.Filter is null)
            {
                otherwise = value(one) ?? otherwise;
                break;
            }

            cases.Add(one.Filter.DeepClone());
            cases.Add(value(one) ?? otherwise);
        }

        if (cases.Count == 1)
            return otherwise;
        cases.Add(otherwise);
        return cases;
    }

    private static string Ink(LegendClass one) =>
        one.Outline is ['#', _, _, _, _, _, _] outline ? outline : DerivedColor.Darker(one.Color);
}
