using System.Reflection;
using System.Text.Json;

namespace Gis.Core.Catalogue;

/// <summary>
/// The presets of kinds: those of the product (data/presets, carried inside this assembly) and those a town adds as JSON files of
/// its own. The importer writes them to <c>gis.kind</c>, which is what everyone else reads.
/// </summary>
public static class KindPresets
{
    private const string Prefix = "presets/";

    /// <summary>The product's own kinds in order.</summary>
    public static IReadOnlyList<Kind> Builtin { get; } = LoadBuiltin();

    /// <summary>The product's kinds, with those of a folder added or put in their place.</summary>
    /// <param name="folder">Folder with *.json; need not exist.</param>
    /// <exception cref="FormatException">A file is not a kind; the message names it.</exception>
    public static IReadOnlyList<Kind> WithFolder(string folder)
    {
        var kinds = Builtin.ToDictionary(k => k.Id, StringComparer.Ordinal);
        if (Directory.Exists(folder))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
            {
                var kind = Parse(File.ReadAllText(file), file);
                kinds[kind.Id] = kind;
            }
        }

        return [.. kinds.Values.OrderBy(k => k.Order).ThenBy(k => k.Id, StringComparer.Ordinal)];
    }

    /// <summary>Reads one kind.</summary>
    /// <param name="json">Text of the preset.</param>
    /// <param name="source">Name of the file for the error.</param>
    /// <exception cref="FormatException">The text is not a kind.</exception>
    public static Kind Parse(string json, string source)
    {
        try
        {
            return JsonSerializer.Deserialize<Kind>(json, CatalogueJson.Options) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{source}: 種類の定義として読めません（{e.Path}）。JSON の書き方と必須項目 id・title を確認してください。", e);
        }
    }

    private static List<Kind> LoadBuiltin()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(n)!);
                return Parse(reader.ReadToEnd(), n);
            })
            .OrderBy(k => k.Order).ThenBy(k => k.Id, StringComparer.Ordinal)
            .ToList();
    }
}
