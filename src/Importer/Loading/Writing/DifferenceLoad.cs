using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// A later load. Only the keys and hashes of all rows go to the database, which answers in one statement which rows are new or differ from what the source had
/// last; those follow whole and are compared value by value. Features keep their <c>fid</c>, the history holds nothing but real changes, and what was
/// edited by hand stays as long as the source says the same as before. The triggers of the table write the history.
/// </summary>
internal sealed class DifferenceLoad(NpgsqlConnection connection, LayerId layer, LayerShape shape, ExistingLayer existing, IReadOnlySet<int> quiet)
{
    private const string Keys = "gis_incoming_key";
    private const string Incoming = "gis_incoming";

    private readonly string table = Sql.Table(shape.Schema, layer);
    private readonly string history = Sql.Table("history", layer);
    private readonly List<UnplacedShape> unplaced = [];

    /// <summary>Reads all rows and sends their keys and hashes.</summary>
    /// <param name="pump">The rows.</param>
    /// <param name="spool">Keeps the rows themselves.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task CopyAsync(RowPump pump, RowSpool spool, CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, $"CREATE TEMP TABLE {Keys} (ordinal bigint, gis_key text, gis_hash bigint) ON COMMIT DROP", cancellation);
        await using (var copy = await CopyStream.OpenAsync(connection, Keys, cancellation))
        {
            foreach (var chunk in pump.Chunked(cancellation))
            {
                await copy.WriteAsync(chunk.Keys.Written, cancellation);
                spool.Add(chunk);
                unplaced.AddRange(chunk.Unplaced);
            }

            await copy.CompleteAsync(cancellation);
        }

