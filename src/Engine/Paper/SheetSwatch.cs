using System.Globalization;
using System.Net;
using Gis.Core.Catalogue;
using Gis.Engine.Look;
using Gis.Engine.Styles;

namespace Gis.Engine.Paper;

/// <summary>The look of a legend's class on a sheet, drawn of the same lines as its map: a swatch with the class <c>swatch</c>. Words must stand beside it.</summary>
public static class SheetSwatch
{
    private const double Side = 48 * SheetFrame.PerPixel;

    /// <summary>A class of a legend.</summary>
    /// <param name="one">The class.</param>
    /// <param name="opacity">How strongly the map is coloured with it, see <see cref="LegendStrength"/>.</param>
    /// <param name="id">Id of its pattern, unique in the page.</param>
    public static string Of(LegendClass one, double opacity, string id)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (one.Symbol is { Length: > 0 } || LayerLegend.PatternImage(one) is not { } image)
            return Swatch.ToSvg(one, opacity, id);
        return Draw(one.Color, opacity, one.Pattern, "#" + image[(image.LastIndexOf('-') + 1)..], id);
    }

    /// <summary>Ground that the data does not speak about.</summary>
    /// <param name="id">Id of its pattern, unique in the page.</param>
    public static string Outside(string id) => Draw(SheetOutside.Ground, SheetOutside.Opacity, SheetOutside.Pattern, SheetOutside.Ink, id);

    private static string Draw(string color, double opacity, string pattern, string ink, string id) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"swatch\" viewBox=\"0 0 {Side:0} {Side:0}\" aria-hidden=\"true\"><rect width=\"{Side:0}\" height=\"{Side:0}\" fill=\"#fff\"/><rect width=\"{Side:0}\" height=\"{Side:0}\" fill=\"{WebUtility.HtmlEncode(color)}\" opacity=\"{opacity:0.##}\"/>{SheetPattern.Fill(id, pattern, WebUtility.HtmlEncode(ink), new SheetBox(0, 0, Side, Side))}<rect x=\"12\" y=\"12\" width=\"{Side - 24:0}\" height=\"{Side - 24:0}\" fill=\"none\" stroke=\"{WebUtility.HtmlEncode(ink)}\" stroke-width=\"24\"/></svg>");
}
