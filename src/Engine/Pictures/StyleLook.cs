using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Gis.Engine.Look;
using Gis.Engine.Styles;

namespace Gis.Engine.Pictures;

/// <summary>How a feature looks.</summary>
/// <param name="Attributes">SVG attributes.</param>
/// <param name="Pattern">Name of the pattern that fills it, or null.</param>
/// <param name="Ink">Colour of the pattern, #rrggbb; null without one.</param>
/// <param name="Opacity">How strongly it is drawn, 0 to 1.</param>
public readonly record struct Appearance(string Attributes, string? Pattern, string? Ink, double Opacity);

/// <summary>How the areas and lines of the map's own style look as SVG: attributes for each feature, and the patterns they refer to.</summary>
/// <param name="zoom">Zoom that widths and opacities are taken at; need not be whole.</param>
/// <param name="unitsPerPixel">Units of the picture to a CSS pixel.</param>
public sealed class StyleLook(double zoom, double unitsPerPixel)
{
    private readonly SortedDictionary<string, (string Pattern, string Ink)> _patterns = new(StringComparer.Ordinal);

    /// <summary>Definitions of the patterns that looks so far refer to.</summary>
    public string Definitions => string.Concat(_patterns.Select(p => PatternDefinition(p.Key, p.Value.Pattern, p.Value.Ink, unitsPerPixel)));

    /// <summary>A pattern as an SVG definition.</summary>
    /// <param name="id">Id of the element.</param>
    /// <param name="name">Name of the pattern.</param>
    /// <param name="ink">Its colour.</param>
    /// <param name="scale">Units of the picture to a pixel.</param>
    public static string PatternDefinition(string id, string name, string ink, double scale = 1)
    {
        if (Patterns.Of(name) is not { } pattern)
            return "";
        var paths = (pattern.Fill is null ? "" : $"<path fill=\"{ink}\" d=\"{pattern.Fill}\"/>")
            + (pattern.Stroke is null ? "" : string.Create(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"{pattern.Width}\" d=\"{pattern.Stroke}\"/>"));
        return string.Create(CultureInfo.InvariantCulture,
            $"<pattern id=\"{id}\" width=\"{Patterns.Size}\" height=\"{Patterns.Size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"scale({scale:0.####})\">{paths}</pattern>");
    }

    /// <summary>Whether a layer of the style is drawn at this zoom.</summary>
    public bool SpeaksNow(JsonObject layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return zoom >= ((double?)layer["minzoom"]?.AsValue() ?? 0) && zoom < ((double?)layer["maxzoom"]?.AsValue() ?? 99);
    }

    /// <summary>How a feature looks in a layer of the style; null when it is not drawn.</summary>
    /// <param name="layer">The layer of the style, fill or line.</param>
    /// <param name="dimension">0 points, 1 lines, 2 areas.</param>
    /// <param name="value">Gives the feature's values by field name: string, double, bool or null.</param>
    public Appearance? Of(JsonObject layer, int dimension, Func<string, object?> value)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var paint = layer["paint"] as JsonObject;
        object? Value(string name) => paint?[name] is { } node ? StyleExpression.Evaluate(node, value, zoom) : null;
        var type = (string?)layer["type"];
        var opacity = Value(type + "-opacity") as double? ?? 1;
        if (opacity <= 0.02)
            return null;
        var faint = opacity >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\"");
        if (type == "fill" && dimension == 2)
        {
            if (Value("fill-pattern") is string image)
                return PatternOf(image) is { } id ? new Appearance($"fill=\"url(#{id})\"{faint}", _patterns[id].Pattern, _patterns[id].Ink, opacity) : null;
            return Value("fill-color") is string color ? new Appearance($"fill=\"{WebUtility.HtmlEncode(color)}\"{faint}", null, null, opacity) : null;
        }

        if (type != "line" || dimension == 0 || Value("line-color") is not string ink)
            return null;
        var width = Value("line-width") as double? ?? 1;
        var dashes = paint?["line-dasharray"] is JsonArray list
            ? " stroke-dasharray=\"" + string.Join(' ', list.Select(d => ((double)d! * width * unitsPerPixel).ToString("0.#", CultureInfo.InvariantCulture))) + "\""
            : "";
        var line = string.Create(CultureInfo.InvariantCulture, $"fill=\"none\" stroke=\"{WebUtility.HtmlEncode(ink)}\" stroke-width=\"{width * unitsPerPixel:0.#}\" stroke-linejoin=\"round\"{dashes}{faint}");
        return new Appearance(line, null, null, opacity);
    }

    private string? PatternOf(string image)
    {
        var cut = image.LastIndexOf('-');
        if (!image.StartsWith("pattern-", StringComparison.Ordinal) || cut <= "pattern-".Length)
            return null;
        // What a town's own preset writes there goes into the picture as a colour and into an id: nothing else may.
        if (image[(cut + 1)..] is not { Length: 6 } ink || !ink.All(char.IsAsciiHexDigit))
            return null;
        var id = $"{image["pattern-".Length..cut].Replace('"', '_').Replace('<', '_').Replace('&', '_').Replace(')', '_')}-{ink}";
        _patterns[id] = (image["pattern-".Length..cut], "#" + ink);
        return id;
    }
}
