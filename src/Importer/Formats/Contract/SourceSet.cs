namespace Gis.Importer.Formats;

/// <summary>Everything that one path (a file, a folder or an archive) turned out to hold. Disposing it closes the datasets and removes staged copies.</summary>
/// <param name="datasets">The layers found, in path order.</param>
/// <param name="skipped">Files that were looked at and not taken, with the reason.</param>
/// <param name="staging">The staged copies to remove at the end, or null.</param>
public sealed class SourceSet(IReadOnlyList<Dataset> datasets, IReadOnlyList<SkippedFile> skipped, IDisposable? staging) : IDisposable
{
    /// <summary>The layers found, in path order; format twins included (see <see cref="Dataset.TwinKey"/>).</summary>
    public IReadOnlyList<Dataset> Datasets { get; } = datasets;

    /// <summary>Files that were looked at and not taken.</summary>
    public IReadOnlyList<SkippedFile> Skipped { get; } = skipped;

    /// <summary>The datasets with only the best format of each group of twins, and the ones left out.</summary>
    public (IReadOnlyList<Dataset> Chosen, IReadOnlyList<Dataset> Twins) WithoutTwins()
    {
        var rank = Datasets.GroupBy(d => d.TwinKey, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(d => d.TwinRank), StringComparer.Ordinal);
        var chosen = Datasets.Where(d => d.TwinRank == rank[d.TwinKey]).ToList();
        return (chosen, Datasets.Except(chosen).ToList());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var dataset in Datasets)
            dataset.Dispose();
        staging?.Dispose();
    }
}

/// <summary>A file that was looked at and not taken.</summary>
/// <param name="DisplayPath">The file as people know it.</param>
/// <param name="Reason">Why, in Japanese.</param>
/// <param name="IsError">True when the file should have been readable (a broken one), false for companions and unrelated files.</param>
public sealed record SkippedFile(string DisplayPath, string Reason, bool IsError);
