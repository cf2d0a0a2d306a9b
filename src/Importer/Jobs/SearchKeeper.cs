using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Jobs;

/// <summary>
/// Writes the search entries of rows that were written by others than the importer: the database's triggers note them (<c>search.stale</c>) and have taken the
/// old entries away already.
/// </summary>
/// <param name="owner">Pool of the owner.</param>
/// <param name="say">Tells the log, in Japanese; never a row's values.</param>
internal sealed class SearchKeeper(NpgsqlDataSource owner, Action<string> say)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>Works until it is stopped.</summary>
    /// <param name="untilIdle">Ends when no row waits any more.</param>
    /// <param name="cancellation">Stops it; what it had begun is begun again by the next.</param>
    public async Task RunAsync(bool untilIdle, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var ear = await owner.OpenConnectionAsync(cancellation);
                await Sql.RunAsync(ear, "LISTEN gis_search", cancellation);
                while (!cancellation.IsCancellationRequested)
                {
                    await RenewAllAsync(cancellation);
                    if (untilIdle)
                        return;
                    await ear.WaitAsync(LookAgain, cancellation);
                }
            }
            catch (Exception e) when (!untilIdle && !cancellation.IsCancellationRequested && e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException)
            {
                // The worker beside this tells when the database is away; here a lock that was not got in time is nothing to tell.
                if (e is not NpgsqlException)
                    say($"検索への反映をやり直します（{e.GetType().Name}）。");
                await Task.Delay(TryAgain, cancellation);
            }
        }
    }

    private async Task RenewAllAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        var layers = await Sql.ValueAsync<string>(connection, "SELECT string_agg(DISTINCT layer_id, ' ') FROM search.stale", cancellation);
        foreach (var layer in layers?.Split(' ') ?? [])
            await RenewAsync(connection, LayerId.Parse(layer), cancellation);
    }

    private static async Task RenewAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);

        // Gives way before an editor would be taken for half of a deadlock.
        await Sql.RunAsync(connection, "SET LOCAL lock_timeout = '300ms'", cancellation);
        if (!await ImportLock.TryTakeAsync(connection, layer, cancellation))
            return;
        await Sql.RunAsync(connection, "CREATE TEMP TABLE gis_stale (fid bigint) ON COMMIT DROP", cancellation);
        await Sql.RunAsync(
            connection,
            "WITH taken AS (DELETE FROM search.stale WHERE layer_id = $1 RETURNING fid) INSERT INTO gis_stale SELECT DISTINCT fid FROM taken",
            cancellation,
            layer.Value);
        if (await Sql.ValueAsync<string>(connection, "SELECT audience FROM gis.layer WHERE id = $1", cancellation, layer.Value) is { } audience)
        {
            var indexer = new SearchIndexer(connection, layer, await StoredShape.ReadAsync(connection, layer, cancellation));
            if (await Sql.ValueAsync<bool>(connection, "SELECT EXISTS (SELECT FROM gis_stale WHERE fid IS NULL)", cancellation))
                await indexer.WriteAsync(audience, true, cancellation);
            else
                await indexer.RenewAsync(audience, "SELECT fid FROM gis_stale", cancellation);
        }

        await transaction.CommitAsync(cancellation);
    }
}
