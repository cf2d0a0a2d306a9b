using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>
/// A later load. Only rows that are new, or that are not what the source said last time, come to the database (<see cref="KnownRows"/>); there they are compared
/// value by value. Features keep their <c>fid</c>, the history holds nothing but real changes, and what was edited by hand stays as long as the source says
/// the same as before. The triggers of the table write the history.
/// </summary>
internal sealed class DifferenceLoad(NpgsqlConnection connection, LayerId layer, LayerShape shape, ExistingLayer existing, IReadOnlySet<int> quiet)
{
    private const string Incoming = "gis_incoming";
    private const string Gone = "gis_gone";

    private readonly string table = Sql.Table(shape.Schema, layer);
    private readonly string history = Sql.Table("history", layer);
    private readonly List<UnplacedShape> unplaced = [];

    /// <summary>Whether the layer holds what the source holds and nothing else: nothing was changed by hand, no row was copied by SQL.</summary>
    public bool IsSource { get; private set; }

    /// <summary>Reads all rows and sends those that are new or changed.</summary>
    public async Task CopyAsync(RowPump pump, CancellationToken cancellation)
    {
        var geometry = shape.IsRegister ? "" : ", geom geometry, geom_3857 geometry";
        var columns = string.Concat(shape.Columns.Select(c => $", {Sql.Name(c.Name)} {c.Type.Sql()}"));
        await Sql.RunAsync(
            connection,
            $"""
            CREATE TEMP TABLE {Incoming} (ordinal bigint, gis_key text, gis_hash bigint{geometry}{columns}, fid bigint, is_there boolean NOT NULL DEFAULT false) ON COMMIT DROP;
            CREATE TEMP TABLE {Gone} (fid bigint) ON COMMIT DROP
            """,
            cancellation);
        await using var copy = await CopyStream.OpenAsync(connection, $"{Incoming} (ordinal, {RowEncoder.ColumnList(shape)}, fid)", cancellation);
        foreach (var chunk in pump.Chunked(cancellation))
        {
            await copy.WriteAsync(chunk.Rows.Written, cancellation);
            unplaced.AddRange(chunk.Unplaced);
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Finds and writes the difference.</summary>
    /// <param name="known">What the table held; the source's rows are noted in it.</param>
    /// <param name="total">Rows that the source has.</param>
    /// <param name="report">Receives what became of edits.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task<ChangeCounts> WriteAsync(KnownRows known, long total, ImportReport report, CancellationToken cancellation)
    {
        await FindAsync(known, cancellation);
        var edits = new EditsMet(connection, layer, table, history);
        await edits.KeepDeletionsAsync(report, cancellation);
        await MatchAsync(cancellation);
        await edits.ListAsync(report, cancellation);
        IsSource = !edits.Any && !known.HasTwins;
        var counts = await ApplyAsync(total, cancellation);
        var moved = await new UnplacedDifference(connection, layer, table).WriteAsync(unplaced, cancellation);
        return counts with { Changed = counts.Changed + moved, Unchanged = counts.Unchanged - moved };
    }

    // Which row of the table each is. What is gone for now has its key, and so its fid, in the history.
    private async Task FindAsync(KnownRows known, CancellationToken cancellation)
    {
        var gone = known.Unseen();
        if (gone.Count > 0)
            await Sql.RunAsync(connection, $"INSERT INTO {Gone} SELECT unnest($1)", cancellation, gone.ToArray());
        if (known.HasTwins)
        {
            await Sql.RunAsync(
                connection,
                $"INSERT INTO {Gone} SELECT t.fid FROM {table} t WHERE t.gis_key IN (SELECT g.gis_key FROM {table} g JOIN {Gone} USING (fid)) AND t.fid NOT IN (SELECT fid FROM {Gone})",
                cancellation);
        }

        await Sql.RunAsync(
            connection,
            $"""
            CREATE INDEX ON {Incoming} (gis_key);
            CREATE INDEX ON {Gone} (fid);
            ANALYZE {Incoming} (gis_key, fid);
            ANALYZE {Gone};
            UPDATE {Incoming} i SET is_there = true FROM {table} t WHERE t.fid = i.fid AND t.gis_key = i.gis_key;
            UPDATE {Incoming} SET fid = NULL WHERE fid IS NOT NULL AND NOT is_there;
            UPDATE {Incoming} c SET fid = h.fid
            FROM (SELECT DISTINCT ON (h.gis_key) h.gis_key, h.fid FROM {history} h JOIN {Incoming} c ON c.gis_key = h.gis_key
                  WHERE c.fid IS NULL AND NOT EXISTS (SELECT FROM {table} t WHERE t.fid = h.fid)
                  ORDER BY h.gis_key, h.gis_until DESC) h
            WHERE c.fid IS NULL AND c.gis_key = h.gis_key
            """,
            cancellation);
    }

    private async Task MatchAsync(CancellationToken cancellation)
    {
        if (!shape.IsRegister)
            await MatchByShapeAsync(cancellation);
        await Sql.RunAsync(connection, $"UPDATE {Incoming} SET fid = nextval(pg_get_serial_sequence($1, 'fid')) WHERE fid IS NULL", cancellation, table);
        await Sql.RunAsync(connection, $"CREATE INDEX ON {Incoming} (fid); ANALYZE {Incoming} (fid)", cancellation);
    }

    // A row without an id whose attributes changed has a new key, but it is the same thing when exactly one left-over row has exactly its shape.
    private Task<long> MatchByShapeAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection,
        $"""
        WITH gone AS MATERIALIZED (
            SELECT min(t.fid) AS fid, t.geom FROM {table} t JOIN {Gone} USING (fid) WHERE t.geom IS NOT NULL
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
            DELETE FROM {table} t USING {Gone} g WHERE t.fid = g.fid AND NOT EXISTS (SELECT FROM {Incoming} i WHERE i.fid = t.fid)
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
