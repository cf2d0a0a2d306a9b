using Gis.Core.Standards;

namespace Gis.Importer.Formats.Tables;

/// <summary>One of the lists that デジタル庁 prescribes for municipalities, told by the columns that only that list has (<see cref="StandardList"/>).</summary>
/// <param name="Title">Edition and name of the list.</param>
/// <param name="Kind">Kind it stands for.</param>
internal sealed record StandardDataset(string Title, string Kind)
{
    /// <summary>The list whose columns these are, or null.</summary>
    public static StandardDataset? Recognise(IReadOnlyList<string> names) => StandardList.Recognise(names) is var (list, edition)
        ? new StandardDataset($"{StandardList.TitleOf(edition)} {list.Title}", list.Kind)
        : null;
}
