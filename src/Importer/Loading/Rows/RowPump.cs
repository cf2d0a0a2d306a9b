using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Gis.Core.Geodesy;
using Gis.Importer.Checks;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Loading;

/// <summary>
/// Reads rows on one thread and checks and encodes them on another, while the caller feeds the database: no part waits for the other two. The queues are short and
/// chunks are used again, so memory does not grow with the file.
/// </summary>
/// <param name="datasets">What is read, in order.</param>
/// <param name="shape">The layer's shape.</param>
/// <param name="check">The checks.</param>
/// <param name="encoder">Puts rows into the form of a COPY.</param>
/// <param name="setAside">Takes the rows that are not loaded.</param>
/// <param name="search">Makes entries for the search index, or null.</param>
/// <param name="progress">Told how many rows were read.</param>
internal sealed class RowPump(
    IReadOnlyList<Dataset> datasets, LayerShape shape, RowCheck check, RowEncoder encoder, SetAsideRows setAside, SearchEntries? search, Action<long>? progress)
{
    private const int BatchSize = 256;
    private const int Batches = 8;
    private const int ChunkBytes = 1 << 18;
    private const int Chunks = 6;

    private readonly Dictionary<Dataset, long> counts = [];
    private readonly ConcurrentBag<RowChunk> spare = [];
    private readonly RowKey keys = new(shape);
    private KnownRows? known;
    private long ordinal;
    private long total;

    /// <summary>Rows read from each dataset. Complete when <see cref="Chunked"/> has ended.</summary>
    public IReadOnlyDictionary<Dataset, long> Counts => counts;

    /// <summary>Rows that are to be in the layer. Complete when <see cref="Chunked"/> has ended.</summary>
    public long Wanted => ordinal;

    private sealed record Batch(Dataset Dataset, List<SourceRow> Rows);

    /// <summary>Leaves out what a layer has already, just so.</summary>
    public void LeaveOut(KnownRows rows) => known = rows;

    /// <summary>The rows to write, in source order. A chunk is valid until the next is asked for.</summary>
    /// <exception cref="SourceException">The file breaks off.</exception>
    /// <exception cref="WiderShapeException">The geometry column is too narrow.</exception>
    public IEnumerable<RowChunk> Chunked(CancellationToken cancellation)
    {
        using var read = new BlockingCollection<Batch>(Batches);
        using var ready = new BlockingCollection<RowChunk>(Chunks);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reader = Task.Factory.StartNew(() => Read(read, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var preparer = Task.Factory.StartNew(() => Prepare(read, ready, stop), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            foreach (var chunk in ready.GetConsumingEnumerable(cancellation))
            {
                yield return chunk;
                chunk.Clear();
                spare.Add(chunk);
            }
        }
        finally
        {
            stop.Cancel();
            // Waited for, so that nothing reads a file that is about to be closed; failures are looked at below.
            ((IAsyncResult)reader).AsyncWaitHandle.WaitOne();
            ((IAsyncResult)preparer).AsyncWaitHandle.WaitOne();
        }

        // One failure makes the other thread stop: what it was stopped by is not the cause.
        var failures = new[] { preparer, reader }.Select(t => t.Exception?.InnerException).OfType<Exception>().ToList();
        if ((failures.Find(f => f is not OperationCanceledException) ?? failures.FirstOrDefault()) is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    private void Read(BlockingCollection<Batch> target, CancellationTokenSource stop)
    {
        try
        {
            foreach (var dataset in datasets)
            {
                var batch = new Batch(dataset, new List<SourceRow>(BatchSize));
                foreach (var row in dataset.Read(stop.Token))
                {
                    batch.Rows.Add(row);
                    if (batch.Rows.Count < BatchSize)
                        continue;
                    target.Add(batch, stop.Token);
                    batch = new Batch(dataset, new List<SourceRow>(BatchSize));
                }

                target.Add(batch, stop.Token);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            target.CompleteAdding();
        }
    }

    private void Prepare(BlockingCollection<Batch> source, BlockingCollection<RowChunk> target, CancellationTokenSource stop)
    {
        try
        {
            var chunk = NewChunk();
            foreach (var batch in source.GetConsumingEnumerable(stop.Token))
            {
                Prepare(batch, chunk);
                if (chunk.Rows.Length < ChunkBytes)
                    continue;
                target.Add(chunk, stop.Token);
                chunk = NewChunk();
            }

            target.Add(chunk, stop.Token);
            progress?.Invoke(total);
        }
        catch
        {
            stop.Cancel();
            throw;
        }
        finally
        {
            target.CompleteAdding();
        }
    }

    private RowChunk NewChunk() => spare.TryTake(out var chunk) ? chunk : new RowChunk();

    private void Prepare(Batch batch, RowChunk chunk)
    {
        var dataset = batch.Dataset;
        var zone = dataset.Crs is { } crs ? PlaneZone.FromEpsg(crs.Value.Epsg) : null;
        var origin = new RowOrigin(dataset.SourcePath, zone, dataset.Facts.GetValueOrDefault("市区町村コード"));
        counts[dataset] = counts.GetValueOrDefault(dataset) + batch.Rows.Count;
        foreach (var row in batch.Rows)
        {
            if (++total % 1000 == 0)
                progress?.Invoke(total);
            var source = shape.Source.Arrange(dataset, row.Values);
            var result = check.Check(origin, row, source);
            if (!result.Kept)
            {
                setAside.Add(Aside(dataset, row, source, result.Reason!));
                continue;
            }

            var values = Values(source);
            var key = keys.Of(row.SourceKey, values, result);
            var searched = chunk.Search.Length;
            search?.Add(chunk.Search, ordinal + 1, values, result);
            var content = encoder.Begin(chunk, ordinal + 1, values, result);
            result = check.CheckRepeated(dataset.SourcePath, row, key, content, result, out var times);
            if (!result.Kept)
            {
                encoder.TakeBack(chunk);
                chunk.Search.Truncate(searched);
                setAside.Add(Aside(dataset, row, source, result.Reason!));
                continue;
            }

            ordinal++;
            var numbered = RowKey.Numbered(key, times);
            long? fid = null;
            if (known?.IsUnchanged(numbered, encoder.Hash, out fid) == true)
                encoder.LeaveOut(chunk);
            else
                encoder.End(chunk, numbered, fid);
        }
    }

    private object?[] Values(object?[] source)
    {
        var values = new object?[shape.Columns.Count];
        var at = 0;
        foreach (var derivation in shape.Derivations)
        {
            derivation.Derive(source, values.AsSpan(at, derivation.Columns.Count));
            at += derivation.Columns.Count;
        }

        for (var i = at; i < values.Length; i++)
            values[i] = ColumnType.Convert(source[shape.Columns[i].Source!.Value], shape.Columns[i].Type);
        return values;
    }

    private SetAsideRow Aside(Dataset dataset, SourceRow row, object?[] source, PlaceFault reason)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var i = 0; i < source.Length; i++)
            values.TryAdd(shape.Source.Names[i], source[i] is { } value and not (string or long or double or bool) ? ColumnType.Text(value) : source[i]);
        var geometry = row.Geometry is { IsEmpty: false } g && row.Placement is not Placement.Unplaced && IsFinite(g) ? ShapeColumn.Write(g) : null;
        return new SetAsideRow(dataset.SourcePath, row.Place, reason.Code, reason.Text, values, geometry);
    }

    private static bool IsFinite(Geometry shape)
    {
        var box = shape.EnvelopeInternal;
        return double.IsFinite(box.MinX) && double.IsFinite(box.MaxX) && double.IsFinite(box.MinY) && double.IsFinite(box.MaxY);
    }
}
