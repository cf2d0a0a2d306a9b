using Gis.MapServer.Features.Querying;
using Npgsql;

namespace Gis.MapServer.Features.Reading;

/// <summary>The features of a page, one after the other as the database sends them.</summary>
public sealed class FeatureRows : IAsyncDisposable
{
    private const int FirstField = 3;

    private readonly NpgsqlCommand _command;
    private readonly NpgsqlDataReader _reader;
    private readonly FeatureQuery _query;
    private int _closed;

    internal FeatureRows(NpgsqlCommand command, NpgsqlDataReader reader, FeatureQuery query) => (_command, _reader, _query) = (command, reader, query);

    /// <summary>How many were read.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next page begins; null while there may be rows to read, and when there are no more behind them.</summary>
    public PageKey? Next { get; private set; }

    /// <summary>Id of the present feature.</summary>
    public long Fid => _reader.GetInt64(0);

    /// <summary>Shape of the present feature as EWKB; null when it has no place.</summary>
    public byte[]? Shape => _reader.IsDBNull(1) ? null : _reader.GetFieldValue<byte[]>(1);

    /// <summary>Since when the present feature is as it is, in microseconds since 1970 (UTC). Known of a single feature; 0 in a page.</summary>
    public long Since => _reader.GetInt64(2);

    /// <summary>Goes to the next feature.</summary>
    /// <returns>False behind the last of the page.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken cancellation)
    {
        try
        {
            return await StepAsync(cancellation);
        }
        catch (PostgresException e) when (FeatureReader.Explain(e, _query) is { } problem)
        {
            throw problem;
        }
    }

    private async ValueTask<bool> StepAsync(CancellationToken cancellation)
    {
        if (Count == _query.Limit)
        {
            var last = new PageKey([.. _query.Order.Select((_, i) => Key(i))], Fid);
            Next = await _reader.ReadAsync(cancellation) ? last : null;
            return false;
        }

        if (!await _reader.ReadAsync(cancellation))
            return false;
        Count++;
        return true;
    }

    /// <summary>Writes a value of the present feature.</summary>
    /// <param name="field">Place among the query's fields.</param>
    /// <param name="into">To write on.</param>
    internal void WriteValue(int field, Utf8Buffer into) => FieldValue.Write(_reader, FirstField + field, into);

    /// <summary>A value of the present feature as the database driver gives it; null for none.</summary>
    /// <param name="field">Place among the query's fields.</param>
    internal object? Value(int field) => _reader.IsDBNull(FirstField + field) ? null : _reader.GetValue(FirstField + field);

    /// <summary>
    /// Gives the connection back; a second call does nothing. The driver uses the reader of a connection again for whoever gets that connection next: to close it twice
    /// would close theirs.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        await _reader.DisposeAsync();
        await _command.DisposeAsync();
    }

    private string? Key(int level)
    {
        var column = FirstField + _query.Fields.Count + level;
        return _reader.IsDBNull(column) ? null : _reader.GetString(column);
    }
}
