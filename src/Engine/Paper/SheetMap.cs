using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>What the map of a sheet is drawn of.</summary>
public sealed record SheetContent
{
    /// <summary>Layers of the style that are drawn, lowest first.</summary>
    public required IReadOnlyList<JsonObject> Style { get; init; }

    /// <summary>What they show, by layer id.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<SheetFeature>> Features { get; init; }

    /// <summary>Where the shown hazards' data speaks; null when that is not recorded.</summary>
    public Geometry? Coverage { get; init; }

    /// <summary>The district.</summary>
    public required Geometry District { get; init; }

    /// <summary>Emergency sites, the most important first.</summary>
    public required IReadOnlyList<SheetSign> Signs { get; init; }

    /// <summary>Names, the most important first.</summary>
    public required IReadOnlyList<SheetName> Names { get; init; }

    /// <summary>What a screen reader says of the drawing.</summary>
    public required string Label { get; init; }

    /// <summary>Words beside the scale bar.</summary>
    public required string Scale { get; init; }

    /// <summary>The word for north beside the arrow.</summary>
    public required string North { get; init; }
}

/// <summary>
/// Draws the map of a sheet as SVG in real millimetres: the ground and the hazard at an exact scale, the reference grid with its letters, below it a
/// scale bar of ten centimetres and the north of the grid.
/// </summary>
public static class SheetMap
{
    private const string Font = "'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,sans-serif";
    private const string Background = "#c8ddea", Ink = "#1d2129";
    private const int Mm = SheetFrame.PerMillimetre;

    /// <summary>Draws it.</summary>
    public static string Draw(SheetLayout layout, SheetFrame frame, SheetGrid grid, SheetContent content)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(content);
        var painter = new SheetPainter(frame);
        var room = new SheetRoom(frame);
        var ground = painter.Paint(content.Style, content.Features);
        // Signs first: names make room for them.
        var signs = SheetSigns.Draw(frame, room, content.Signs);
        var names = SheetNames.Draw(frame, room, content.Names);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" viewBox=\"0 0 {layout.MapWidth * Mm:0} {layout.MapHeight * Mm:0}\" width=\"{layout.MapWidth:0.##}mm\" height=\"{layout.MapHeight:0.##}mm\" font-family=\"{Font}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(content.Label)}\">");
        svg.Append("<defs>").Append(painter.Definitions).Append("</defs>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg x=\"{SheetLayout.Band * Mm:0}\" y=\"{SheetLayout.Band * Mm:0}\" width=\"{frame.Right:0}\" height=\"{frame.Bottom:0}\" viewBox=\"0 0 {frame.Right:0} {frame.Bottom:0}\">");
        svg.Append("<rect width=\"100%\" height=\"100%\" fill=\"").Append(Background).Append("\"/>").Append(ground);
        svg.Append(SheetOutside.Draw(frame, content.Coverage));
        AppendOutline(svg, content.District);
        AppendLines(svg, frame, grid);
        svg.Append(names).Append(signs).Append("</svg>");
        AppendFrame(svg, frame, grid);
        AppendScale(svg, layout, frame, content);
        return svg.Append("</svg>").ToString();
    }

    private static void AppendOutline(StringBuilder svg, Geometry district)
    {
        var path = new StringBuilder();
        SheetPath.Append(path, district);
        foreach (var (width, color) in ((int, string)[])[(80, "#fff"), (40, Ink)])
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"{(color == Ink ? " stroke-dasharray=\"220 70 50 70\"" : " opacity=\".8\"")}/>");
    }

    private static void AppendLines(StringBuilder svg, SheetFrame frame, SheetGrid grid)
    {
        svg.Append("<path fill=\"none\" stroke=\"").Append(Ink).Append("\" stroke-width=\"6\" opacity=\".55\" data-grid=\"")
            .Append(grid.Spacing.ToString(CultureInfo.InvariantCulture)).Append("\" d=\"");
        foreach (var x in grid.Columns)
            svg.Append(CultureInfo.InvariantCulture, $"M{x:0.##} 0V{frame.Bottom:0}");
        foreach (var y in grid.Rows)
            svg.Append(CultureInfo.InvariantCulture, $"M0 {y:0.##}H{frame.Right:0}");
        svg.Append("\"/>");
    }

    private static void AppendFrame(StringBuilder svg, SheetFrame frame, SheetGrid grid)
    {
        var band = SheetLayout.Band * Mm;
        svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{band:0}\" y=\"{band:0}\" width=\"{frame.Right:0}\" height=\"{frame.Bottom:0}\" fill=\"none\" stroke=\"{Ink}\" stroke-width=\"20\"/>");
        foreach (var (name, middle) in grid.ColumnNames)
        {
            AppendText(svg, band + middle, band - 65, 12, "middle", name);
            AppendText(svg, band + middle, band + frame.Bottom + 220, 12, "middle", name);
        }

        foreach (var (name, middle) in grid.RowNames)
        {
            AppendText(svg, band * 0.46, band + middle + 75, 12, "middle", name);
            AppendText(svg, band + frame.Right + (band * 0.54), band + middle + 75, 12, "middle", name);
        }
    }

    // Ten centimetres in five parts: whoever doubts the print lays a ruler beside it.
    private static void AppendScale(StringBuilder svg, SheetLayout layout, SheetFrame frame, SheetContent content)
    {
        var (left, top) = (SheetLayout.Band * Mm, (layout.MapHeight - 3) * Mm);
        for (var part = 0; part < 5; part++)
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{left + (part * 20 * Mm):0}\" y=\"{top:0}\" width=\"{20 * Mm}\" height=\"100\" fill=\"{(part % 2 == 0 ? Ink : "#fff")}\" stroke=\"{Ink}\" stroke-width=\"10\"/>");
        for (var part = 0; part <= 5; part++)
        {
            var metres = part * frame.Scale / 50d;
            var words = frame.Scale >= 25_000 ? $"{metres / 1000:0.##}" : $"{metres:0}";
            AppendText(svg, left + (part * 20 * Mm), top - 40, 10, part == 0 ? "start" : "middle", words + (part < 5 ? "" : frame.Scale >= 25_000 ? "km" : "m"));
        }

        var right = (layout.MapWidth - SheetLayout.Band) * Mm;
        AppendText(svg, right - (12 * Mm), top + 80, 14, "end", content.Scale);
        svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{right - (3 * Mm):0} {top - 250:0}l125 360l-125 -85l-125 85z\" fill=\"{Ink}\"/>");
        AppendText(svg, right - (3 * Mm) - 150, top + 80, 12, "end", content.North);
    }

    private static void AppendText(StringBuilder svg, double x, double y, double points, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0}\" y=\"{y:0}\" font-size=\"{points * SheetFrame.PerPoint:0}\" font-weight=\"700\" text-anchor=\"{anchor}\" fill=\"{Ink}\">{WebUtility.HtmlEncode(text)}</text>");
}
