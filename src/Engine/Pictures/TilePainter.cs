using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gis.Engine.Look;
using Gis.Engine.Styles;
using Gis.Engine.Tiles;

namespace Gis.Engine.Pictures;

/// <summary>Draws the areas and lines of tiles as SVG, by the rules of the map's own style.</summary>
/// <param name="style">The style's layers that are drawn, lowest first.</param>
/// <param name="frame">What the picture shows; what lies wholly outside is left out.</param>
public sealed class TilePainter(IReadOnlyList<JsonObject> style, PictureFrame frame)
{
    // Half a pixel is as fine as it can be seen; whole numbers of it keep the paths short.
    private const int Grid = 2 * PictureFrame.TilePixels;
    private const int Coarser = TileGrid.Extent / Grid;

    // Lines reach beyond their middle; what is that near is drawn.
    private const int Reach = 8;

    // Pixels.
    private const int Smallest = 5;

    private readonly double _zoom = frame.Zoom;

    private readonly SortedDictionary<string, (string Pattern, string Ink)> _patterns = new(StringComparer.Ordinal);

    // One shape is mostly drawn several times: colour, pattern, outline.
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    /// <summary>Definitions that what was painted so far refers to.</summary>
    public string Definitions => string.Concat(_patterns.Select(p => PatternDefinition(p.Key, p.Value.Pattern, p.Value.Ink, 2)))
        + string.Concat(_shapes.Select(s => $"<path id=\"{s.Value}\" d=\"{s.Key}\"/>"));

    /// <summary>One tile as a nested svg element, cut at the tile's edge.</summary>
    /// <param name="tile">Its content.</param>
    /// <param name="x">Pixel of its left edge.</param>
    /// <param name="y">Pixel of its upper edge.</param>
    public string Paint(IReadOnlyDictionary<string, IReadOnlyList<TileFeature>> tile, double x, double y)
    {
        ArgumentNullException.ThrowIfNull(tile);
        var svg = new StringBuilder();
        foreach (var layer in style)
        {
            var name = (string?)layer["source-layer"];
            if (name is null || !tile.TryGetValue(name, out var features) || !SpeaksNow(layer))
                continue;
            var looks = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
            foreach (var feature in features.Where(f => IsSeen(f, x, y, IsHazard(layer))))
            {
                if (FilterTest.Picks(layer["filter"], feature.Value) && Look(layer, feature) is { } look)
                    Append(looks.TryGetValue(look, out var path) ? path : looks[look] = new StringBuilder(), feature);
            }

            foreach (var (look, path) in looks.Where(l => l.Value.Length > 0))
                svg.Append("<use href=\"#").Append(IdOf(path.ToString())).Append("\" ").Append(look).Append("/>");
        }

        return svg.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"<svg x=\"{x:0}\" y=\"{y:0}\" width=\"{PictureFrame.TilePixels}\" height=\"{PictureFrame.TilePixels}\" viewBox=\"0 0 {Grid} {Grid}\">{svg}</svg>");
    }

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
            $"<pattern id=\"{id}\" width=\"{Patterns.Size}\" height=\"{Patterns.Size}\" patternUnits=\"userSpaceOnUse\" patternTransform=\"scale({scale})\">{paths}</pattern>");
    }

    private static bool IsHazard(JsonObject layer) => (string?)layer["metadata"]?["gis:group"] == "hazard";

    private string IdOf(string path)
    {
        if (!_shapes.TryGetValue(path, out var id))
            _shapes[path] = id = "s" + _shapes.Count.ToString(CultureInfo.InvariantCulture);
        return id;
    }

    // A hazard is drawn however small it is; of the ground, areas of a few pixels only make the picture heavy.
    private bool IsSeen(TileFeature feature, double x, double y, bool always)
    {
        const double PerPixel = (double)TileGrid.Extent / PictureFrame.TilePixels;
        var (left, top, right, bottom) = (int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        foreach (var path in feature.Paths)
        {
            for (var i = 0; i + 1 < path.Length; i += 2)
                (left, top, right, bottom) = (Math.Min(left, path[i]), Math.Min(top, path[i + 1]), Math.Max(right, path[i]), Math.Max(bottom, path[i + 1]));
        }

        if (!always && feature.Dimension == 2 && (right - left) / PerPixel < Smallest && (bottom - top) / PerPixel < Smallest)
            return false;
        return x + (right / PerPixel) >= -Reach && x + (left / PerPixel) <= frame.Width + Reach
            && y + (bottom / PerPixel) >= -Reach && y + (top / PerPixel) <= frame.Height + Reach;
    }

    private bool SpeaksNow(JsonObject layer) =>
        _zoom >= ((double?)layer["minzoom"]?.AsValue() ?? 0) && _zoom < ((double?)layer["maxzoom"]?.AsValue() ?? 99);

    // How a feature looks, as attributes; null when it is not drawn.
    private string? Look(JsonObject layer, TileFeature feature)
    {
        var paint = layer["paint"] as JsonObject;
        object? Value(string name) => paint?[name] is { } node ? StyleExpression.Evaluate(node, feature.Value, _zoom) : null;
        var type = (string?)layer["type"];
        var opacity = Value(type + "-opacity") as double? ?? 1;
        if (opacity <= 0.02)
            return null;
        var faint = opacity >= 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" opacity=\"{opacity:0.##}\"");
        if (type == "fill" && feature.Dimension == 2)
        {
            if (Value("fill-pattern") is string image)
                return PatternOf(image) is { } id ? $"fill=\"url(#{id})\"{faint}" : null;
            return Value("fill-color") is string color ? $"fill=\"{WebUtility.HtmlEncode(color)}\"{faint}" : null;
        }

        if (type != "line" || feature.Dimension == 0 || Value("line-color") is not string ink)
            return null;
        var width = Value("line-width") as double? ?? 1;
        var dashes = paint?["line-dasharray"] is JsonArray list
            ? " stroke-dasharray=\"" + string.Join(' ', list.Select(d => ((double)d! * width * 2).ToString("0.#", CultureInfo.InvariantCulture))) + "\""
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"fill=\"none\" stroke=\"{WebUtility.HtmlEncode(ink)}\" stroke-width=\"{width * 2:0.#}\" stroke-linejoin=\"round\"{dashes}{faint}");
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

    private static void Append(StringBuilder path, TileFeature feature)
    {
        foreach (var line in feature.Paths)
        {
            var (x, y, last) = (Round(line[0]), Round(line[1]), 0);
            var begun = path.Length;
            path.Append('M').Append(x).Append(' ').Append(y).Append('l');
            for (var i = 2; i + 1 < line.Length; i += 2)
            {
                var (nextX, nextY) = (Round(line[i]), Round(line[i + 1]));
                if (nextX == x && nextY == y)
                    continue;
                if (last > 0 && nextX - x >= 0)
                    path.Append(' ');
                path.Append(nextX - x);
                if (nextY - y >= 0)
                    path.Append(' ');
                path.Append(nextY - y);
                (x, y, last) = (nextX, nextY, last + 1);
            }

            if (last == 0)
                path.Length = begun;
            else if (feature.Dimension == 2)
                path.Append('z');
        }
    }

    private static int Round(int unit) => (int)Math.Floor((unit + (Coarser / 2d)) / Coarser);
}
