using System.Text.Json;

namespace Gis.MapServer.Shell;

/// <summary>A language that pages speak.</summary>
/// <param name="Id">Name in addresses and of its message file, e.g. <c>easy</c>.</param>
/// <param name="Lang">BCP 47 tag for <c>lang</c> attributes.</param>
/// <param name="Name">Its own name for itself.</param>
/// <param name="Reviewed">Whether somebody whose language it is has read the messages.</param>
/// <param name="Point">The sign between units and tenths.</param>
public sealed record Language(string Id, string Lang, string Name, bool Reviewed, string Point = ".")
{
    private static readonly string[] Traditional = ["hant", "tw", "hk", "mo"];
    private static readonly AsyncLocal<Language?> OfRequest = new();

    /// <summary>All languages (src/Web/i18n/languages.json), Japanese first.</summary>
    public static IReadOnlyList<Language> All { get; } = Load();

    /// <summary>The language everything falls back to, and in which warnings always stand too.</summary>
    public static Language Japanese => All[0];

    /// <summary>The language of the request that is being answered; Japanese outside of one.</summary>
    public static Language Current
    {
        get => OfRequest.Value ?? Japanese;
        internal set => OfRequest.Value = value;
    }

    /// <summary>Whether Japanese words must be marked as such in a page of this language.</summary>
    public bool IsForeign => Lang != Japanese.Lang;

    /// <summary>Whether this is plain Japanese, without any translation beside it.</summary>
    public bool IsJapanese => this == Japanese;

    /// <summary>A language by its id, or null.</summary>
    public static Language? Find(string? id) => All.FirstOrDefault(l => l.Id == id);

    /// <summary>The best of all languages for a list of tags in the order of preference; null when none is spoken here.</summary>
    /// <param name="tags">BCP 47 tags as browsers send them, e.g. zh-TW, en-GB.</param>
    public static Language? Best(IEnumerable<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (var tag in tags)
        {
            if (tag.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                var traditional = Traditional.Any(part => tag.Contains(part, StringComparison.OrdinalIgnoreCase));
                return Find(traditional ? "zh-Hant" : "zh-Hans");
            }

            var first = tag.Split('-')[0];
            // Tagalog is what Filipino is based on; browsers offer either.
            var wanted = first.Equals("tl", StringComparison.OrdinalIgnoreCase) ? "fil" : first;
            if (All.FirstOrDefault(l => l.Lang.Equals(wanted, StringComparison.OrdinalIgnoreCase)) is { } found)
                return found;
        }

        return null;
    }

    private static Language[] Load()
    {
        using var file = typeof(Language).Assembly.GetManifestResourceStream("messages.languages.json")!;
        return JsonSerializer.Deserialize<Language[]>(file, JsonSerializerOptions.Web)!;
    }
}
