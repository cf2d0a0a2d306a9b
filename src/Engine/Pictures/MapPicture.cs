using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Gis.Core.Geodesy;
using Gis.Engine.Look;

namespace Gis.Engine.Pictures;

/// <summary>
/// A map as a still picture (SVG): for pages without a script and for paper. Drawn of the same tiles and by the same style as the map, with signs,
/// the place in the middle, a scale bar and north. It holds no script and refers to nothing outside itself.
/// </summary>
public static class MapPicture
{
    private const string Font = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif";
    private const string Background = "#c8ddea";
    private const int Sign = 34;

    /// <summary>Draws it.</summary>
    /// <param name="frame">What part of the earth.</param>
    /// <param name="style">Layers of the style that are drawn, lowest first.</param>
    /// <param name="tiles">Content of the tiles of the frame, with the pixel of their upper left corner.</param>
    /// <param name="signs">Signs, the most important last.</param>
    /// <param name="place">A place that is marked with a ring, or null.</param>
    /// <param name="north">The word for north beside the arrow.</param>
    public static string Draw(
        PictureFrame frame, IReadOnlyList<JsonObject> style, IEnumerable<(IReadOnlyDictionary<string, IReadOnlyList<TileFeature>> Content, double X, double Y)> tiles,
        IEnumerable<PictureSign> signs, LonLat? place, string north)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentNullException.ThrowIfNull(signs);
        var painter = new TilePainter(style, frame);
        var ground = string.Concat(tiles.Select(t => painter.Paint(t.Content, t.X, t.Y)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {frame.Width} {frame.Height}\" width=\"{frame.Width}\" height=\"{frame.Height}\" font-family=\"{Font}\">");
        svg.Append("<defs>").Append(painter.Definitions).Append("</defs>");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"").Append(Background).Append("\"/>").Append(ground);
        var shown = signs.Where(s => frame.Holds(s.Position, s.Dot is null ? Sign / 2d : 0)).ToList();
        foreach (var sign in shown)
            AppendSign(svg, frame, sign);
        if (place is { } marked)
            AppendPlace(svg, frame.At(marked));
        foreach (var (x, y, label) in SignLabels.Place(frame, shown, Sign))
            AppendText(svg, x, y, label, "middle", SignLabels.Size);
        AppendScale(svg, frame);
        AppendNorth(svg, frame, north);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\".5\" y=\".5\" width=\"{frame.Width - 1}\" height=\"{frame.Height - 1}\" fill=\"none\" stroke=\"#767d8a\"/></svg>");
        return svg.ToString();
    }

    private static void AppendSign(StringBuilder svg, PictureFrame frame, PictureSign sign)
    {
        var (x, y) = frame.At(sign.Position);
        if (sign.Dot is { } color)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"5\" fill=\"{color}\" stroke=\"#fff\" stroke-width=\"1.5\"/>");
            return;
        }

        if (sign.Number is { } number)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var half = 7 + (5.5 * digits.Length);
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{x - half:0.#}\" y=\"{y - 13:0.#}\" width=\"{2 * half:0.#}\" height=\"26\" rx=\"5\" fill=\"#1d2129\" stroke=\"#fff\" stroke-width=\"2\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{x:0.#}\" y=\"{y + 6:0.#}\" font-size=\"17\" font-weight=\"700\" text-anchor=\"middle\" fill=\"#fff\">{digits}</text>");
            return;
        }

        var scale = (double)Sign / Symbols.Size;
        svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x - (Sign / 2d):0.#} {y - (Sign / 2d):0.#}) scale({scale:0.###})\"");
        svg.Append(sign.Struck ? " opacity=\".75\">" : ">").Append(Symbols.ToSvg(Symbols.Of(sign.Symbol)));
        if (sign.Struck)
            svg.Append("<path d=\"M2 2L30 30M30 2L2 30\" stroke=\"#fff\" stroke-width=\"7\"/><path d=\"M2 2L30 30M30 2L2 30\" stroke=\"#c00000\" stroke-width=\"4\"/>");
        svg.Append("</g>");
    }

    // A ring that leaves free what lies in the middle, and a dot: it does not hide the house.
    private static void AppendPlace(StringBuilder svg, (double X, double Y) at)
    {
        var (x, y) = at;
        foreach (var (width, color) in ((double, string)[])[(9, "#fff"), (5, "#0017c1")])
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"16\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4.5\" fill=\"#0017c1\" stroke=\"#fff\" stroke-width=\"2\"/>");
    }

    private static void AppendScale(StringBuilder svg, PictureFrame frame)
    {
        var longest = frame.MetresPerPixel * frame.Width / 4;
        var power = Math.Pow(10, Math.Floor(Math.Log10(longest)));
        var metres = power * (longest / power >= 5 ? 5 : longest / power >= 2 ? 2 : 1);
        var (width, y) = (metres / frame.MetresPerPixel, frame.Height - 16);
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"8\" y=\"{y - 26}\" width=\"{width + 20:0.#}\" height=\"34\" rx=\"4\" fill=\"#fff\" opacity=\".85\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M18 {y - 6}V{y}H{18 + width:0.#}V{y - 6}\" fill=\"none\" stroke=\"#1d2129\" stroke-width=\"2.5\"/>");
        var words = metres >= 1000 ? $"{metres / 1000:0}km" : $"{metres:0}m";
        AppendText(svg, 18 + (width / 2), y - 9, words, "middle", 15);
    }

    private static void AppendNorth(StringBuilder svg, PictureFrame frame, string north)
    {
        var x = frame.Width - 28;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x - 20}\" y=\"8\" width=\"40\" height=\"56\" rx=\"4\" fill=\"#fff\" opacity=\".85\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x} 12l9 28l-9-7l-9 7z\" fill=\"#1d2129\"/>");
        AppendText(svg, x, 58, north, "middle", 15);
    }

    private static void AppendText(StringBuilder svg, double x, double y, string text, string anchor, int size) => svg.Append(CultureInfo.InvariantCulture,
        $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\" font-weight=\"700\" text-anchor=\"{anchor}\" fill=\"#1d2129\" stroke=\"#fff\" stroke-width=\"3.5\" paint-order=\"stroke\" stroke-linejoin=\"round\">{WebUtility.HtmlEncode(text)}</text>");
}
