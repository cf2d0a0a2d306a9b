namespace Gis.Engine.Catalogues;

/// <summary>
/// The hazards for which a town may designate an emergency site (災害対策基本法施行令 §20の4), as the flags of roles <c>fits-…</c>
/// (data/words/flags.json).
/// </summary>
public static class SiteFlags
{
    private static readonly IReadOnlyList<(string Id, IReadOnlyDictionary<string, string> Titles)> Known = TitleWords.Read("flags.json");

    /// <summary>All flags in the order of the law, with their Japanese titles.</summary>
    public static IReadOnlyList<(string Flag, string Title)> All { get; } = [.. Known.Select(k => (k.Id, k.Titles[TitleWords.Japanese]))];

    /// <summary>Japanese title of a flag; the flag itself when it is one of the town's own.</summary>
    public static string TitleOf(string flag) => Titles(flag).GetValueOrDefault(TitleWords.Japanese, flag);

    /// <summary>Titles of a flag by language; empty for one of the town's own.</summary>
    public static IReadOnlyDictionary<string, string> Titles(string flag) =>
        Known.FirstOrDefault(k => k.Id == flag).Titles ?? new Dictionary<string, string>();
}
