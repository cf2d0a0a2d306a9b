using System.Collections.Concurrent;
using Gis.Core.Geodesy;
using Gis.Importer.Checks;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Loading;

/// <summary>
/// Reads, checks and encodes rows on a thread of its own while the caller writes them: one core parses, the other feeds the database. The queue is
/// short, so memory does not grow with the file.
/// </summary>
internal sealed class RowPump(IReadOnlyList<Dataset> datasets, LayerShape shape, ShapeColumn column, RowCheck check, Action<long>? progress)
{
    private const int BatchSize = 256;
    private const int Batches = 16;

    private readonly List<SetAsideRow> setAside = [];
    private readonly Dictionary<Dataset, long> counts = [];

    /// <summary>Rows that were not loaded. Complete when <see cref="Rows"/> has ended.</summary>
    public IReadOnlyList<SetAsideRow> SetAside => setAside;

    /// <summary>Rows read from each dataset. Complete when <see cref="Rows"/> has ended.</summary>
    public IReadOnlyDictionary<Dataset, long> Counts => counts;

    /// <summary>The rows to write, in source order.</summary>
    /// <exception cref="SourceException">The file breaks off.</exception>
    /// <exception cref="WiderShapeException">The geometry column is too narrow.</exception>
    public IEnumerable<PreparedRow> Rows(CancellationToken cancellation)
    {
        using var queue = new BlockingCollection<List<PreparedRow>>(Batches);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var producer = Task.Run(() => Produce(queue, stop.Token), CancellationToken.None);
        try
        {
            foreach (var batch in queue.GetConsumingEnumerable(cancellation))
            {
                foreach (var row in batch)
                    yield return row;
            }
        }
        finally
        {
            stop.Cancel();
            // Observed below when the producer failed; here only waited for, so that nothing reads a file that is about to be closed.
            ((IAsyncResult)producer).AsyncWaitHandle.WaitOne();
        }

        producer.GetAwaiter().GetResult();
    }

    private void Produce(BlockingCollection<List<PreparedRow>> queue, CancellationToken cancellation)
    {
        try
        {
            var batch = new List<PreparedRow>(BatchSize);
            foreach (var row in Prepare(cancellation))
            {
                batch.Add(row);
                if (batch.Count < BatchSize)
                    continue;
                queue.Add(batch, cancellation);
                batch = new List<PreparedRow>(BatchSize);
            }

            if (batch.Count > 0)
                queue.Add(batch, cancellation);
        }
        finally
        {
            queue.CompleteAdding();
        }
    }

    private IEnumerable<PreparedRow> Prepare(CancellationToken cancellation)
    {
        var keys = new RowKey(shape);
        long total = 0;
        foreach (var dataset in datasets)
        {
            var zone = dataset.Crs is { } crs ? PlaneZone.FromEpsg(crs.Value.Epsg) : null;
            var origin = new RowOrigin(dataset.SourcePath, zone, dataset.Facts.GetValueOrDefault("市区町村コード"));
            counts[dataset] = 0;
            foreach (var row in dataset.Read(cancellation))
            {
                counts[dataset]++;
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
                var key = keys.Of(row.SourceKey, values, result.Shape ?? result.Local);
                var prepared = Encode(key, values, result);
                result = check.CheckRepeated(dataset.SourcePath, row, prepared, result, out var times);
                if (!result.Kept)
                {
                    setAside.Add(Aside(dataset, row, source, result.Reason!));
                    continue;
                }

                yield return times == 1 ? prepared : prepared with { Key = RowKey.Numbered(key, times) };
            }
        }

        progress?.Invoke(total);
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

    private PreparedRow Encode(string key, object?[] values, CheckedRow result)
    {
        if (result.Shape is { } placed && !shape.IsRegister)
        {
            var fitted = column.Fit(placed);
            var pinned = result.Local is { } drawn ? Core.Geometry.Ewkb.Write(WithoutPlace(drawn)) : null;
            return new PreparedRow(key, values, ShapeColumn.Write(fitted), ShapeColumn.WriteMercator(fitted), result.MapName, pinned);
        }

        var local = result.Local is { } own && result.MapName is not null ? Core.Geometry.Ewkb.Write(WithoutPlace(own)) : null;
        return new PreparedRow(key, values, null, null, result.MapName, local);
    }

    private static Geometry WithoutPlace(Geometry local)
    {
        local.SRID = 0;
        return local;
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
