using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>
/// The database as one answer asks it: one connection, opened when first needed. While an answer can do without, a database that is away is not waited for
/// again and again.
/// </summary>
/// <param name="source">Connections.</param>
/// <param name="state">Remembers when the database was last found away.</param>
/// <param name="mayMiss">Whether something can be said without the database; else its absence is an error.</param>
/// <param name="cancellation">Ends the queries.</param>
internal sealed class DatabaseLine(NpgsqlDataSource source, DatabaseLine.Memory state, bool mayMiss, CancellationToken cancellation) : IAsyncDisposable
{
    // Long enough for a busy database, short enough for somebody who is waiting for the rest of the answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private NpgsqlConnection? _connection;
    private bool _away;

    /// <summary>Asks; null when the database is away.</summary>
    public async Task<T?> TryAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> ask)
        where T : class
    {
        if (!mayMiss)
            return await AskAsync(ask, cancellation);
        if (_away || DateTime.UtcNow.Ticks < Interlocked.Read(ref state.AwayUntil))
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            return await AskAsync(ask, patience.Token);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && (IsAway(e) || (_connection is null && e is NpgsqlException)))
        {
            _away = true;
            Interlocked.Exchange(ref state.AwayUntil, (DateTime.UtcNow + Rest).Ticks);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync();
    }

    private static bool IsAway(Exception e) => e is NpgsqlException and (not PostgresException or PostgresException { IsTransient: true })
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.QueryCanceled }
        or IOException or TimeoutException or OperationCanceledException;

    private async Task<T> AskAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> ask, CancellationToken stop)
    {
        _connection ??= await source.OpenConnectionAsync(stop);
        return await ask(_connection, stop);
    }

    /// <summary>What answers remember of the database for each other.</summary>
    internal sealed class Memory
    {
        /// <summary>Ticks of UTC until which nobody tries again.</summary>
        public long AwayUntil;
    }
}
