using System.Data;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Memory.Change;
using Gis.Engine.Memory.Loading;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Memory;

/// <summary>Reads layers into memory from the views of a rights class, in one binary COPY each.</summary>
/// <param name="source">Connections under that class's role.</param>
/// <param name="audience">The rights class.</param>
public sealed class LayerLoader(NpgsqlDataSource source, Audience audience)
{
    private const string RevisionSql = "SELECT revision FROM gis.layer WHERE id = $1";

    /// <summary>Reads a layer as it is now.</summary>
    /// <param name="layer">The layer, with the fields that the class may see.</param>
    /// <param name="budgetBytes">Most room that it may take before anything is made ready for zooms.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    /// <returns>Null when it takes more room; then its tiles have to come from the database.</returns>
    /// <exception cref="UnreadableShapeException">A shape that cannot be held; then too.</exception>
    /// <exception cref="PostgresException">The role may not read the view, or there is none.</exception>
    public async Task<LayerSnapshot?> LoadAsync(Layer layer, long budgetBytes = long.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(layer);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await BeginAsync(connection, cancellation);
        return await ReadWholeAsync(connection, layer, await RevisionAsync(connection, layer, cancellation), budgetBytes, cancellation);
    }

    /// <summary>
    /// Brings a snapshot up to date by the journal: only the rows in the areas that it names are read; where it does not tell all, the layer is read anew.
    /// </summary>
    /// <param name="snapshot">Of this class.</param>
    /// <param name="layer">The layer as the catalogue has it now.</param>
    /// <param name="budgetBytes">Most room that it may take.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    /// <returns>The snapshot at the revision that the database has now, and the tiles in which it differs; no snapshot when it takes more room.</returns>
    public async Task<(LayerSnapshot? Snapshot, TouchedTiles Touched)> UpdateAsync(
        LayerSnapshot snapshot, Layer layer, long budgetBytes = long.MaxValue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        RequireOwn(snapshot);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await BeginAsync(connection, cancellation);
        var revision = await RevisionAsync(connection, layer, cancellation);
        if (!snapshot.HoldsFieldsOf(layer))
            return (await ReadWholeAsync(connection, layer, revision, budgetBytes, cancellation), TouchedTiles.All);
        if (revision == snapshot.Revision)
            return (snapshot, TouchedTiles.None);
        var journal = revision < snapshot.Revision
            ? new LayerJournal([], IsWhole: true)
            : await LayerJournal.ReadAsync(connection, layer.Id, snapshot.Revision, revision, cancellation);
        if (journal.IsWhole || !snapshot.IsSmallPart(journal.Areas))
        {
            var whole = await ReadWholeAsync(connection, layer, revision, budgetBytes, cancellation);
            return (whole, whole is null ? TouchedTiles.All : SnapshotDifference.Between(snapshot, whole));
        }

        var next = await ReadAreasAsync(connection, snapshot, journal.Areas, revision, cancellation);
        return next.MemoryBytes > budgetBytes ? (null, TouchedTiles.All) : (next, SnapshotDifference.Between(snapshot, next));
    }

    /// <summary>Brings a snapshot up to date after changes whose old and new shapes all meet some areas.</summary>
    /// <param name="snapshot">Of this class; its fields must still be the layer's.</param>
    /// <param name="areas">West, south, east, north in metres of EPSG:3857.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    public async Task<LayerSnapshot> RefreshAsync(
        LayerSnapshot snapshot, IReadOnlyList<(double West, double South, double East, double North)> areas, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(areas);
        RequireOwn(snapshot);
        if (areas.Count == 0)
            return snapshot;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await BeginAsync(connection, cancellation);
        return await ReadAreasAsync(connection, snapshot, areas, await RevisionAsync(connection, snapshot.Layer, cancellation), cancellation);
    }

    private void RequireOwn(LayerSnapshot snapshot)
    {
        if (snapshot.Audience != audience)
            throw new ArgumentException("The snapshot is of another rights class.", nameof(snapshot));
    }

    // One view of the database for the revision, the journal and the rows that they name.
    private static ValueTask<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    private static async Task<long> RevisionAsync(NpgsqlConnection connection, Layer layer, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(RevisionSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Id.Value });
        return await command.ExecuteScalarAsync(cancellation) is long found ? found : 0;
    }

    private async Task<LayerSnapshot?> ReadWholeAsync(
        NpgsqlConnection connection, Layer layer, long revision, long budgetBytes, CancellationToken cancellation) =>
        await ReadAsync(connection, layer, "t.geom_3857 IS NOT NULL", budgetBytes, cancellation) is { } rows
            ? LayerSnapshot.Of(layer, audience, revision, rows)
            : null;

    private async Task<LayerSnapshot> ReadAreasAsync(
        NpgsqlConnection connection, LayerSnapshot snapshot, IReadOnlyList<(double West, double South, double East, double North)> areas, long revision,
        CancellationToken cancellation)
    {
        if (areas.Count == 0)
            return snapshot.At(revision);
        var where = string.Join(" OR ", areas.Select(a => string.Create(
            CultureInfo.InvariantCulture, $"t.geom_3857 && ST_MakeEnvelope({a.West:R}, {a.South:R}, {a.East:R}, {a.North:R}, 3857)")));
        var rows = await ReadAsync(connection, snapshot.Layer, where, long.MaxValue, cancellation);
        var gone = areas.SelectMany(a => snapshot.FidsNear(a.West, a.South, a.East, a.North)).ToHashSet();
        gone.ExceptWith(rows!.Fids);
        return snapshot.With(revision, rows, gone);
    }

    // COPY takes no parameters: what stands in the statement are names from the catalogue, quoted, and numbers. Null: over the budget.
    private async Task<LayerRows?> ReadAsync(NpgsqlConnection connection, Layer layer, string where, long budgetBytes, CancellationToken cancellation)
    {
        var columns = string.Concat(layer.Fields.Select(f => ", " + FieldValues.Column(f)));
        var sql = $"COPY (SELECT t.fid, t.geom_3857{columns} FROM {SqlName.View(audience, layer)} t WHERE {where}) TO STDOUT (FORMAT BINARY)";
        var collector = new RowCollector(layer.Fields);
        await using var stream = await connection.BeginRawBinaryCopyAsync(sql, cancellation);
        var rows = new CopyRows(stream, layer.Fields.Count + 2);
        while (await rows.NextAsync(cancellation))
        {
            collector.Add(rows);
            if (collector.Bytes > budgetBytes)
            {
                await stream.CancelAsync();
                return null;
            }
        }

        return collector.Build();
    }
}
