using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Engine.Catalogues;

/// <summary>Titles in several languages of things that no preset names (data/words), in the order of the file.</summary>
internal static class TitleWords
{
    /// <summary>Language of the titles that everything falls back to.</summary>
    public const string Japanese = "ja";

    /// <summary>Reads a file: id → language → title.</summary>
    public static IReadOnlyList<(string Id, IReadOnlyDictionary<string, string> Titles)> Read(string name)
    {
        using var file = typeof(TitleWords).Assembly.GetManifestResourceStream("words/" + name)!;
        return [.. JsonSerializer.Deserialize<JsonObject>(file)!.Select(entry => (entry.Key,
            (IReadOnlyDictionary<string, string>)entry.Value!.AsObject().ToDictionary(t => t.Key, t => (string)t.Value!, StringComparer.Ordinal)))];
    }
}
