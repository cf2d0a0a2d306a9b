using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Features.Pages;

/// <summary>The landing page and the list of collections.</summary>
/// <param name="Title">Title of the page.</param>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Root">Address of the landing page.</param>
public sealed record ServicePage(string Title, TownSnapshot Snapshot, string Root) : PageFrame(Title, Snapshot)
{
    /// <summary>Layers by group, in the order of the map's lists.</summary>
    public IEnumerable<(string Title, IReadOnlyList<Layer> Layers)> Groups =>
        GroupTitles.Of(Snapshot.Drawn.Select(l => l.Kind.Group)).Select(g => (g.Title, (IReadOnlyList<Layer>)[.. Snapshot.Drawn.Where(l => l.Kind.Group == g.Id)]));
}

/// <summary>The list of conformance classes.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Classes">Addresses of the classes.</param>
public sealed record ConformancePage(TownSnapshot Snapshot, IReadOnlyList<string> Classes) : PageFrame(Messages.Of("page.api.conformance"), Snapshot);

/// <summary>One collection.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Layer">Its layer.</param>
public sealed record CollectionPage(TownSnapshot Snapshot, Layer Layer) : PageFrame(Layer.Title, Snapshot)
{
    /// <summary>Path of the collection.</summary>
    public string Path => $"/ogc/collections/{Layer.Id.Value}";

    /// <summary>Words of a field's type.</summary>
    public static string TypeWords(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var type = field.Type switch
        {
            FieldType.Integer => "整数",
            FieldType.Number => "数",
            FieldType.Boolean => "はい・いいえ",
            FieldType.Date => "日付",
            FieldType.DateTime => "日時",
            FieldType.Url => "アドレス",
            _ => "文字",
        };
        return field.Unit is { Length: > 0 } unit ? $"{type}（{unit}）" : type;
    }
}
