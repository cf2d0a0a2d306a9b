using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// A large layer's own part of the search index: filled and indexed in bulk on a connection of its own while the layer's table is indexed on another, and
/// attached at the end of the import's transaction. Nobody sees it before. It becomes a table only a moment before the import ends; should that very moment
/// be the last of the program or the database, the next command of the importer clears the table away (<see cref="ClearLeftAsync"/>).
/// </summary>
internal sealed class SearchPart : IAsyncDisposable
{
    /// <summary>From this many rows on a layer gets a part of its own: a thousand entries into the indexes of all layers cost more than sorted ones into new indexes.</summary>
    public const long FromRows = 50_000;

    private const string LeftSql = """
        SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'search'::regnamespace AND relkind = 'r' AND NOT relispartition AND relname ~ '^(public|staff)_[^_]'
        """;

    private readonly NpgsqlConnection connection;
    private readonly LayerId layer;
    private readonly string audience;
    private NpgsqlTransaction? transaction;

    private SearchPart(NpgsqlConnection connection, LayerId layer, string audience)
    {
        this.connection = connection;
        this.layer = layer;
        this.audience = audience;
    }

    private string Parent => $"search.{audience}_entry";

    private string Table => $"search.{Sql.Name($"{audience}_{layer}")}";

    /// <summary>Makes the empty table, not yet to be seen by anybody.</summary>
    /// <param name="owner">Pool of the owner.</param>
    /// <param name="layer">The layer; the caller holds its <see cref="ImportLock"/>.</param>
    /// <param name="audience">public or staff.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<SearchPart> BeginAsync(NpgsqlDataSource owner, LayerId layer, string audience, CancellationToken cancellation)
    {
        var part = new SearchPart(await owner.OpenConnectionAsync(cancellation), layer, audience);
        try
        {
            part.transaction = await part.connection.BeginTransactionAsync(cancellation);
            // The constraint spares the server a look at every row when the table is attached.
            await Sql.RunAsync(
                part.connection,
                $"SET LOCAL maintenance_work_mem = '256MB'; CREATE TABLE {part.Table} (LIKE {part.Parent} INCLUDING DEFAULTS, CHECK (layer_id = {Sql.Literal(layer.Value)}))",
                cancellation);
            return part;
        }
        catch
        {
            await part.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the entries and indexes them.</summary>
    public async Task FillAsync(RowSpool entries, CancellationToken cancellation)
    {
        await using (var copy = await CopyStream.OpenAsync(connection, $"{Table} {SearchIndexer.Columns}", cancellation, isNew: true))
        {
            await entries.ReadAllAsync(copy, cancellation);
            await copy.CompleteAsync(cancellation);
        }

        await Sql.RunAsync(
            connection,
            $"CREATE INDEX ON {Table} (norm text_pattern_ops); CREATE INDEX ON {Table} USING gin (norm public.gin_trgm_ops); CREATE INDEX ON {Table} (fid); ANALYZE {Table}",
            cancellation);
    }

    /// <summary>Makes it part of the index, in the import's transaction: the last thing before it ends, as other layers' searches wait meanwhile.</summary>
    public async Task AttachAsync(NpgsqlConnection import, CancellationToken cancellation)
    {
        await transaction!.CommitAsync(cancellation);
        await Sql.RunAsync(import, $"ALTER TABLE {Parent} ATTACH PARTITION {Table} FOR VALUES IN ({Sql.Literal(layer.Value)})", cancellation);
    }

    /// <summary>Removes parts of imports that ended in the moment between their table and the end of their transaction.</summary>
    public static async Task ClearLeftAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        foreach (var name in await LeftAsync(connection, cancellation))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            // Under the layer's lock there is no import that still wants it, and it is looked at again.
            if (LayerId.TryParse(name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..], out var layer)
                && await ImportLock.TryTakeAsync(connection, layer, cancellation)
                && (await LeftAsync(connection, cancellation)).Contains(name))
                await Sql.RunAsync(connection, $"DROP TABLE search.{Sql.Name(name)}", cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private static async Task<string[]> LeftAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        (await Sql.ValueAsync<string>(connection, LeftSql, cancellation))?.Split(' ') ?? [];
}
