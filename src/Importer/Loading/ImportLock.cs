using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>One import of a layer at a time: the second waits, and says so.</summary>
internal static class ImportLock
{
    private const string Key = "hashtextextended('gis-import ' || $1, 0)";

    /// <summary>Takes the layer's lock until the transaction ends.</summary>
    /// <param name="connection">In a transaction.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="waiting">Called when another import holds the lock.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public static async Task TakeAsync(NpgsqlConnection connection, LayerId layer, Action waiting, CancellationToken cancellation)
    {
        if (await TryTakeAsync(connection, layer, cancellation))
            return;
        waiting();
        await Sql.RunAsync(connection, $"SELECT pg_advisory_xact_lock({Key})", cancellation, layer.Value);
    }

    /// <summary>Takes the layer's lock until the transaction ends, unless another import holds it.</summary>
    public static Task<bool> TryTakeAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation) =>
        Sql.ValueAsync<bool>(connection, $"SELECT pg_try_advisory_xact_lock({Key})", cancellation, layer.Value);

    /// <summary>
    /// Lets edits of a layer wait until the transaction ends; readers go on. Taken before anything else is written: an editor holds his rows and then asks for the
    /// layer's revision, so an import that held the revision and then asked for rows would block him and be blocked by him.
    /// </summary>
    public static Task HoldEditsAsync(NpgsqlConnection connection, string schema, LayerId layer, CancellationToken cancellation) =>
        Sql.RunAsync(connection, $"LOCK TABLE {Sql.Table(schema, layer)} IN SHARE ROW EXCLUSIVE MODE", cancellation);
}
