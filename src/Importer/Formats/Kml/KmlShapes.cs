using System.Globalization;
using System.Xml.Linq;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Kml;

/// <summary>Collects the shapes of one placemark: points, lines, rings, areas with holes, tracks, and groups of them. Longitude first; heights are dropped.</summary>
internal sealed class KmlShapes
{
    private const int Deepest = 32;
    private static readonly GeometryFactory Factory = new();
    private readonly List<Geometry> shapes = [];

    /// <summary>Whether some height is not zero.</summary>
    public bool HasHeights { get; private set; }

    /// <summary>What was collected as one shape; null when nothing was.</summary>
    public Geometry? Shape => shapes.Count == 0 ? null : Factory.BuildGeometry(shapes);

    /// <summary>Why there is no shape although there should be, in Japanese; null otherwise.</summary>
    public string? Fault { get => shapes.Count == 0 ? field : null; private set; }

    /// <summary>Takes all shapes directly inside an element.</summary>
    public void Take(XElement parent) => Take(parent, 0);

    private void Take(XElement parent, int depth)
    {
        foreach (var element in parent.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "Point":
                    if (Positions(element) is [var only, ..])
                        shapes.Add(Factory.CreatePoint(only));
                    break;
                case "LineString" or "LinearRing":
                    Line(Positions(element));
                    break;
                case "Track":
                    Line(Parse(element.Elements().Where(e => e.Name.LocalName == "coord").Select(e => e.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
                    break;
                case "Polygon":
                    Area(element);
                    break;
                case "MultiGeometry" or "MultiTrack" when depth < Deepest:
                    Take(element, depth + 1);
                    break;
                case "MultiGeometry":
                    Fault = $"図形の入れ子が{Deepest}段を超えています";
                    break;
            }
        }
    }

    private void Line(Coordinate[]? positions)
    {
        if (positions is { Length: > 1 })
            shapes.Add(Factory.CreateLineString(positions));
        else if (positions is not null)
            Fault = "線の点の数が足りず、図形になりません";
    }

    private void Area(XElement polygon)
    {
        var rings = polygon.Elements().Where(e => e.Name.LocalName is "outerBoundaryIs" or "innerBoundaryIs")
            .SelectMany(b => b.Elements().Where(e => e.Name.LocalName == "LinearRing").Select(r => (IsOuter: b.Name.LocalName == "outerBoundaryIs", Ring: Ring(r)))).ToList();
        if (rings.Exists(r => r.Ring is null))
            return;
        var (outer, inner) = (rings.Find(r => r.IsOuter).Ring, rings.Where(r => !r.IsOuter && r.Ring!.Length > 3).Select(r => Factory.CreateLinearRing(r.Ring)).ToArray());
        if (outer is { Length: > 3 })
            shapes.Add(Factory.CreatePolygon(Factory.CreateLinearRing(outer), inner));
        else
            Fault = "面の点の数が足りず、図形になりません";
    }

    // A ring that is not closed is closed.
    private Coordinate[]? Ring(XElement ring) =>
        Positions(ring) is { Length: > 0 } positions ? positions[0].Equals2D(positions[^1]) ? positions : [.. positions, positions[0].Copy()] : null;

    // Tuples stand apart by blanks, numbers by commas; people put blanks behind the commas too.
    private Coordinate[]? Positions(XElement element)
    {
        var text = element.Elements().FirstOrDefault(e => e.Name.LocalName == "coordinates")?.Value ?? "";
        var tuples = new List<string[]>();
        var tuple = new List<string>();
        var goesOn = false;
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!goesOn && word[0] != ',' && tuple.Count > 0)
            {
                tuples.Add([.. tuple]);
                tuple.Clear();
            }

            tuple.AddRange(word.Split(',', StringSplitOptions.RemoveEmptyEntries));
            goesOn = word[^1] == ',';
        }

        if (tuple.Count > 0)
            tuples.Add([.. tuple]);
        return Parse(tuples);
    }

    private Coordinate[]? Parse(IEnumerable<string[]> tuples)
    {
        var positions = new List<Coordinate>();
        foreach (var tuple in tuples)
        {
            if (tuple.Length < 2 || Number(tuple[0]) is not { } lon || Number(tuple[1]) is not { } lat)
            {
                Fault = $"座標「{Text.Excerpt.Of(string.Join(',', tuple))}」を数値として読めません";
                return null;
            }

            HasHeights |= tuple.Length > 2 && Number(tuple[2]) is { } height && height != 0;
            positions.Add(new Coordinate(lon, lat));
        }

        if (positions.Count == 0)
            Fault = "図形に座標がありません";
        return positions.Count == 0 ? null : [.. positions];
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
