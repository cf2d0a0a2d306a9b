using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>An open COPY into a table to which rows are passed on as they are, in the format of <see cref="CopyBuffer"/>.</summary>
internal sealed class CopyStream : IAsyncDisposable
{
    private readonly NpgsqlRawCopyStream stream;
    private bool isComplete;

    private CopyStream(NpgsqlRawCopyStream stream) => this.stream = stream;

    /// <summary>Opens it.</summary>
    /// <param name="connection">The connection; it can do nothing else until the COPY is complete.</param>
    /// <param name="target">Table and columns, quoted.</param>
    /// <param name="cancellation">Stops.</param>
    /// <param name="isNew">The table was made in this transaction: its rows are written as old ones are, so that nobody has to touch their pages again.</param>
    public static async Task<CopyStream> OpenAsync(NpgsqlConnection connection, string target, CancellationToken cancellation, bool isNew = false)
    {
        var stream = await connection.BeginRawBinaryCopyAsync($"COPY {target} FROM STDIN (FORMAT BINARY{(isNew ? ", FREEZE" : "")})", cancellation);
        stream.WriteTimeout = (int)Sql.LongEnough.TotalMilliseconds;
        await stream.WriteAsync(CopyBuffer.Header, cancellation);
        return new CopyStream(stream);
    }

    /// <summary>Copies rows that stand ready.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, string target, ReadOnlyMemory<byte> rows, CancellationToken cancellation)
    {
        await using var copy = await OpenAsync(connection, target, cancellation);
        await copy.WriteAsync(rows, cancellation);
        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Passes rows on.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> rows, CancellationToken cancellation) => stream.WriteAsync(rows, cancellation);

    /// <summary>Ends the COPY; without this it is taken back.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await stream.WriteAsync(CopyBuffer.Trailer, cancellation);
        isComplete = true;
        await stream.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isComplete)
            return;
        try
        {
            await stream.CancelAsync();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The connection itself may be gone; the failure that led here is the one to tell.
        }

        await stream.DisposeAsync();
    }
}
