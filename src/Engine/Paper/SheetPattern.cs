using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Engine.Look;

namespace Gis.Engine.Paper;

/// <summary>
/// Fills a box with a pattern of data/look as lines and dots. An SVG pattern would be made a coarse picture by browsers that print; this stays lines, sharp
/// on every printer, and a tenth as many bytes.
/// </summary>
internal static partial class SheetPattern
{
    /// <summary>The filling as SVG elements, to be clipped by the shape that it fills; empty for a pattern without marks.</summary>
    /// <param name="id">Id for the tile, unique in the drawing.</param>
    /// <param name="name">Name of the pattern.</param>
    /// <param name="ink">Its colour.</param>
    /// <param name="box">What is filled at least, in units.</param>
    public static string Fill(string id, string name, string ink, SheetBox box)
    {
        if (Patterns.Of(name) is not { } pattern || box.Right <= box.Left || box.Bottom <= box.Top)
            return "";
        const double Unit = SheetFrame.PerPixel;
        var side = Patterns.Size;
        // Whole tiles from the corner of the sheet on: classes beside each other keep step.
        var (left, top) = (Math.Floor(box.Left / Unit / side) * side, Math.Floor(box.Top / Unit / side) * side);
        var (right, bottom) = (Math.Ceiling(box.Right / Unit / side) * side, Math.Ceiling(box.Bottom / Unit / side) * side);
        var content = Long(pattern, left, top, right, bottom, side) is { } lines
            ? string.Create(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"{pattern.Width}\" d=\"{lines}\"/>")
            : Tiles(id, pattern, ink, left, top, right, bottom, side);
        return string.Create(CultureInfo.InvariantCulture, $"<g transform=\"scale({Unit:0.####})\">{content}</g>");
    }

    // Lines through all tiles: each straight stroke of the tile goes on in its neighbours.
    private static string? Long(Pattern pattern, double left, double top, double right, double bottom, int side)
    {
        if (pattern.Fill is not null || pattern.Stroke is null || Strokes().Replace(pattern.Stroke, "").Length > 0)
            return null;
        var families = new HashSet<(bool Rising, double At)>();
        foreach (Match stroke in Strokes().Matches(pattern.Stroke))
        {
            double Number(int group) => double.Parse(stroke.Groups[group].Value, CultureInfo.InvariantCulture);
            var (x, y, dx, dy) = (Number(1), Number(2), Number(3) - Number(1), Number(4) - Number(2));
            if (Math.Abs(Math.Abs(dx) - Math.Abs(dy)) > 0.01 || dx == 0)
                return null;
            var rising = dx * dy < 0;
            var at = (rising ? x + y : x - y) % side;
            families.Add((rising, Math.Round((at + side) % side, 1) % side));
        }

        var path = new StringBuilder();
        foreach (var (rising, at) in families.OrderBy(f => f.Rising).ThenBy(f => f.At))
        {
            var (from, to) = rising ? (left + top, right + bottom) : (left - bottom, right - top);
            for (var c = (Math.Floor(from / side) * side) + at; c <= to; c += side)
            {
                path.Append(rising
                    ? string.Create(CultureInfo.InvariantCulture, $"M{c - top:0.##} {top:0.##}L{c - bottom:0.##} {bottom:0.##}")
                    : string.Create(CultureInfo.InvariantCulture, $"M{c + top:0.##} {top:0.##}L{c + bottom:0.##} {bottom:0.##}"));
            }
        }

        return path.ToString();
    }

    private static string Tiles(string id, Pattern pattern, string ink, double left, double top, double right, double bottom, int side)
    {
        var svg = new StringBuilder("<defs><g id=\"").Append(id).Append("\">");
        if (pattern.Fill is not null)
            svg.Append("<path fill=\"").Append(ink).Append("\" d=\"").Append(pattern.Fill).Append("\"/>");
        if (pattern.Stroke is not null)
            svg.Append(CultureInfo.InvariantCulture, $"<path fill=\"none\" stroke=\"{ink}\" stroke-width=\"{pattern.Width}\" d=\"{pattern.Stroke}\"/>");
        svg.Append("</g><g id=\"").Append(id).Append("r\">");
        for (var x = left; x < right; x += side)
            svg.Append(CultureInfo.InvariantCulture, $"<use href=\"#{id}\" x=\"{x:0}\"/>");
        svg.Append("</g></defs>");
        for (var y = top; y < bottom; y += side)
            svg.Append(CultureInfo.InvariantCulture, $"<use href=\"#{id}r\" y=\"{y:0}\"/>");
        return svg.ToString();
    }

    [GeneratedRegex(@"M(-?[\d.]+) (-?[\d.]+)L(-?[\d.]+) (-?[\d.]+)")]
    private static partial Regex Strokes();
}
