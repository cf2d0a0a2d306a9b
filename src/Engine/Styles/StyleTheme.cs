using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Engine.Styles;

/// <summary>
/// The map's style in other looks: dark for the night, and with more contrast. Only the ground and the letters change; colours of hazards are
/// those of the national standard in every look, on a dark ground laid on more thickly so that they stay what the legend shows.
/// </summary>
public static class StyleTheme
{
    private const string HazardGroup = "hazard";

    /// <summary>Names of looks.</summary>
    public static IReadOnlyList<string> Names { get; } = ["dark", "contrast"];

    /// <summary>The style in another look.</summary>
    /// <param name="style">What <see cref="StyleBuilder"/> made; it is not changed.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    public static JsonObject Apply(JsonObject style, string name)
    {
        ArgumentNullException.ThrowIfNull(style);
        var dark = name == "dark";
        var changed = style.DeepClone().AsObject();
        foreach (var layer in changed["layers"]!.AsArray().OfType<JsonObject>())
        {
            if (layer["paint"] is not JsonObject paint)
                continue;
            if ((string?)layer["metadata"]?["gis:group"] == HazardGroup)
            {
                if (dark && paint["fill-pattern"] is null && paint["fill-opacity"] is { } opacity)
                    paint["fill-opacity"] = Thicker(opacity);
                continue;
            }

            foreach (var (property, value) in paint.ToList())
            {
                if (property.EndsWith("-color", StringComparison.Ordinal) && value is not null)
                    paint[property] = Recoloured(value, property, dark);
            }

            if (!dark && paint["text-halo-width"] is not null)
                paint["text-halo-width"] = 2.6;
        }

        return changed;
    }

    // Colours are words in an expression; everything else in it stays.
    private static JsonNode? Recoloured(JsonNode node, string property, bool dark) => node switch
    {
        JsonArray list => new JsonArray([.. list.Select(item => item is null ? null : Recoloured(item, property, dark))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && ThemeColor.TryParse(value.GetValue<string>(), out var color) =>
            (dark ? color.ForNight(property) : color.ForContrast(property)).ToString(),
        _ => node.DeepClone(),
    };

    private static JsonNode Thicker(JsonNode opacity) => opacity switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Math.Round(Math.Min(0.92, value.GetValue<double>() * 1.4), 3),
        JsonArray { Count: > 4 } steps when (string?)steps[0] == "interpolate" =>
            new JsonArray([.. steps.Select((step, i) => i >= 4 && i % 2 == 0 ? Thicker(step!) : step!.DeepClone())]),
        _ => opacity.DeepClone(),
    };
}
