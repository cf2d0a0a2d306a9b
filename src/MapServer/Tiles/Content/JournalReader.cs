using System.Data;
using Gis.Core.Catalogue;
using Gis.Engine.Memory.Change;
using Npgsql;

namespace Gis.MapServer.Tiles.Content;

/// <summary>Reads the journal of layers that are not in memory: there only boxes are known of what changed.</summary>
/// <param name="source">Connections under the role of this server's rights class.</param>
public sealed class JournalReader(NpgsqlDataSource source)
{
    /// <summary>The tiles that the boxes of all changes after a revision meet.</summary>
    /// <param name="layer">The layer at its present revision.</param>
    /// <param name="after">The revision that is known.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<TouchedTiles> TouchedAsync(Layer layer, long after, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Revision < after)
            return TouchedTiles.All;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return (await LayerJournal.ReadAsync(connection, layer.Id, after, layer.Revision, cancellation)).Touched(layer);
    }

    /// <summary>Number of the newest entry that the class may see; 0 for none.</summary>
    public async Task<long> LastAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT coalesce(max(id), 0) FROM gis.change");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
