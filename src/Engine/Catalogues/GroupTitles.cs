namespace Gis.Engine.Catalogues;

/// <summary>Titles of the groups that presets put kinds into, in the order of the layer list.</summary>
public static class GroupTitles
{
    private static readonly (string Id, string Title)[] Known =
    [
        ("hazard", "災害の想定"),
        ("shelter", "避難する所"),
        ("facility", "施設・設備"),
        ("land", "土地"),
        ("other", "その他"),
        ("base", "地図のもと"),
        ("register", "台帳"),
    ];

    /// <summary>Groups that are used, known ones first; one that a town's own preset invents has its id as title.</summary>
    public static IEnumerable<(string Id, string Title)> Of(IEnumerable<string> used)
    {
        var ids = used.ToHashSet(StringComparer.Ordinal);
        return Known.Where(k => ids.Contains(k.Id))
            .Concat(ids.Where(id => Known.All(k => k.Id != id)).Order(StringComparer.Ordinal).Select(id => (id, id)));
    }
}
