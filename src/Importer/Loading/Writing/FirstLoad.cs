using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// The first load of a layer: binary COPY straight into the new table, before indexes and triggers exist. Search entries are made on the way, when the values
/// are at hand, and wait on disk: a connection can run one COPY at a time.
/// </summary>
/// <param name="connection">In the import's transaction.</param>
/// <param name="layer">The layer.</param>
/// <param name="shape">Its shape.</param>
internal sealed class FirstLoad(NpgsqlConnection connection, LayerId layer, LayerShape shape) : IDisposable
{
    private const int MostWaiting = 10_000;

    private readonly RowSpool search = new();
    private readonly List<UnplacedShape> unplaced = [];

    /// <summary>Writes all rows.</summary>
    /// <returns>Number of rows.</returns>
    public async Task<long> WriteAsync(RowPump pump, CancellationToken cancellation)
    {
        var table = Sql.Table(shape.Schema, layer);
        using (var chunks = pump.Chunked(cancellation).GetEnumerator())
        {
            for (var more = chunks.MoveNext(); more;)
            {
                await using (var copy = await CopyStream.OpenAsync(connection, $"{table} (fid, {RowEncoder.ColumnList(shape)})", cancellation, isNew: true))
                {
                    for (; more && unplaced.Count < MostWaiting; more = chunks.MoveNext())
                    {
                        var chunk = chunks.Current;
                        await copy.WriteAsync(chunk.Rows.Written, cancellation);
                        search.Add(chunk.Search);
                        unplaced.AddRange(chunk.Unplaced);
                    }

                    await copy.CompleteAsync(cancellation);
                }

                if (unplaced.Count > 0)
                    await UnplacedCopy.WriteAsync(connection, "gis.unplaced_geometry (fid, layer_id, map_name, geom)", layer, unplaced, cancellation);
                unplaced.Clear();
            }
        }

        await Sql.RunAsync(connection, $"ALTER TABLE {table} ALTER fid RESTART WITH {pump.Wanted + 1}", cancellation);
        return pump.Wanted;
    }

    /// <summary>The search entries of the rows.</summary>
    public RowSpool Search => search;

    /// <summary>Writes the search entries of the rows into the table that they share with other layers.</summary>
    public async Task WriteSearchAsync(string target, CancellationToken cancellation)
    {
        if (search.IsEmpty)
            return;
        await using var copy = await CopyStream.OpenAsync(connection, $"{target} {SearchIndexer.Columns}", cancellation);
        await search.ReadAllAsync(copy, cancellation);
        await copy.CompleteAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => search.Dispose();
}
