namespace Gis.Engine.Catalogues;

/// <summary>The hazards for which a town may designate an emergency site (災害対策基本法施行令 §20の4), as the flags of roles <c>fits-…</c>.</summary>
public static class SiteFlags
{
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["flood"] = "洪水",
        ["landslide"] = "土砂災害",
        ["storm-surge"] = "高潮",
        ["earthquake"] = "地震",
        ["tsunami"] = "津波",
        ["fire"] = "大規模な火事",
        ["inland-flood"] = "内水氾濫",
        ["volcano"] = "火山",
    };

    /// <summary>All flags in the order of the law, with their titles.</summary>
    public static IReadOnlyList<(string Flag, string Title)> All { get; } = [.. Titles.Select(t => (t.Key, t.Value))];

    /// <summary>Title of a flag; the flag itself when it is one of the town's own.</summary>
    public static string TitleOf(string flag) => Titles.GetValueOrDefault(flag, flag);
}
