using Npgsql;

namespace Gis.Engine.Reading;

/// <summary>
/// Keeps a <see cref="TownCatalogue"/> up to date: the database's notifications wake it at once, and a look every second catches what
/// was changed without one or while the connection was gone.
/// </summary>
/// <param name="source">Connections under the catalogue's role.</param>
/// <param name="catalogue">What is kept up to date.</param>
/// <param name="report">Is told when the database goes away (the error) and when it is back (null).</param>
public sealed class CatalogueWatch(NpgsqlDataSource source, TownCatalogue catalogue, Action<Exception?> report)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Whether the last look at the database succeeded.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Runs until cancelled; an unreachable database is tried again and again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(cancellation);
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException or InvalidOperationException
                && !cancellation.IsCancellationRequested)
            {
                if (IsConnected)
                    report(e);
                IsConnected = false;
                await Task.Delay(RetryAfter, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using (var listen = new NpgsqlCommand("LISTEN gis_change", connection))
            await listen.ExecuteNonQueryAsync(cancellation);
        while (true)
        {
            await catalogue.RefreshAsync(connection, cancellation);
            if (!IsConnected)
            {
                IsConnected = true;
                report(null);
            }

            await connection.WaitAsync(LookEvery, cancellation);
        }
    }
}
