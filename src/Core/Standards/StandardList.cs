using Gis.Core.Catalogue;
using Gis.Core.Japanese;

namespace Gis.Core.Standards;

/// <summary>Editions of the lists that デジタル庁 prescribes for municipalities.</summary>
public enum ListEdition
{
    /// <summary>自治体標準オープンデータセット.</summary>
    Present,

    /// <summary>推奨データセット, its predecessor: what is used where the present columns are not known here.</summary>
    Older,
}

/// <summary>
/// One of the lists that デジタル庁 prescribes for municipalities. The lists stand once, in <c>data/standards/lists.json</c>: the importer recognises files by them, and
/// what is handed out and checked has their columns. Sources: the definition documents and templates of both editions.
/// </summary>
public sealed record StandardList
{
    /// <summary>All lists, in the order in which they are recognised.</summary>
    public static IReadOnlyList<StandardList> All { get; } = StandardLists.Load();

    /// <summary>Name of the list, e.g. 公衆トイレ一覧.</summary>
    public required string Title { get; init; }

    /// <summary>Kind of layer it stands for.</summary>
    public required string Kind { get; init; }

    /// <summary>Whether every layer of the kind is such a list; else only one whose columns say so.</summary>
    public bool WholeKind { get; init; }

    /// <summary>Edition that the columns are of.</summary>
    public ListEdition Edition { get; init; }

    /// <summary>Sets of columns, by any of which the list is told from the others.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Signs { get; init; }

    /// <summary>Its columns in their order; empty where they are not known here.</summary>
    public IReadOnlyList<StandardColumn> Columns { get; init; } = [];

    /// <summary>Edition and name, as people call it.</summary>
    public string FullTitle => $"{TitleOf(Edition)} {Title}";

    /// <summary>The name of an edition.</summary>
    public static string TitleOf(ListEdition edition) => edition == ListEdition.Present ? "自治体標準オープンデータセット" : "推奨データセット";

    /// <summary>The list whose columns these are, with the edition that they are of; or null.</summary>
    /// <param name="names">Names of columns as a source has them.</param>
    public static (StandardList List, ListEdition Edition)? Recognise(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var plain = names.Select(Plain).ToHashSet(StringComparer.Ordinal);
        var older = plain.Contains("都道府県コード又は市区町村コード") || (plain.Contains("no") && plain.Contains("方書"));
        var present = plain.Contains("全国地方公共団体コード") || plain.Contains("所在地_連結表記") || plain.Contains("所在地_連結標記") || plain.Contains("所在地_全国地方公共団体コード");
        if (!older && !present)
            return null;
        return All.FirstOrDefault(l => l.Signs.Any(s => s.All(c => plain.Contains(Plain(c))))) is { } found
            ? (found, present ? ListEdition.Present : ListEdition.Older)
            : null;
    }

    /// <summary>The list that a layer is handed out as: its kind's, else the one whose columns it has; null when there is none, or its columns are not known here.</summary>
    /// <param name="layer">The layer, with the fields that the reading role sees.</param>
    public static StandardList? Of(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var list = All.FirstOrDefault(l => l.WholeKind && l.Kind == layer.Kind.Id)
            ?? Recognise([.. layer.Fields.Select(f => f.Name)])?.List;
        return list is { Columns.Count: > 0 } && list.Kind == layer.Kind.Id ? list : null;
    }

    /// <summary>A column's name as names are compared: folded widths, no blanks, lower case, without the marks by which templates say what must be filled in.</summary>
    public static string Plain(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var folded = string.Concat(Width.Fold(name).Where(c => !char.IsWhiteSpace(c)));
        return folded.TrimEnd('*', '◎', '○').ToLowerInvariant();
    }
}

/// <summary>A column of a list.</summary>
/// <param name="Name">Its title in the header.</param>
/// <param name="Required">Whether each row must have a value; of marks (1 or empty) the empty one is a value too.</param>
/// <param name="Rule">What values must look like.</param>
/// <param name="Role">Role of the field that means the same, or null.</param>
/// <param name="Town">What the town itself can say where no field does, or null.</param>
/// <param name="Also">Other names of the same column, in other editions and in misspelt files.</param>
/// <param name="Words">The only values, for a rule of words.</param>
public sealed record StandardColumn(
    string Name, bool Required, ColumnRule Rule, string? Role, TownValue? Town, IReadOnlyList<string> Also, IReadOnlyList<string> Words)
{
    /// <summary>Whether the column says 1 or nothing.</summary>
    public bool IsMark => Rule == ColumnRule.Mark;
}

/// <summary>What the town can say of itself in a list.</summary>
public enum TownValue
{
    /// <summary>Code of six digits.</summary>
    Code,

    /// <summary>Name.</summary>
    Name,
}
