using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Database;

namespace Gis.MapServer.Hosting;

/// <summary>
/// What a town decides in <c>HOME/settings.json</c>. Without the file nothing is asked of any other host.
/// </summary>
/// <param name="GsiTiles">Whether the map offers 地理院タイル as a base. The browser of whoever chooses it asks the Geospatial Information Authority's server.</param>
/// <param name="Offline">Whether residents' browsers keep places that were looked at, for times without a network. Switched off, what they kept is cleared away.</param>
public sealed record TownSettings(bool GsiTiles = false, bool Offline = true)
{
    private const string GsiHost = "https://cyberjapandata.gsi.go.jp";

    /// <summary>
    /// Addresses of web sites whose pages may show the map in a frame, such as <c>https://www.town.example.lg.jp</c>; empty: none. Null, when the town does not say: all (see
    /// <see cref="Framing"/>).
    /// </summary>
    public IReadOnlyList<string>? EmbedOn { get; init; }

    /// <summary>Scheme and authority under which residents reach the public server, such as <c>https://map.example.lg.jp</c>; null: not known.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Reads the file; absent: nothing is switched on.</summary>
    /// <exception cref="FormatException">The file is there and cannot be read; the message is a Japanese sentence.</exception>
    public static TownSettings Read(GisHome home)
    {
        ArgumentNullException.ThrowIfNull(home);
        var file = home.SettingsFile;
        if (!File.Exists(file))
            return new TownSettings();
        try
        {
            return Checked(JsonSerializer.Deserialize<TownSettings>(File.ReadAllText(file), CatalogueJson.Options) ?? new TownSettings(), file);
        }
        catch (JsonException e)
        {
            throw new FormatException($"{file} を設定として読めません（{e.LineNumber + 1} 行目）。例: {{\"gsiTiles\": true}}", e);
        }
    }

    private static TownSettings Checked(TownSettings settings, string file)
    {
        if (settings.PublicUrl is { } url && PublicAddress.Read(url) is null)
            throw new FormatException($"{file} の publicUrl「{url}」は使えません。{PublicAddress.Rule}");
        if (settings.EmbedOn?.FirstOrDefault(site => PublicAddress.Read(site) is null) is { } wrong)
            throw new FormatException($"{file} の embedOn の「{wrong}」は使えません。{PublicAddress.Rule}");
        // Into a header goes what was understood, not what was written.
        return settings with { EmbedOn = settings.EmbedOn?.Select(site => PublicAddress.Read(site)!.GetLeftPart(UriPartial.Authority)).ToList() };
    }

    /// <summary>Hosts that pages may load pictures of maps from, for the content security policy.</summary>
    public IReadOnlyList<string> OutsideHosts => GsiTiles ? [GsiHost] : [];

    /// <summary>Base maps besides the town's own, as the catalogue tells pages of them.</summary>
    public JsonArray Bases() => GsiTiles
        ?
        [
            new JsonObject
            {
                ["id"] = "gsi",
                ["type"] = "raster",
                ["title"] = "地理院タイル（淡色地図）",
                ["tiles"] = GsiHost + "/xyz/pale/{z}/{x}/{y}.png",
                ["minZoom"] = 5,
                ["maxZoom"] = 18,
                ["credit"] = "地理院タイル",
                ["url"] = "https://maps.gsi.go.jp/development/ichiran.html",
            },
        ]
        : [];
}
