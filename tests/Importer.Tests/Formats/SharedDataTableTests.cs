using System.Globalization;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>
/// Every file of the shared folder with real data, in one table (<c>SharedDataTable.txt</c>): what it is read as, with how many rows, for what kind it is
/// taken; or why it is not read. A file that the table does not name fails the test.
/// </summary>
public sealed class SharedDataTableTests
{
    private static readonly KindRecognition Recognition = new(KindSet.Load(null));

    [SharedDataFact]
    public void Every_file_is_read_or_refused_as_the_table_says()
    {
        var root = SharedData.Root!;
        var expected = Table();
        var found = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
            .SelectMany(f => Describe(f).Select(d => $"{f} | {d}")).ToList();
        Assert.Empty(found.Except(expected));
        Assert.Empty(expected.Except(found));
    }

    private static HashSet<string> Table() => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Formats", "SharedDataTable.txt"))
        .Where(l => l.Length > 0 && l[0] != '#').Select(l => string.Join(" | ", l.Split('|', StringSplitOptions.TrimEntries))).ToHashSet(StringComparer.Ordinal);

    private static List<string> Describe(string file)
    {
        try
        {
            using var set = Reading.Open(SharedData.File(file));
            return set.Datasets.Select(Describe).ToList();
        }
        catch (SourceException e)
        {
            return [$"× {e.What}"];
        }
    }

    private static string Describe(Dataset dataset)
    {
        long rows = 0, placed = 0, aside = 0;
        foreach (var row in dataset.Read(CancellationToken.None))
        {
            rows++;
            placed += row is { Geometry: not null, Placement: Placement.OnEarth } ? 1 : 0;
            aside += row.Remarks.Any(r => r.Kind is RemarkKind.SetAside or RemarkKind.Suspect) ? 1 : 0;
        }

        var crs = dataset.Crs is null ? "-" : dataset.Crs.Value.ToString();
        var encoding = dataset.Encoding?.Value ?? "-";
        return string.Create(CultureInfo.InvariantCulture, $"{dataset.Name} | {dataset.Format} | {encoding} | {crs} | {Recognition.Recognise(dataset).Kind.Id} | {rows} | {placed} | {aside}");
    }
}