        await Sql.RunAsync(connection, $"ANALYZE {Keys}", cancellation);
    }

    /// <summary>Finds and writes the difference.</summary>
    /// <param name="total">Rows that were read.</param>
    /// <param name="spool">The rows.</param>
    /// <param name="report">Receives what became of edits.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<ChangeCounts> WriteAsync(long total, RowSpool spool, ImportReport report, CancellationToken cancellation)
    {
        await FindAsync(cancellation);
        var edits = new EditsMet(connection, layer, table, history);
        await edits.KeepDeletionsAsync(report, cancellation);
        await FetchAsync(spool, cancellation);
        await MatchAsync(cancellation);
        await edits.ListAsync(report, cancellation);
        var counts = await ApplyAsync(total, cancellation);
        var moved = await new UnplacedDifference(connection, layer, table).WriteAsync(unplaced, cancellation);
        return counts with { Changed = counts.Changed + moved, Unchanged = counts.Unchanged - moved };
    }

    // New, or not what the source said last time. What is gone for now has its key, and so its fid, in the history.
    private Task<long> FindAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection,
        $"""
        CREATE TEMP TABLE gis_candidate ON COMMIT DROP AS
        SELECT DISTINCT ON (i.ordinal) i.ordinal, i.gis_key, i.gis_hash, t.fid, t.fid IS NOT NULL AS is_there
        FROM {Keys} i LEFT JOIN {table} t ON t.gis_key = i.gis_key
        WHERE t.fid IS NULL OR t.gis_hash IS DISTINCT FROM i.gis_hash
        ORDER BY i.ordinal, t.fid;
        CREATE INDEX ON gis_candidate (gis_key);
        ANALYZE gis_candidate;
        UPDATE gis_candidate c SET fid = h.fid
        FROM (SELECT DISTINCT ON (h.gis_key) h.gis_key, h.fid FROM {history} h JOIN gis_candidate c ON c.gis_key = h.gis_key
              WHERE c.fid IS NULL AND NOT EXISTS (SELECT FROM {table} t WHERE t.fid = h.fid)
              ORDER BY h.gis_key, h.gis_until DESC) h
        WHERE c.fid IS NULL AND c.gis_key = h.gis_key
        """,
        cancellation);

    private async Task FetchAsync(RowSpool spool, CancellationToken cancellation)
    {
        var ordinals = new List<long>();
        await using (var command = Sql.Command(connection, "SELECT ordinal FROM gis_candidate ORDER BY ordinal"))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                ordinals.Add(reader.GetInt64(0));
        }

        var geometry = shape.IsRegister ? "" : ", geom geometry, geom_3857 geometry";
        var columns = string.Concat(shape.Columns.Select(c => $", {Sql.Name(c.Name)} {c.Type.Sql()}"));
        await Sql.RunAsync(
            connection, $"CREATE TEMP TABLE {Incoming} (ordinal bigint, gis_key text, gis_hash bigint{geometry}{columns}, fid bigint) ON COMMIT DROP", cancellation);
        var rows = new CopyBuffer();
        await using var copy = await CopyStream.OpenAsync(connection, $"{Incoming} (ordinal, {RowEncoder.ColumnList(shape)})", cancellation);
        await spool.ReadAsync(ordinals, rows, async () =>
        {
            await copy.WriteAsync(rows.Written, cancellation);
            rows.Clear();
        });
        await copy.CompleteAsync(cancellation);
    }

    private async Task MatchAsync(CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, $"UPDATE {Incoming} i SET fid = c.fid FROM gis_candidate c WHERE c.ordinal = i.ordinal AND c.fid IS NOT NULL", cancellation);
        if (!shape.IsRegister)
            await MatchByShapeAsync(cancellation);
        await Sql.RunAsync(connection, $"UPDATE {Incoming} SET fid = nextval(pg_get_serial_sequence($1, 'fid')) WHERE fid IS NULL", cancellation, table);
        await Sql.RunAsync(connection, $"CREATE INDEX ON {Incoming} (fid); ANALYZE {Incoming}", cancellation);
    }

    // A row without an id whose attributes changed has a new key, but it is the same thing when exactly one left-over row has exactly its shape.
    private Task<long> MatchByShapeAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection,
        $"""
        WITH gone AS MATERIALIZED (
            SELECT min(t.fid) AS fid, t.geom FROM {table} t
            WHERE t.geom IS NOT NULL AND t.gis_key IS NOT NULL AND NOT EXISTS (SELECT FROM {Keys} i WHERE i.gis_key = t.gis_key)
            GROUP BY t.geom HAVING count(*) = 1
        ), come AS MATERIALIZED (
            SELECT min(ordinal) AS ordinal, geom FROM {Incoming} WHERE geom IS NOT NULL AND fid IS NULL GROUP BY geom HAVING count(*) = 1
        )
        UPDATE {Incoming} i SET fid = gone.fid FROM gone JOIN come ON gone.geom = come.geom WHERE i.ordinal = come.ordinal
        """,
        cancellation);

    private async Task<ChangeCounts> ApplyAsync(long total, CancellationToken cancellation)
    {
        // Columns that the file no longer has are emptied: what they held is true of the old edition and stays in its history.
        var present = shape.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var gone = existing.Columns.Keys.Where(c => !present.Contains(c)).Select(Sql.Name).ToList();
        var columns = shape.Columns.Select(c => Sql.Name(c.Name)).ToList();
        var named = shape.Columns.Where((_, i) => !quiet.Contains(i)).Select(c => Sql.Name(c.Name)).ToList();
        List<string> compared = shape.IsRegister ? named : [.. named, "geom"];
        List<string> written = shape.IsRegister ? ["gis_key", "gis_hash", .. columns] : ["gis_key", "gis_hash", .. columns, "geom", "geom_3857"];
        var nothing = string.Concat(gone.Select(g => $" OR t.{g} IS NOT NULL"));

        var removed = await Sql.RunAsync(
            connection,
            $"""
            DELETE FROM {table} t WHERE t.gis_key IS NOT NULL AND NOT EXISTS (SELECT FROM {Keys} i WHERE i.gis_key = t.gis_key)
                AND NOT EXISTS (SELECT FROM {Incoming} i WHERE i.fid = t.fid)
            """,
            cancellation);
        var changed = await Sql.RunAsync(
            connection,
            $"""
            UPDATE {table} t SET gis_since = now(), gis_edited = false{string.Concat(written.Select(c => $", {c} = i.{c}"))}{string.Concat(gone.Select(g => $", {g} = NULL"))}
            FROM {Incoming} i
            WHERE i.fid = t.fid AND (ROW({string.Join(", ", compared.Select(c => "t." + c))}) IS DISTINCT FROM ROW({string.Join(", ", compared.Select(c => "i." + c))}){nothing})
            """,
            cancellation);
        var added = await Sql.RunAsync(
            connection,
            $"""
            INSERT INTO {table} (fid, {string.Join(", ", written)})
            SELECT i.fid, {string.Join(", ", written.Select(c => "i." + c))} FROM {Incoming} i
            WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.fid = i.fid) ORDER BY i.ordinal
            """,
            cancellation);
        return new ChangeCounts(added, changed, removed, total - added - changed);
    }
}
