using System.Text.Json;
using Gis.Core.Catalogue;

namespace Gis.Engine.Look;

/// <summary>A pattern: paths on a square tile that repeats without a seam.</summary>
/// <param name="Fill">SVG path data that is filled, or null.</param>
/// <param name="Stroke">SVG path data that is drawn as lines, or null.</param>
/// <param name="Width">Width of those lines.</param>
public sealed record Pattern(string? Fill, string? Stroke, double Width);

/// <summary>
/// The patterns that tell hazard classes apart without colour (data/look/patterns.json). The map's page draws from the same file, so that
/// sheet, print, legend and map show the same.
/// </summary>
public static class Patterns
{
    private static readonly Document Known = LookFile.Read<Document>("patterns.json");

    /// <summary>Side of a tile in CSS pixels.</summary>
    public static int Size => Known.Size;

    /// <summary>Names that can be drawn.</summary>
    public static IReadOnlyCollection<string> Names => [.. Known.Patterns.Keys];

    /// <summary>A pattern by name; null for "none". A name nobody knows is drawn as dots: seen, if not as wished.</summary>
    public static Pattern? Of(string? name) =>
        name is null or "" or "none" ? null : Known.Patterns.TryGetValue(name, out var pattern) ? pattern : Known.Patterns["dots"];

    private sealed record Document(int Size, IReadOnlyDictionary<string, Pattern> Patterns);
}

/// <summary>Reads the files of data/look, which are carried inside this assembly.</summary>
internal static class LookFile
{
    public static T Read<T>(string name)
    {
        using var file = typeof(LookFile).Assembly.GetManifestResourceStream("look/" + name)!;
        return JsonSerializer.Deserialize<T>(file, CatalogueJson.Options)!;
    }
}
