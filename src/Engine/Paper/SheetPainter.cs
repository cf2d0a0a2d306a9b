using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Gis.Engine.Pictures;
using Gis.Engine.Styles;
using NetTopologySuite.Geometries;

namespace Gis.Engine.Paper;

/// <summary>Draws areas and lines of a sheet by the rules of the map's own style, widths and patterns as large as on a screen of the same scale.</summary>
/// <param name="frame">The sheet.</param>
public sealed class SheetPainter(SheetFrame frame)
{
    private readonly StyleLook _looks = new(frame.Zoom, SheetFrame.PerPixel);

    // One shape is mostly drawn several times: colour, pattern, outline.
    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);

    private int _patterns;

    /// <summary>Definitions that what was painted so far refers to.</summary>
    public string Definitions => string.Concat(_shapes.Select(s => $"<path id=\"{s.Value}\" d=\"{s.Key}\"/>"));

    /// <summary>Paints layers of the style, lowest first.</summary>
    /// <param name="style">The layers of the style, fill or line.</param>
    /// <param name="features">What they show, by the id of the map's layer.</param>
    public string Paint(IEnumerable<JsonObject> style, IReadOnlyDictionary<string, IReadOnlyList<SheetFeature>> features)
    {
        ArgumentNullException.ThrowIfNull(style);
        ArgumentNullException.ThrowIfNull(features);
        var svg = new StringBuilder();
        foreach (var layer in style)
        {
            if ((string?)layer["source-layer"] is not { } name || !features.TryGetValue(name, out var shown) || !(IsHazard(layer) || _looks.SpeaksNow(layer)))
                continue;
            var looks = new Dictionary<Appearance, (StringBuilder Path, Envelope Box)>();
            foreach (var feature in shown)
            {
                if (!FilterTest.Picks(layer["filter"], feature.Value) || _looks.Of(layer, feature.Dimension, feature.Value) is not { } look)
                    continue;
                if (!looks.TryGetValue(look, out var drawn))
                    looks[look] = drawn = (new StringBuilder(), new Envelope());
                SheetPath.Append(drawn.Path, feature.Shape);
                drawn.Box.ExpandToInclude(feature.Shape.EnvelopeInternal);
            }

            foreach (var (look, drawn) in looks.Where(l => l.Value.Path.Length > 0))
            {
                var shape = IdOf(drawn.Path.ToString());
                svg.Append(look.Pattern is null ? $"<use href=\"#{shape}\" {look.Attributes}/>" : Patterned(shape, look, drawn.Box));
            }
        }

        return svg.ToString();
    }

    private string Patterned(string shape, Appearance look, Envelope box)
    {
        var id = "p" + (_patterns++).ToString(CultureInfo.InvariantCulture);
        var seen = box.Intersection(new Envelope(0, frame.Right, 0, frame.Bottom));
        var marks = seen.IsNull ? "" : SheetPattern.Fill(id, look.Pattern!, look.Ink!, new SheetBox(seen.MinX, seen.MinY, seen.MaxX, seen.MaxY));
        return marks.Length == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"<clipPath id=\"{id}c\"><use href=\"#{shape}\"/></clipPath><g clip-path=\"url(#{id}c)\" opacity=\"{look.Opacity:0.##}\">{marks}</g>");
    }

    // A hazard is drawn at every scale, its pattern too.
    private static bool IsHazard(JsonObject layer) => (string?)layer["metadata"]?["gis:group"] == "hazard";

    private string IdOf(string path)
    {
        if (!_shapes.TryGetValue(path, out var id))
            _shapes[path] = id = "s" + _shapes.Count.ToString(CultureInfo.InvariantCulture);
        return id;
    }
}
