using System.Globalization;
using System.Text;

namespace Gis.Engine.Look;

/// <summary>One stroke of a symbol.</summary>
/// <param name="D">SVG path data on the symbol's board.</param>
/// <param name="Width">Width of the line; 0: the path is filled.</param>
/// <param name="Color">Colour; null: white.</param>
public sealed record SymbolStroke(string D, double Width, string? Color);

/// <summary>A pictogram on its ground.</summary>
/// <param name="Shape">square or circle.</param>
/// <param name="Ground">Colour of the ground.</param>
/// <param name="Strokes">What is drawn on it.</param>
public sealed record Symbol(string Shape, string Ground, IReadOnlyList<SymbolStroke> Strokes);

/// <summary>The pictograms in the manner of JIS Z 8210 (data/look/symbols.json), the same as the map's page draws.</summary>
public static class Symbols
{
    private static readonly Document Known = LookFile.Read<Document>("symbols.json");

    /// <summary>Side of the board the symbols are drawn on.</summary>
    public static int Size => Known.Size;

    /// <summary>A symbol by name; a plain marker for a name nobody knows.</summary>
    public static Symbol Of(string? name) => name is not null && Known.Symbols.TryGetValue(name, out var symbol) ? symbol : Known.Symbols["marker"];

    /// <summary>The symbol as SVG elements that fill a board of <see cref="Size"/> units, white rim included.</summary>
    public static string ToSvg(Symbol symbol)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        var svg = new StringBuilder();
        svg.Append(symbol.Shape == "circle"
            ? "<circle cx=\"16\" cy=\"16\" r=\"15.8\" fill=\"#fff\"/><circle cx=\"16\" cy=\"16\" r=\"14.2\" fill=\"" + symbol.Ground + "\"/>"
            : "<rect x=\".2\" y=\".2\" width=\"31.6\" height=\"31.6\" rx=\"5.9\" fill=\"#fff\"/><rect x=\"1.8\" y=\"1.8\" width=\"28.4\" height=\"28.4\" rx=\"5.1\" fill=\""
                + symbol.Ground + "\"/>");
        foreach (var stroke in symbol.Strokes)
        {
            var color = stroke.Color ?? "#fff";
            svg.Append(stroke.Width == 0
                ? $"<path d=\"{stroke.D}\" fill=\"{color}\"/>"
                : string.Create(CultureInfo.InvariantCulture,
                    $"<path d=\"{stroke.D}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"{stroke.Width}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"));
        }

        return svg.ToString();
    }

    private sealed record Document(int Size, IReadOnlyDictionary<string, Symbol> Symbols);
}
