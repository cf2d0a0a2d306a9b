using System.Data;
using System.Globalization;
using Gis.Core.Catalogue;
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
        var (rows, revision) = await ReadAsync(layer, "t.geom_3857 IS NOT NULL", budgetBytes, cancellation);
        return rows is null ? null : LayerSnapshot.Of(layer, audience, revision, rows);
    }

    /// <summary>Brings a snapshot up to date after changes whose old and new shapes all meet some areas, as the journal says it.</summary>
    /// <param name="snapshot">Of this class; its fields must still be the layer's.</param>
    /// <param name="areas">West, south, east, north in metres of EPSG:3857.</param>
    /// <param name="cancellation">Ends the reading in the database too.</param>
    public async Task<LayerSnapshot> RefreshAsync(
        LayerSnapshot snapshot, IReadOnlyList<(double West, double South, double East, double North)> areas, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(areas);
        if (snapshot.Audience != audience)
            throw new ArgumentException("The snapshot is of another rights class.", nameof(snapshot));
        if (areas.Count == 0)
            return snapshot;
        var where = string.Join(" OR ", areas.Select(a => string.Create(
            CultureInfo.InvariantCulture, $"t.geom_3857 && ST_MakeEnvelope({a.West:R}, {a.South:R}, {a.East:R}, {a.North:R}, 3857)")));
        var (rows, revision) = await ReadAsync(snapshot.Layer, where, long.MaxValue, cancellation);
        var gone = areas.SelectMany(a => snapshot.FidsNear(a.West, a.South, a.East, a.North)).ToHashSet();
        gone.ExceptWith(rows!.Fids);
        return snapshot.With(revision, rows, gone);
    }

    // COPY takes no parameters: what stands in the statement are names from the catalogue, quoted, and numbers.
    private async Task<(LayerRows? Rows, long Revision)> ReadAsync(Layer layer, string where, long budgetBytes, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);

        // One view of the database for the revision and the rows that it names.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var command = new NpgsqlCommand(RevisionSql, connection, transaction);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Id.Value });
        var revision = await command.ExecuteScalarAsync(cancellation) is long found ? found : 0;

        var columns = string.Concat(layer.Fields.Select(f => ", " + FieldValues.Column(f)));
        var sql = $"COPY (SELECT t.fid, t.geom_3857{columns} FROM {SqlName.View(audience, layer.Id)} t WHERE {where}) TO STDOUT (FORMAT BINARY)";
        var collector = new RowCollector(layer.Fields);
        await using var stream = await connection.BeginRawBinaryCopyAsync(sql, cancellation);
        var rows = new CopyRows(stream, layer.Fields.Count + 2);
        while (await rows.NextAsync(cancellation))
        {
            collector.Add(rows);
            if (collector.Bytes > budgetBytes)
            {
                await stream.CancelAsync();
                return (null, revision);
            }
        }

        return (collector.Build(), revision);
    }
}
