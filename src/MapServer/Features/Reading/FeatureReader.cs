using Gis.Core.Catalogue;
using Gis.Engine.Cql2.Sql;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Npgsql;

namespace Gis.MapServer.Features.Reading;

/// <summary>Reads features of a layer, through the view of a rights class.</summary>
/// <param name="source">Connections under that class's role.</param>
/// <param name="options">Say how long the database may work for what somebody thought up.</param>
public sealed class FeatureReader(NpgsqlDataSource source, ServerOptions options)
{
    /// <summary>A page.</summary>
    /// <exception cref="RequestProblemException">The database met a value that cannot be: a calculation out of range, a page key of another type.</exception>
    public Task<FeatureRows> OpenAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, CancellationToken cancellation) =>
        OpenAsync(snapshot, layer, query, sql => sql.Page(), cancellation);

    /// <summary>One feature; no row when there is none of this fid.</summary>
    public Task<FeatureRows> OpenOneAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, long fid, CancellationToken cancellation) =>
        OpenAsync(snapshot, layer, query, sql => sql.One(fid), cancellation);

    /// <summary>How many features a query finds, paging aside, counted no further than a limit.</summary>
    public async Task<long> CountAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, long most, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand();
        new FeatureSql(command, snapshot, layer, query).Count(most);
        Bound(command, query);
        try
        {
            return (long)(await command.ExecuteScalarAsync(cancellation))!;
        }
        catch (PostgresException e) when (Explain(e, query) is { } problem)
        {
            throw problem;
        }
    }

    /// <summary>What the asker must know of an error that the database met because of his own words; null for every other.</summary>
    internal static RequestProblemException? Explain(PostgresException error, FeatureQuery query)
    {
        if (query.Filters.Count > 0 && Cql2Sql.Explain(error) is { } fault)
            return RequestProblemException.Bad(fault.Message);
        return query.After is { Values.Count: > 0 } && error.SqlState.StartsWith("22", StringComparison.Ordinal) ? PageKey.Bad() : null;
    }

    // So long without a byte, then the driver has the database end the statement. A page that is sent slowly is not meant: rows that wait for a slow asker
    // are not waited for.
    private void Bound(NpgsqlCommand command, FeatureQuery query)
    {
        if (query.IsCostly)
            command.CommandTimeout = (int)Math.Ceiling(options.StatementLimit.TotalSeconds);
    }

    private async Task<FeatureRows> OpenAsync(
        TownSnapshot snapshot, Layer layer, FeatureQuery query, Action<FeatureSql> write, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(query);
        var command = source.CreateCommand();
        try
        {
            write(new FeatureSql(command, snapshot, layer, query));
            Bound(command, query);
            return new FeatureRows(command, await command.ExecuteReaderAsync(cancellation), query);
        }
        catch (Exception e)
        {
            await command.DisposeAsync();
            if (e is PostgresException error && Explain(error, query) is { } problem)
                throw problem;
            throw;
        }
    }
}
