using System.Globalization;
using System.Text.Json;

namespace Gis.MapServer.Shell;

/// <summary>
/// The words of pages that the server makes, in the language of the request. They come from the same message files as those of the map's
/// page, so that one thing has one name. A missing key is a fault of the program; words for programmers and staff are Japanese only.
/// </summary>
public static class Messages
{
    private static readonly Dictionary<string, Dictionary<string, string>> Known =
        Language.All.ToDictionary(l => l.Id, l => Load(l.Id), StringComparer.Ordinal);

    /// <summary>The words of a key, with <c>{name}</c> replaced.</summary>
    /// <param name="key">Key in the message file.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public static string Of(string key, params (string Name, object? Value)[] values) =>
        Fill(Find(key) ?? Known[Language.Japanese.Id][key], values);

    /// <summary>The same in Japanese, whatever the language of the page: what stands beside a translated warning.</summary>
    public static string Original(string key, params (string Name, object? Value)[] values) => Fill(Known[Language.Japanese.Id][key], values);

    /// <summary>The words of a key in the language of the request, or null when they have none.</summary>
    public static string? Find(string key) => Known[Language.Current.Id].GetValueOrDefault(key);

    private static string Fill(string text, (string Name, object? Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", Convert.ToString(value, CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text;
    }

    private static Dictionary<string, string> Load(string language)
    {
        using var file = typeof(Messages).Assembly.GetManifestResourceStream($"messages.{language}.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
