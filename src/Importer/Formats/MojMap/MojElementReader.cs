using System.Globalization;
using System.Xml;
using Gis.Importer.Formats.Text;
using Gis.Importer.Formats.Xml;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.MojMap;

/// <summary>One element with its shape in the map's own plane coordinates (x = east, y = north, metres).</summary>
internal sealed record MojElementRow(Dictionary<string, string> Values, Geometry? Shape);

/// <summary>Reads the elements of one name from a map: first the points and curves they refer to, which stand before them, then one element after the other.</summary>
internal sealed class MojElementReader(SourceFile file, MojElement element)
{
    private static readonly GeometryFactory Factory = new();
    private readonly Dictionary<string, Coordinate> points = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Coordinate[]> curves = new(StringComparer.Ordinal);

    /// <summary>The elements in file order.</summary>
    /// <exception cref="SourceException">The file breaks off.</exception>
    public IEnumerable<MojElementRow> Rows()
    {
        using var xml = SafeXml.Open(file, "地図XML");
        while (Next(xml) is { } row)
            yield return row;
    }

    private MojElementRow? Next(XmlReader xml)
    {
        try
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "GM_Point")
                    ReadSpatial(xml, points: true);
                else if (xml.LocalName == "GM_Curve")
                    ReadSpatial(xml, points: false);
                else if (xml.LocalName == "GM_Surface")
                    Pass(xml);
                else if (xml.LocalName == element.Name && !xml.IsEmptyElement)
                    return ReadElement(xml);
            }

            return null;
        }
        catch (XmlException e)
        {
            throw SafeXml.Broken(file, "地図XML", xml, e);
        }
    }

    private void ReadSpatial(XmlReader xml, bool points)
    {
        var id = xml.GetAttribute("id") ?? "";
        var positions = new List<Coordinate>();
        var (depth, name) = (xml.Depth, "");
        double? north = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                name = xml.LocalName;
                if (name == "GM_PointRef.point" && this.points.TryGetValue(xml.GetAttribute("idref") ?? "", out var known))
                    positions.Add(known);
            }
            else if (xml.NodeType == XmlNodeType.Text)
            {
                if (name == "X")
                    north = Number(xml.Value);
                else if (name == "Y" && north is { } x)
                    positions.Add(new Coordinate(Number(xml.Value), x));
            }
        }

        if (points && positions.Count > 0)
            this.points[id] = positions[0];
        else if (!points && positions.Count > 1)
            curves[id] = positions.ToArray();
    }

    private MojElementRow ReadElement(XmlReader xml)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var corners = new Dictionary<string, (double North, double East)>(StringComparer.Ordinal);
        var (depth, outer, name) = (xml.Depth, "", "");
        string? shape = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                name = xml.LocalName;
                if (xml.Depth == depth + 1)
                    outer = name;
                if (name == "形状")
                    shape = xml.GetAttribute("idref");
            }
            else if (xml.NodeType == XmlNodeType.Text && outer.EndsWith("座標", StringComparison.Ordinal))
            {
                var before = corners.GetValueOrDefault(outer);
                corners[outer] = name == "X" ? before with { North = Number(xml.Value) } : before with { East = Number(xml.Value) };
            }
            else if (xml.NodeType == XmlNodeType.Text && xml.Depth == depth + 2)
            {
                values[outer] = xml.Value.Trim();
            }
        }

        return new MojElementRow(values, Shape(shape, corners));
    }

    private Geometry? Shape(string? id, Dictionary<string, (double North, double East)> corners)
    {
        if (element.Family == GeometryFamily.Point)
            return id is not null && points.TryGetValue(id, out var at) ? Factory.CreatePoint(at.Copy()) : null;
        if (element.Family == GeometryFamily.Line)
            return id is not null && curves.TryGetValue(id, out var line) ? Factory.CreateLineString(line.Select(c => c.Copy()).ToArray()) : null;
        string[] round = ["左下座標", "右下座標", "右上座標", "左上座標", "左下座標"];
        return Array.TrueForAll(round, corners.ContainsKey)
            ? Factory.CreatePolygon(round.Select(r => new Coordinate(corners[r].East, corners[r].North)).ToArray())
            : null;
    }

    private static void Pass(XmlReader xml)
    {
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.Depth > depth)
            {
            }
        }
    }

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : throw new XmlException($"座標「{Excerpt.Of(text)}」が数値ではありません");
}
