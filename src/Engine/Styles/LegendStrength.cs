using System.Text.Json.Nodes;
using Gis.Core.Catalogue;

namespace Gis.Engine.Styles;

/// <summary>How strongly a layer's colours lie on the map, so that a legend can show them as they are seen there.</summary>
public static class LegendStrength
{
    private const string ColorMark = "@color";

    /// <summary>
    /// The opacity, 0 to 1, with which the classes' colour fills areas: that of the first fill rule that uses it; of one that changes with
    /// the zoom the last value, which is what streets are seen under. 1 when nothing of the kind is drawn.
    /// </summary>
    public static double Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var rules = layer.Style.Draw ?? layer.Kind.Draw;
        var fill = rules.FirstOrDefault(r => r.Type == "fill" && r.Paint?["fill-color"] is JsonValue color && color.ToString() == ColorMark);
        return fill?.Paint?["fill-opacity"] switch
        {
            JsonValue value when value.TryGetValue<double>(out var number) => number,
            JsonArray { Count: > 0 } steps when steps[^1] is JsonValue last && last.TryGetValue<double>(out var number) => number,
            _ => 1,
        };
    }
}
