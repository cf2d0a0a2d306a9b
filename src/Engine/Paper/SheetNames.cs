using System.Globalization;
using System.Net;
using System.Text;
using Gis.Engine.Look;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>A name on a sheet.</summary>
/// <param name="Text">The name.</param>
/// <param name="Points">Size of its letters in typographic points.</param>
/// <param name="Color">Colour of its letters.</param>
/// <param name="Shape">What it names, in units: the name stands in an area, along a line, or beside a point.</param>
public sealed record SheetName(string Text, double Points, string Color, Geometry Shape)
{
    /// <summary>Symbol that stands at the place itself, or null.</summary>
    public string? Symbol { get; init; }
}

/// <summary>Sets names where there is room; one that has none is left out, the most important ones choose first.</summary>
internal static class SheetNames
{
    private const double SymbolSide = 4 * SheetFrame.PerMillimetre;

    /// <summary>Sets them.</summary>
    public static string Draw(SheetFrame frame, SheetRoom room, IEnumerable<SheetName> names)
    {
        var svg = new StringBuilder();
        var edge = new GeometryFactory().ToGeometry(new Envelope(0, frame.Right, 0, frame.Bottom));
        foreach (var name in names)
        {
            switch (name.Shape.Dimension)
            {
                case Dimension.Point:
                    AppendBeside(svg, room, name, frame);
                    break;
                case Dimension.Curve:
                    AppendAlong(svg, room, name, edge);
                    break;
                default:
                    AppendIn(svg, room, name, edge);
                    break;
            }
        }

        return svg.ToString();
    }

    private static void AppendIn(StringBuilder svg, SheetRoom room, SheetName name, Geometry edge)
    {
        if (Within(name.Shape, edge) is not { IsEmpty: false } seen)
            return;
        var middle = seen.InteriorPoint.Coordinate;
        var (width, height) = (SheetRoom.WidthOf(name.Text, name.Points), name.Points * SheetFrame.PerPoint * 1.2);
        foreach (var (x, y) in ((double, double)[])[(0, 0), (0, -1.5), (0, 1.5), (0.4, -1), (-0.4, -1), (0.4, 1), (-0.4, 1), (0, -3), (0, 3)])
        {
            var (atX, atY) = (middle.X + (x * width), middle.Y + (y * height));
            if (!room.TryTake(SheetBox.Around(atX, atY, width, height)))
                continue;
            AppendText(svg, name, atX, atY, 0);
            return;
        }
    }

    private static void AppendBeside(StringBuilder svg, SheetRoom room, SheetName name, SheetFrame frame)
    {
        var (x, y) = (name.Shape.Centroid.X, name.Shape.Centroid.Y);
        if (!frame.Holds(x, y))
            return;
        var (width, height) = (SheetRoom.WidthOf(name.Text, name.Points), name.Points * SheetFrame.PerPoint * 1.15);
        var side = name.Symbol is null ? 0 : SymbolSide;
        var sign = SheetBox.Around(x, y, side, side);
        if (side > 0 && !room.IsFree(sign))
            return;
        foreach (var (atX, atY) in ((double, double)[])
            [(x, y + ((side + height) / 2)), (x, y - ((side + height) / 2)), (x + ((side + width) / 2) + 30, y), (x - ((side + width) / 2) - 30, y)])
        {
            if (!room.TryTake(SheetBox.Around(atX, atY, width, height)))
                continue;
            if (side > 0)
            {
                room.Take(sign);
                svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({x - (side / 2):0} {y - (side / 2):0}) scale({side / Symbols.Size:0.####})\">{Symbols.ToSvg(Symbols.Of(name.Symbol))}</g>");
            }

            AppendText(svg, name, atX, atY, 0);
            return;
        }
    }

    // Where the line goes straight for as long as the name is, as near to the middle of the sheet as there is room.
    private static void AppendAlong(StringBuilder svg, SheetRoom room, SheetName name, Geometry edge)
    {
        if (Within(name.Shape, edge) is not { IsEmpty: false } seen)
            return;
        var (width, height) = (SheetRoom.WidthOf(name.Text, name.Points), name.Points * SheetFrame.PerPoint * 1.2);
        var middle = edge.Centroid.Coordinate;
        foreach (var (x, y, angle) in SheetLines.Pieces(seen, width, height / 3).OrderBy(p => middle.Distance(new Coordinate(p.X, p.Y))))
        {
            if (!room.TryTake(SheetBox.Turned(x, y, width, height, angle)))
                continue;
            AppendText(svg, name, x, y, angle * 180 / Math.PI);
            return;
        }
    }

    private static Geometry? Within(Geometry shape, Geometry edge)
    {
        try
        {
            return shape.Intersection(edge);
        }
        catch (TopologyException)
        {
            // What is not drawn quite as it should be keeps its drawing, but goes without its name.
            return null;
        }
    }

    private static void AppendText(StringBuilder svg, SheetName name, double x, double y, double angle)
    {
        var size = name.Points * SheetFrame.PerPoint;
        svg.Append(CultureInfo.InvariantCulture, $"<text transform=\"translate({x:0} {y:0})");
        if (angle != 0)
            svg.Append(CultureInfo.InvariantCulture, $" rotate({angle:0.#})");
        svg.Append(CultureInfo.InvariantCulture,
            $"\" y=\"{size * 0.36:0}\" font-size=\"{size:0}\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{name.Color}\" stroke=\"#fff\" stroke-width=\"{size * 0.22:0}\" paint-order=\"stroke\" stroke-linejoin=\"round\">{WebUtility.HtmlEncode(name.Text)}</text>");
    }
}
