using System.Globalization;
using System.Xml;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Gml;

/// <summary>
/// Collects the shapes of one feature from GML (3.1.1 and 3.2): points, curves, and surfaces with holes, however deep they are wrapped (Surface, PolygonPatch,
/// MultiSurface, Solid, CompositeSurface). Positions come latitude first; heights are dropped. Shapes referred to from elsewhere (<c>xlink:href</c>) are not followed:
/// in the data of Japan they only repeat surfaces that stand in the same feature.
/// </summary>
internal sealed class GmlShapeCollector
{
    private static readonly GeometryFactory Factory = new();
    private readonly List<Polygon> polygons = [];
    private readonly List<LineString> lines = [];
    private readonly List<Point> points = [];
    private List<Coordinate>? shell;
    private List<List<Coordinate>> holes = [];
    private bool inPolygon;

    /// <summary>Whether anything was collected.</summary>
    public bool IsEmpty => polygons.Count + lines.Count + points.Count == 0;

    /// <summary>Rings with too few points to enclose anything.</summary>
    public int Degenerate { get; private set; }

    /// <summary>The first <c>srsName</c> met on a shape.</summary>
    public string? SystemName { get; private set; }

    /// <summary>Forgets what was collected.</summary>
    public void Clear()
    {
        polygons.Clear();
        lines.Clear();
        points.Clear();
        Degenerate = 0;
    }

    /// <summary>Reads everything inside the element the reader stands on and ends on its end tag.</summary>
    /// <param name="xml">The reader.</param>
    /// <param name="dimension">Numbers of a position where the element itself does not say.</param>
    /// <exception cref="XmlException">A position is no number.</exception>
    public void Read(XmlReader xml, int dimension)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.LocalName is "Polygon" or "PolygonPatch" or "Triangle" or "Rectangle")
                    EndPolygon();
                continue;
            }

            if (xml.NodeType != XmlNodeType.Element)
                continue;
            SystemName ??= xml.GetAttribute("srsName");
            dimension = Dimension(xml, dimension);
            switch (xml.LocalName)
            {
                case "Polygon" or "PolygonPatch" or "Triangle" or "Rectangle":
                    (shell, holes, inPolygon) = (null, [], true);
                    break;

                // A body has an exterior too, which is made of polygons.
                case "exterior" or "outerBoundaryIs" when inPolygon:
                    shell = Positions(xml, dimension);
                    break;
                case "interior" or "innerBoundaryIs" when inPolygon:
                    holes.Add(Positions(xml, dimension));
                    break;
                case "LineStringSegment" or "LineString" or "ArcString" or "GeodesicString":
                    if (Positions(xml, dimension) is { Count: > 1 } line)
                        lines.Add(Factory.CreateLineString(line.ToArray()));
                    break;
                case "Point":
                    if (Positions(xml, dimension) is [{ } only, ..])
                        points.Add(Factory.CreatePoint(only));
                    break;
            }
        }
    }

    /// <summary>What was collected as one shape; null when nothing was.</summary>
    /// <param name="dissolve">Whether touching surfaces are one area cut into pieces (the triangles of a flood), or faces of a body.</param>
    public Geometry? Shape(bool dissolve)
    {
        if (polygons.Count > 0)
        {
            var all = Factory.CreateMultiPolygon(polygons.ToArray());
            return polygons.Count == 1 ? polygons[0] : dissolve ? Dissolving.Union(all) : all;
        }

        if (lines.Count > 0)
            return lines.Count == 1 ? lines[0] : Factory.CreateMultiLineString(lines.ToArray());
        return points.Count switch { 0 => null, 1 => points[0], _ => Factory.CreateMultiPoint(points.ToArray()) };
    }

    private void EndPolygon()
    {
        if (shell is { Count: > 3 } ring && Closed(ring) is { Length: > 3 } outer)
        {
            var inner = holes.Select(Closed).Where(h => h.Length > 3).Select(h => Factory.CreateLinearRing(h)).ToArray();
            polygons.Add(Factory.CreatePolygon(Factory.CreateLinearRing(outer), inner));
        }
        else
        {
            Degenerate++;
        }

        (shell, holes, inPolygon) = (null, [], false);
    }

    private static Coordinate[] Closed(List<Coordinate> ring)
    {
        if (ring.Count > 0 && !ring[0].Equals2D(ring[^1]))
            ring.Add(ring[0].Copy());
        return ring.ToArray();
    }

    // A ring may be many curves that follow each other; where they meet, the point stands twice.
    private static List<Coordinate> Positions(XmlReader xml, int dimension)
    {
        var positions = new List<Coordinate>();
        if (xml.IsEmptyElement)
            return positions;
        var depth = xml.Depth;
        var reading = false;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                dimension = Dimension(xml, dimension);
                reading = xml.LocalName is "pos" or "posList" or "coordinates" && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                reading = false;
            }
            else if (reading && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Append(positions, xml.Value, dimension);
            }
        }

        return positions;
    }

    private static void Append(List<Coordinate> positions, string text, int dimension)
    {
        var numbers = text.AsSpan();
        Span<double> position = stackalloc double[3];
        var filled = 0;
        while (Next(ref numbers, out var token))
        {
            if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out position[filled]) || !double.IsFinite(position[filled]))
                throw new XmlException("座標が数値ではありません");
            if (++filled < dimension)
                continue;
            var here = new Coordinate(position[1], position[0]);
            if (positions.Count == 0 || !positions[^1].Equals2D(here))
                positions.Add(here);
            filled = 0;
        }

        if (filled != 0)
            throw new XmlException("座標の数がそろっていません");
    }

    private static bool Next(ref ReadOnlySpan<char> text, out ReadOnlySpan<char> token)
    {
        var start = 0;
        while (start < text.Length && (char.IsWhiteSpace(text[start]) || text[start] == ','))
            start++;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != ',')
            end++;
        token = text[start..end];
        text = text[end..];
        return token.Length > 0;
    }

    private static int Dimension(XmlReader xml, int present) =>
        int.TryParse(xml.GetAttribute("srsDimension"), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own is 2 or 3 ? own : present;
}
