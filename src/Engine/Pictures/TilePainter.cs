using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
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

    private readonly StyleLook _looks = new(frame.Zoom, (double)Grid / PictureFrame.TilePixels);

    // One shape is mostly drawn several times: colour, pattern, outline.
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    /// <summary>Definitions that what was painted so far refers to.</summary>
    public string Definitions => _looks.Definitions
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
            if (name is null || !tile.TryGetValue(name, out var features) || !_looks.SpeaksNow(layer))
                continue;
            var looks = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
            foreach (var feature in features.Where(f => IsSeen(f, x, y, IsHazard(layer))))
            {
                if (FilterTest.Picks(layer["filter"], feature.Value) && _looks.Of(layer, feature.Dimension, feature.Value) is { Attributes: var look })
                    Append(looks.TryGetValue(look, out var path) ? path : looks[look] = new StringBuilder(), feature);
            }

            foreach (var (look, path) in looks.Where(l => l.Value.Length > 0))
                svg.Append("<use href=\"#").Append(IdOf(path.ToString())).Append("\" ").Append(look).Append("/>");
        }

        return svg.Length == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"<svg x=\"{x:0}\" y=\"{y:0}\" width=\"{PictureFrame.TilePixels}\" height=\"{PictureFrame.TilePixels}\" viewBox=\"0 0 {Grid} {Grid}\">{svg}</svg>");
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
