using System.Globalization;
using System.Net;
using Gis.Core.Catalogue;
using Gis.Engine.Pictures;
using Gis.Engine.Styles;

namespace Gis.Engine.Look;

/// <summary>The look of a legend's class as SVG: the colour as strong as on the map, with its pattern, or its symbol. Words must stand beside it.</summary>
public static class Swatch
{
    /// <summary>A whole svg element, decorative, with the class <c>swatch</c>.</summary>
    /// <param name="one">The class; null: an empty box.</param>
    /// <param name="opacity">How strongly the map is coloured with it, see <see cref="LegendStrength"/>.</param>
    /// <param name="id">Id of its pattern, unique in the page.</param>
    public static string ToSvg(LegendClass? one, double opacity, string id)
    {
        if (one?.Symbol is { Length: > 0 } symbol)
            return $"<svg class=\"swatch\" viewBox=\"0 0 {Symbols.Size} {Symbols.Size}\" aria-hidden=\"true\">{Symbols.ToSvg(Symbols.Of(symbol))}</svg>";
        var image = one is null ? null : LayerLegend.PatternImage(one);
        var ink = image is null ? DerivedColor.Darker(one?.Color ?? "") : "#" + image[(image.LastIndexOf('-') + 1)..];
        var pattern = image is null ? "" : $"<defs>{StyleLook.PatternDefinition(id, one!.Pattern, ink)}</defs>";
        return string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"swatch\" viewBox=\"0 0 48 48\" aria-hidden=\"true\">{pattern}<rect width=\"48\" height=\"48\" fill=\"#fff\"/><rect width=\"48\" height=\"48\" fill=\"{WebUtility.HtmlEncode(one?.Color ?? "#ffffff")}\" opacity=\"{opacity:0.##}\"/>")
            + (image is null ? "" : $"<rect width=\"48\" height=\"48\" fill=\"url(#{id})\"/>")
            + $"<rect x=\"1\" y=\"1\" width=\"46\" height=\"46\" fill=\"none\" stroke=\"{WebUtility.HtmlEncode(ink)}\" stroke-width=\"2\"/></svg>";
    }
}
