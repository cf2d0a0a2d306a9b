using System.Globalization;
using System.Text;
using Gis.Core.Geodesy;
using Gis.Engine.Look;

namespace Gis.Engine.Paper;

/// <summary>An emergency site on a sheet: its symbol and its number in the list.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Symbol">Name of the symbol, see <see cref="Symbols"/>.</param>
/// <param name="Number">Its number; null: it has no row in the list.</param>
/// <param name="Struck">Whether it is struck through: not to be used in this hazard (JIS Z 9098).</param>
public sealed record SheetSign(LonLat Position, string? Symbol, int? Number, bool Struck);

/// <summary>Draws the signs of a sheet: at their place, or beside it with a line to it where another sign stands already.</summary>
internal static class SheetSigns
{
    private const double Side = 6.2 * SheetFrame.PerMillimetre, NumberSize = 11;

    /// <summary>Draws them, the first in the list first to choose its room.</summary>
    public static string Draw(SheetFrame frame, SheetRoom room, IEnumerable<SheetSign> signs)
    {
        var (lines, svg) = (new StringBuilder(), new StringBuilder());
        foreach (var sign in signs)
        {
            var (x, y) = frame.At(sign.Position);
            if (!frame.Holds(x, y))
                continue;
            var digits = sign.Number?.ToString(CultureInfo.InvariantCulture) ?? "";
            var badge = digits.Length == 0 ? 0 : SheetRoom.WidthOf(digits, NumberSize) + (1.8 * SheetFrame.PerMillimetre);
            var (atX, atY) = Place(frame, room, x, y, badge);
            if (atX != x || atY != y)
            {
                lines.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x:0} {y:0}L{atX:0} {atY:0}\" stroke=\"#fff\" stroke-width=\"45\"/><path d=\"M{x:0} {y:0}L{atX:0} {atY:0}\" stroke=\"#1d2129\" stroke-width=\"20\"/>");
                lines.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:0}\" cy=\"{y:0}\" r=\"45\" fill=\"#1d2129\" stroke=\"#fff\" stroke-width=\"15\"/>");
            }

            Append(svg, sign, atX, atY, digits, badge);
        }

        return $"{lines}{svg}";
    }

    private static (double X, double Y) Place(SheetFrame frame, SheetRoom room, double x, double y, double badge)
    {
        SheetBox Box(double atX, double atY) => new(atX - (Side / 2), atY - (Side / 2), atX + (Side / 2) + badge, atY + (Side / 2));
        for (var ring = 0; ring <= 4; ring++)
        {
            for (var turn = 0; turn < (ring == 0 ? 1 : 12); turn++)
            {
                var (sin, cos) = Math.SinCos(turn * Math.PI / 6);
                var (atX, atY) = (x + (ring * Side * 0.8 * cos), y + (ring * Side * 0.8 * sin));
                if (room.TryTake(Box(atX, atY)))
                    return (atX, atY);
            }
        }

        // Better one on the other than none.
        var (heldX, heldY) = (Math.Clamp(x, Side / 2, frame.Right - (Side / 2) - badge), Math.Clamp(y, Side / 2, frame.Bottom - (Side / 2)));
        room.Take(Box(heldX, heldY));
        return (heldX, heldY);
    }

    private static void Append(StringBuilder svg, SheetSign sign, double x, double y, string digits, double badge)
    {
        if (badge > 0)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect x=\"{x:0}\" y=\"{y - (Side * 0.41):0}\" width=\"{(Side / 2) + badge:0}\" height=\"{Side * 0.82:0}\" rx=\"50\" fill=\"#fff\" stroke=\"#1d2129\" stroke-width=\"18\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text x=\"{x + (Side / 2) + (badge / 2):0}\" y=\"{y + (NumberSize * SheetFrame.PerPoint * 0.36):0}\" font-size=\"{NumberSize * SheetFrame.PerPoint:0}\" font-weight=\"700\" text-anchor=\"middle\" fill=\"#1d2129\">{digits}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<g data-site=\"{digits}\" transform=\"translate({x - (Side / 2):0} {y - (Side / 2):0}) scale({Side / Symbols.Size:0.####})\">");
        svg.Append(Symbols.ToSvg(Symbols.Of(sign.Symbol)));
        if (sign.Struck)
            svg.Append("<path d=\"M2 2L30 30M30 2L2 30\" stroke=\"#fff\" stroke-width=\"8\"/><path d=\"M2 2L30 30M30 2L2 30\" stroke=\"#c00000\" stroke-width=\"4.5\"/>");
        svg.Append("</g>");
    }
}
