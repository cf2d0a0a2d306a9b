using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Catalogues;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.OpenData;

/// <summary>The list of data sets.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Choice">Which are listed.</param>
/// <param name="Offers">The files that may be taken.</param>
public sealed record OpenDataPage(TownSnapshot Snapshot, DataChoice Choice, ILookup<string, Offer> Offers) : PageFrame(Messages.Of("page.data.title"), Snapshot)
{
    private const int MostWhole = 50;

    /// <summary>Number of all sets.</summary>
    public int All { get; } = DataChoice.Sets(Snapshot).Count();

    /// <summary>Sets by group, in the order of the map's lists.</summary>
    public IReadOnlyList<(string Id, Wording Title, IReadOnlyList<Layer> Layers)> Groups { get; } =
    [
        .. GroupTitles.Of(DataChoice.Sets(Snapshot).Where(Choice.Holds).Select(l => l.Kind.Group).Distinct(StringComparer.Ordinal))
            .Select(g => (g.Id, Words.Group(g.Id, g.Title), (IReadOnlyList<Layer>)[.. DataChoice.Sets(Snapshot).Where(l => l.Kind.Group == g.Id && Choice.Holds(l))])),
    ];

    /// <summary>Number of the sets that are listed.</summary>
    public int Found => Groups.Sum(g => g.Layers.Count);

    /// <summary>Whether so many are listed that each has a line only; its own page has the rest.</summary>
    public bool IsLong => Found > MostWhole;

    /// <summary>Groups that can be chosen.</summary>
    public IEnumerable<(string Id, Wording Title, int Count)> Choices =>
        GroupTitles.Of(DataChoice.Sets(Snapshot).Select(l => l.Kind.Group).Distinct(StringComparer.Ordinal))
            .Select(g => (g.Id, Words.Group(g.Id, g.Title), DataChoice.Sets(Snapshot).Count(l => l.Kind.Group == g.Id)));

    /// <summary>The files of a layer in the order of formats.</summary>
    public IEnumerable<Offer> Files(Layer layer) => DownloadFormat.All.SelectMany(f => Offers[layer.Id.Value].Where(o => o.Format == f));

    /// <summary>A size as one says it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 999_500 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB"),
        < 999_500_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
    };

    /// <summary>A number with separators.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
