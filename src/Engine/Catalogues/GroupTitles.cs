namespace Gis.Engine.Catalogues;

/// <summary>Titles of the groups that presets put kinds into (data/words/groups.json), in the order of the layer list.</summary>
public static class GroupTitles
{
    private static readonly IReadOnlyList<(string Id, IReadOnlyDictionary<string, string> Titles)> Known = TitleWords.Read("groups.json");

    /// <summary>Groups that are used, known ones first; one that a town's own preset invents has its id as title.</summary>
    public static IEnumerable<(string Id, string Title)> Of(IEnumerable<string> used)
    {
        var ids = used.ToHashSet(StringComparer.Ordinal);
        return Known.Where(k => ids.Contains(k.Id)).Select(k => (k.Id, k.Titles[TitleWords.Japanese]))
            .Concat(ids.Where(id => Known.All(k => k.Id != id)).Order(StringComparer.Ordinal).Select(id => (id, id)));
    }

    /// <summary>Titles of a group by language; empty for one of the town's own.</summary>
    public static IReadOnlyDictionary<string, string> Titles(string group) =>
        Known.FirstOrDefault(k => k.Id == group).Titles ?? new Dictionary<string, string>();
}
