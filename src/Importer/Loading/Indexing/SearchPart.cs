using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// A large layer's own part of the search index: filled while nobody sees it, indexed in bulk, and attached at the end of the import's transaction. A thousand
/// entries into the indexes of all layers cost more than a thousand sorted ones into new indexes.
/// </summary>
/// <param name="connection">In the import's transaction.</param>
/// <param name="layer">The layer.</param>
/// <param name="audience">public or staff.</param>
internal sealed class SearchPart(NpgsqlConnection connection, LayerId layer, string audience)
{
    /// <summary>From this many rows on a layer gets a part of its own.</summary>
    public const long FromRows = 50_000;

    private string Parent => $"search.{audience}_entry";

    /// <summary>Name of the part's table.</summary>
    public string Table => $"search.{Sql.Name($"{audience}_{layer}")}";

    /// <summary>Makes the empty table. Its constraint spares the server a look at every row when it is attached.</summary>
    public Task CreateAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection, $"CREATE TABLE {Table} (LIKE {Parent} INCLUDING DEFAULTS, CHECK (layer_id = {Sql.Literal(layer.Value)}))", cancellation);

    /// <summary>Indexes the table.</summary>
    public Task IndexAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection,
        $"CREATE INDEX ON {Table} (norm text_pattern_ops); CREATE INDEX ON {Table} USING gin (norm public.gin_trgm_ops); CREATE INDEX ON {Table} (fid); ANALYZE {Table}",
        cancellation);

    /// <summary>Makes it part of the index.</summary>
    public Task AttachAsync(CancellationToken cancellation) =>
        Sql.RunAsync(connection, $"ALTER TABLE {Parent} ATTACH PARTITION {Table} FOR VALUES IN ({Sql.Literal(layer.Value)})", cancellation);
}
