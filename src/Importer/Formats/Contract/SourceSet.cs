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
        // Of two of one format (in UTF-8 and in Shift_JIS) the first by name of the encoding that loses nothing.
        var chosen = Datasets.GroupBy(d => d.TwinKey, StringComparer.Ordinal)
            .Select(g => g.OrderBy(d => d.TwinRank).ThenBy(d => d.SourcePath.Contains("UTF", StringComparison.OrdinalIgnoreCase) ? 0 : 1).First()).ToHashSet();
        var kept = Datasets.Where(chosen.Contains).ToList();
        return (kept, Datasets.Except(kept).ToList());
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
