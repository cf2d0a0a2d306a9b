using System.Reflection;
using System.Text.Json;
using Gis.Core.Catalogue;

namespace Gis.Core.Standards;

/// <summary>Reads <c>data/standards/lists.json</c>. A name with * must be filled in; one with @ stands for a group of columns that several lists share.</summary>
internal static class StandardLists
{
    private sealed record Document(string[] Address, string[] Older, Dictionary<string, ColumnEntry> Columns, ListEntry[] Lists);

    private sealed record ColumnEntry(string? Rule, string? Role, string? Town, string[]? Also, string[]? Words);

    private sealed record ListEntry(string Title, string Kind, bool WholeKind, string? Edition, string[][] Signs, string[]? Columns);

    /// <summary>All lists in their order.</summary>
    public static IReadOnlyList<StandardList> Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("standards/lists.json")!;
        var document = JsonSerializer.Deserialize<Document>(file, CatalogueJson.Options)!;
        return [.. document.Lists.Select(l => new StandardList
        {
            Title = l.Title,
            Kind = l.Kind,
            WholeKind = l.WholeKind,
            Edition = l.Edition == "older" ? ListEdition.Older : ListEdition.Present,
            Signs = l.Signs,
            Columns = [.. (l.Columns ?? []).SelectMany(c => c switch
            {
                "@address" => document.Address,
                "@older" => document.Older,
                _ => (string[])[c],
            }).Select(c => Column(c, document.Columns))],
        })];
    }

    private static StandardColumn Column(string name, Dictionary<string, ColumnEntry> known)
    {
        var plain = name.TrimEnd('*');
        var entry = known.GetValueOrDefault(plain);
        return new StandardColumn(
            plain, plain != name, entry?.Rule is { } rule ? Enum.Parse<ColumnRule>(rule, ignoreCase: true) : ColumnRule.Text, entry?.Role,
            entry?.Town is { } town ? Enum.Parse<TownValue>(town, ignoreCase: true) : null, entry?.Also ?? [], entry?.Words ?? []);
    }
}
