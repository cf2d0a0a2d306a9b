using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.Core.Database;

/// <summary>
/// The address under which residents reach the public server, as <c>publicUrl</c> in the settings of an installation. It is what QR codes, links in answers and the code for
/// frames begin with; a server alone cannot know it, because it hears only how the proxy before it calls it.
/// </summary>
public static class PublicAddress
{
    private const string Key = "publicUrl";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What an address has to look like, as a Japanese sentence.</summary>
    public static string Rule => "https://map.example.lg.jp のように、http:// か https:// と名前（必要ならポート番号）だけを書いてください。";

    /// <summary>An address of scheme, name and port only; null when the text is none.</summary>
    public static Uri? Read(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url is { PathAndQuery: "/", Fragment: "", UserInfo: "", Host.Length: > 0 }
        && text!.All(c => char.IsAscii(c) && !char.IsWhiteSpace(c) && c is not (';' or ',' or '\'' or '"' or '*'))
            ? url
            : null;

    /// <summary>The address that an installation has been told; null when it has not, or when it is none.</summary>
    /// <exception cref="FormatException">The file of settings cannot be read; the message is a Japanese sentence.</exception>
    public static Uri? Of(GisHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        return Settings(home)[Key] is JsonValue value && value.TryGetValue<string>(out var text) ? Read(text) : null;
    }

    /// <summary>Tells an installation its address; everything else in its settings stays.</summary>
    /// <returns>False when it knew.</returns>
    /// <exception cref="FormatException">The file of settings cannot be read; the message is a Japanese sentence.</exception>
    public static bool Set(GisHome home, Uri address)
    {
        ArgumentNullException.ThrowIfNull(home);
        ArgumentNullException.ThrowIfNull(address);
        if (Of(home) == address)
            return false;
        var settings = Settings(home);
        settings[Key] = address.GetLeftPart(UriPartial.Authority);
        Directory.CreateDirectory(home.Root);
        // Written whole or not at all: without its settings a town would offer what it has switched off.
        var draft = home.SettingsFile + ".new";
        File.WriteAllText(draft, settings.ToJsonString(Json) + "\n");
        File.Move(draft, home.SettingsFile, overwrite: true);
        return true;
    }

    private static JsonObject Settings(GisHome home)
    {
        if (!File.Exists(home.SettingsFile))
            return [];
        try
        {
            return JsonNode.Parse(File.ReadAllText(home.SettingsFile)) as JsonObject ?? throw new FormatException($"{home.SettingsFile} を設定として読めません。{{ }} で囲んでください。");
        }
        catch (JsonException e)
        {
            throw new FormatException($"{home.SettingsFile} を設定として読めません（{e.LineNumber + 1} 行目）。", e);
        }
    }
}
