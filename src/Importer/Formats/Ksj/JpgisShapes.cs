using System.Globalization;
using System.Xml.Linq;
using Gis.Importer.Formats.Coordinates;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Ksj;

/// <summary>
/// The shapes of a JPGIS 2.1 document (国土数値情報): points, curves and surfaces stand beside the features, under ids, surfaces made of curves and features of
/// either by <c>xlink:href</c>. Positions are latitude, longitude. Kept for the whole file, because a reference may point anywhere in it.
/// </summary>
internal sealed class JpgisShapes
{
    private const string Gml = "http://www.opengis.net/gml/3.2";
    private const int Deepest = 8;

    private static readonly XName Id = XName.Get("id", Gml);
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), CoordinateTransform.Srid);

    private readonly Dictionary<string, XElement> complex = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Coordinate[]> simple = new(StringComparer.Ordinal);

    /// <summary>Keeps a shape that stands by itself.</summary>
    public void Add(XElement element)
    {
        if (element.Attribute(Id)?.Value is not { Length: > 0 } id)
            return;
        if (element.Name.LocalName is "Point" or "Curve" && !element.Descendants().Any(e => e.Attribute(Href) is not null))
            simple[id] = Positions(element);
        else
            complex[id] = element;
    }

    /// <summary>Whether an element only points at a shape of this file.</summary>
    public bool IsReference(XElement element) => Target(element) is { } id && (simple.ContainsKey(id) || complex.ContainsKey(id));

    /// <summary>The shape that a property of a feature holds or points at; null when it is none.</summary>
    /// <exception cref="FormatException">It is broken: a ring that does not close, a reference to nothing.</exception>
    public Geometry? Of(XElement property)
    {
        if (Target(property) is { } id)
            return ById(id);
        return property.Elements().FirstOrDefault(e => e.Name.NamespaceName == Gml) is { } inner ? Shape(inner, 0) : null;
    }

    private static string? Target(XElement element) => element.Attribute(Href)?.Value is { Length: > 1 } href && href[0] == '#' ? href[1..] : null;

    private Geometry ById(string id)
    {
        if (simple.TryGetValue(id, out var positions))
            return positions.Length == 1 ? Factory.CreatePoint(positions[0]) : Factory.CreateLineString(positions);
        return complex.TryGetValue(id, out var element) ? Shape(element, 0) : throw new FormatException($"図形「{id}」がファイルの中にありません");
    }

    private Geometry Shape(XElement element, int depth) => element.Name.LocalName switch
    {
        "Point" => Factory.CreatePoint(Positions(element).FirstOrDefault() ?? throw new FormatException("点に座標がありません")),
        "Surface" or "Polygon" or "PolygonPatch" => Surface(element, depth),
        "Curve" or "LineString" or "OrientableCurve" or "CompositeCurve" or "Ring" => Factory.CreateLineString(Curve(element, depth)),
        "MultiPoint" => Factory.BuildGeometry(Members(element, depth)),
        "MultiCurve" => Factory.BuildGeometry(Members(element, depth)),
        "MultiSurface" or "CompositeSurface" or "Complex" => Factory.BuildGeometry(Members(element, depth)),
        var name => throw new FormatException($"図形の種類「{name}」は読めません"),
    };

    private List<Geometry> Members(XElement element, int depth)
    {
        if (depth > Deepest)
            throw new FormatException("図形の入れ子が深すぎます");
        return element.Elements().Where(e => e.Name.LocalName.EndsWith("ember", StringComparison.Ordinal) || e.Name.LocalName.EndsWith("embers", StringComparison.Ordinal))
            .SelectMany(m => Target(m) is { } id ? [ById(id)] : m.Elements().Select(e => Shape(e, depth + 1))).ToList();
    }

    private Geometry Surface(XElement element, int depth)
    {
        var patches = element.Name.LocalName == "Surface" ? element.Elements().Where(e => e.Name.LocalName == "patches").Elements().ToList() : [element];
        var polygons = patches.ConvertAll(p => Factory.CreatePolygon(
            Ring(p.Elements().FirstOrDefault(e => e.Name.LocalName == "exterior") ?? throw new FormatException("面に外周がありません"), depth),
            p.Elements().Where(e => e.Name.LocalName == "interior").Select(i => Ring(i, depth)).ToArray()));
        return polygons.Count == 1 ? polygons[0] : Factory.CreateMultiPolygon([.. polygons]);
    }

    private LinearRing Ring(XElement boundary, int depth)
    {
        var ring = boundary.Elements().FirstOrDefault() ?? throw new FormatException("面の輪がありません");
        var positions = ring.Name.LocalName == "LinearRing" ? Positions(ring) : Curve(ring, depth);
        if (positions.Length < 4 || !positions[0].Equals2D(positions[^1]))
            throw new FormatException("面の輪が閉じていません");
        return Factory.CreateLinearRing(positions);
    }

    // The parts in their order; one that was drawn the other way round is turned so that it goes on where the last ended.
    private Coordinate[] Curve(XElement element, int depth)
    {
        if (depth > Deepest)
            throw new FormatException("図形の入れ子が深すぎます");
        var parts = element.Elements().Where(e => e.Name.LocalName is "curveMember" or "baseCurve").ToList();
        if (parts.Count == 0)
            return Positions(element);
        var whole = new List<Coordinate>();
        for (var i = 0; i < parts.Count; i++)
        {
            var part = Part(parts[i], depth);
            if (i == 0 && parts.Count > 1 && Part(parts[1], depth) is var next && !part[^1].Equals2D(next[0]) && !part[^1].Equals2D(next[^1]))
                part = [.. part.Reverse()];
            else if (whole.Count > 0 && !whole[^1].Equals2D(part[0]) && whole[^1].Equals2D(part[^1]))
                part = [.. part.Reverse()];
            whole.AddRange(whole.Count > 0 && whole[^1].Equals2D(part[0]) ? part.Skip(1) : part);
        }

        var turned = element.Name.LocalName == "OrientableCurve" && element.Attribute("orientation")?.Value == "-";
        return turned ? [.. Enumerable.Reverse(whole)] : [.. whole];
    }

    private Coordinate[] Part(XElement member, int depth)
    {
        var part = Target(member) is { } id
            ? simple.TryGetValue(id, out var positions) ? positions : complex.TryGetValue(id, out var other) ? Curve(other, depth + 1) : throw new FormatException($"線「{id}」がファイルの中にありません")
            : Curve(member.Elements().FirstOrDefault() ?? throw new FormatException("線がありません"), depth + 1);
        return part.Length >= 2 ? part : throw new FormatException("線の点が足りません");
    }

    // Of a curve of several segments, all of them; where one begins on the end of the last, that position counts once.
    private static Coordinate[] Positions(XElement element)
    {
        var positions = new List<Coordinate>();
        foreach (var list in element.DescendantsAndSelf().Where(e => e.Name.LocalName is "pos" or "posList" && !e.HasElements))
        {
            var numbers = list.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (numbers.Length % 2 != 0)
                throw new FormatException("座標の数が奇数です");
            for (var i = 0; i < numbers.Length; i += 2)
            {
                if (!double.TryParse(numbers[i], CultureInfo.InvariantCulture, out var latitude) || !double.TryParse(numbers[i + 1], CultureInfo.InvariantCulture, out var longitude))
                    throw new FormatException("座標を数値として読めません");
                var position = new Coordinate(longitude, latitude);
                if (positions.Count == 0 || !positions[^1].Equals2D(position))
                    positions.Add(position);
            }
        }

        return [.. positions];
    }
}
