using System.Text.Json;

namespace Gis.MapServer.Shell;

/// <summary>
/// The words of pages that the server makes. They come from the same message file as those of the map's page, so that one thing has one
/// name; a missing key is a fault of the program.
/// </summary>
public static class Messages
{
    private static readonly Dictionary<string, string> Japanese = Load();

    /// <summary>The words of a key, with <c>{name}</c> replaced.</summary>
    /// <param name="key">Key in the message file.</param>
    /// <param name="values">What the placeholders stand for.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public static string Of(string key, params (string Name, object? Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var text = Japanese[key];
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return text;
    }

    private static Dictionary<string, string> Load()
    {
        using var file = typeof(Messages).Assembly.GetManifestResourceStream("messages.ja.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string>>(file)!;
    }
}
