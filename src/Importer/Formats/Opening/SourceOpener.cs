namespace Gis.Importer.Formats;

/// <summary>Finds out what a path holds: a file, a folder of files, or an archive of them.</summary>
/// <param name="formats">The readers, asked in order; the first that recognises a file takes it.</param>
public sealed class SourceOpener(IReadOnlyList<IFormat> formats)
{
    /// <summary>Opens a path with everything below it.</summary>
    /// <param name="path">A file or folder on this machine.</param>
    /// <param name="options">Overrides of the detection.</param>
    /// <param name="limits">Bounds for archives; null for the usual ones.</param>
    /// <param name="cancellation">Stops unpacking.</param>
    /// <exception cref="SourceException">Nothing readable is there; the first reason is given.</exception>
    public SourceSet Open(string path, ReadOptions options, SourceLimits? limits = null, CancellationToken cancellation = default)
    {
        var staging = new StagingArea();
        var search = new Search(formats, options, new Archives.Unpacker(staging, limits ?? SourceLimits.Default), cancellation);
        try
        {
            search.Visit(path);
            return search.Result(path, staging);
        }
        catch
        {
            search.Abandon();
            staging.Dispose();
            throw;
        }
    }

    private sealed class Search(IReadOnlyList<IFormat> formats, ReadOptions options, Archives.Unpacker unpacker, CancellationToken cancellation)
    {
        private readonly List<Dataset> datasets = [];
        private readonly List<SkippedFile> skipped = [];
        private SourceException? firstError;

        public void Visit(string path)
        {
            if (Directory.Exists(path))
            {
                foreach (var link in FolderFiles.Links(path))
                    skipped.Add(new SkippedFile(Path.GetRelativePath(path, link), "別の場所を指すリンクなので読みません", false));
                foreach (var file in FolderFiles.Of(path))
                    TryTake(new SourceFile(Path.Combine(Path.GetFileName(Path.GetFullPath(path)), Path.GetRelativePath(path, file)), file), 0);
            }
            else if (File.Exists(path))
            {
                TryTake(new SourceFile(Path.GetFileName(path), Path.GetFullPath(path)), 0);
            }
            else
            {
                throw new SourceException(path, null, "ファイルが見つかりません", "パスを確認してください");
            }
        }

        public SourceSet Result(string path, StagingArea staging)
        {
            Addresses.AddressDataset.Join(datasets);
            if (datasets.Count > 0)
                return new SourceSet(datasets, skipped, staging);
            if (firstError is null && skipped is [{ } only])
                throw new SourceException(only.DisplayPath, null, only.Reason, "地図データの入ったファイル(Shapefileなら .shp)を指定してください");
            throw firstError
                ?? new SourceException(Path.GetFileName(Path.TrimEndingDirectorySeparator(path)), null, "取り込めるデータが入っていません", "地図XML、Shapefile、GeoPackage、GeoJSON、KML、CSVのいずれかを指定してください");
        }

        public void Abandon() => datasets.ForEach(d => d.Dispose());

        private void TryTake(SourceFile file, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                Take(file, depth);
            }
            catch (SourceException e)
            {
                // In a folder or an archive the other files are still good; the report names this one.
                firstError ??= e;
                skipped.Add(new SkippedFile(file.DisplayPath, e.Message, true));
            }
        }

        private void Take(SourceFile file, int depth)
        {
            foreach (var format in formats)
            {
                if (format.ExplainCompanion(file) is not { } reason)
                    continue;
                skipped.Add(new SkippedFile(file.DisplayPath, reason, false));
                return;
            }

            var head = FileSample.Of(file);
            if (head.Length == 0)
                throw new SourceException(file.DisplayPath, null, "ファイルが空(0バイト)です", "元のファイルをもう一度入手してください");

            foreach (var format in formats)
            {
                if (!format.Recognises(file, head))
                    continue;
                datasets.AddRange(format.Open(file, options));
                return;
            }

            if (Archives.Unpacker.Recognises(file, head))
            {
                foreach (var member in unpacker.Unpack(file, depth, cancellation))
                    TryTake(member, depth + 1);
                return;
            }

            if (Unreadable.Explain(file, head) is { } error)
            {
                if (!Unreadable.IsOfAnotherKind(file, head))
                    throw error;
                firstError ??= error;
                skipped.Add(new SkippedFile(file.DisplayPath, error.What, false));
                return;
            }

            skipped.Add(new SkippedFile(file.DisplayPath, "地図データの形式ではありません", false));
        }
    }
}
