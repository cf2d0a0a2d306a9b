using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Loading;

/// <summary>
/// A later load: the rows go into a temporary table and only what differs is written, so that features keep their <c>fid</c> and the history
/// holds nothing but real changes. The triggers of the table write the history.
/// </summary>
internal sealed class DifferenceLoad(NpgsqlConnection connection, LayerId layer, LayerShape shape, ExistingLayer existing)
{
    private const string Incoming = "gis_incoming";

    private readonly string table = Sql.Table(shape.Schema, layer);

    /// <summary>Writes the difference.</summary>
    public async Task<ChangeCounts> WriteAsync(IEnumerable<PreparedRow> rows, CancellationToken cancellation)
    {
        await CreateIncomingAsync(cancellation);
        var total = await CopyAsync(rows, cancellation);
        await Sql.RunAsync(connection, $"ANALYZE {Incoming}", cancellation);
        await MatchAsync(cancellation);
        return await ApplyAsync(total, cancellation);
    }

    private Task<long> CreateIncomingAsync(CancellationToken cancellation)
    {
        var geometry = shape.IsRegister ? "" : ", geom geometry, geom_3857 geometry";
        var columns = string.Concat(shape.Columns.Select(c => $", {Sql.Name(c.Name)} {c.Type.Sql()}"));
        return Sql.RunAsync(
            connection,
            $"CREATE TEMP TABLE {Incoming} (gis_ordinal bigint, gis_key text, gis_map text, gis_local geometry, fid bigint{geometry}{columns}) ON COMMIT DROP",
            cancellation);
    }

    private async Task<long> CopyAsync(IEnumerable<PreparedRow> rows, CancellationToken cancellation)
    {
        var geometry = shape.IsRegister ? "" : ", geom, geom_3857";
        var sql = $"COPY {Incoming} (gis_ordinal, gis_key, gis_map, gis_local{geometry}{string.Concat(shape.Columns.Select(c => ", " + Sql.Name(c.Name)))}) FROM STDIN (FORMAT BINARY)";
        long ordinal = 0;
        await using var copy = await connection.BeginBinaryImportAsync(sql, cancellation);
        copy.Timeout = Sql.LongEnough;
        foreach (var row in rows)
        {
            copy.StartRow();
            copy.Write(++ordinal, NpgsqlDbType.Bigint);
            copy.Write(row.Key, NpgsqlDbType.Text);
            CopyValue.Write(copy, row.MapName, FieldType.Text);
            CopyValue.Bytes(copy, row.Local);
            if (!shape.IsRegister)
            {
                CopyValue.Bytes(copy, row.Geom);
                CopyValue.Bytes(copy, row.Geom3857);
            }

            for (var i = 0; i < row.Values.Length; i++)
                CopyValue.Write(copy, row.Values[i], shape.Columns[i].Type);
        }

        await copy.CompleteAsync(cancellation);
        return ordinal;
    }

    private async Task MatchAsync(CancellationToken cancellation)
    {
        // By key first. A key leads to one fid and a fid has one key (the last), so no two rows can come to the same one.
        await Sql.RunAsync(
            connection, $"UPDATE {Incoming} i SET fid = k.fid FROM gis.feature_key k WHERE k.layer_id = $1 AND k.source_key = i.gis_key", cancellation, layer.Value);
        if (!shape.IsRegister)
            await MatchByShapeAsync(cancellation);
        await Sql.RunAsync(connection, $"UPDATE {Incoming} SET fid = nextval(pg_get_serial_sequence($1, 'fid')) WHERE fid IS NULL", cancellation, table);
        await Sql.RunAsync(
            connection,
            $"""
            INSERT INTO gis.feature_key (layer_id, source_key, fid)
            SELECT $1, gis_key, fid FROM {Incoming} ON CONFLICT DO NOTHING
            """,
            cancellation,
            layer.Value);
        await Sql.RunAsync(connection, $"CREATE INDEX ON {Incoming} (fid); ANALYZE {Incoming}", cancellation);
    }

    // A row without an id whose attributes changed has a new key, but it is the same thing when exactly one left-over row has exactly its shape.
    private Task<long> MatchByShapeAsync(CancellationToken cancellation) => Sql.RunAsync(
        connection,
        $"""
        WITH gone AS (
            SELECT min(t.fid) AS fid, t.geom FROM {table} t
            WHERE t.geom IS NOT NULL AND NOT EXISTS (SELECT FROM {Incoming} i WHERE i.fid = t.fid)
            GROUP BY t.geom HAVING count(*) = 1
        ), come AS (
            SELECT min(gis_ordinal) AS gis_ordinal, geom FROM {Incoming}
            WHERE geom IS NOT NULL AND fid IS NULL GROUP BY geom HAVING count(*) = 1
        ), pair AS (
            SELECT come.gis_ordinal, gone.fid FROM gone JOIN come ON gone.geom = come.geom
        ), rekeyed AS (
            UPDATE {Incoming} i SET fid = pair.fid FROM pair WHERE i.gis_ordinal = pair.gis_ordinal RETURNING i.fid, i.gis_key
        ), forgotten AS (
            DELETE FROM gis.feature_key k USING rekeyed WHERE k.layer_id = $1 AND k.fid = rekeyed.fid
        )
        SELECT count(*) FROM rekeyed
        """,
        cancellation,
        layer.Value);

    private async Task<ChangeCounts> ApplyAsync(long total, CancellationToken cancellation)
    {
        // Columns that the file no longer has are emptied: what they held is true of the old edition and stays in its history.
        var present = shape.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        var gone = existing.Columns.Keys.Where(c => !present.Contains(c)).Select(Sql.Name).ToList();
        var columns = shape.Columns.Select(c => Sql.Name(c.Name)).ToList();
        var compared = shape.IsRegister ? columns : [.. columns, "geom"];
        var written = shape.IsRegister ? columns : [.. columns, "geom", "geom_3857"];
        var nothing = string.Concat(gone.Select(g => $" OR t.{g} IS NOT NULL"));

        var removed = await Sql.RunAsync(connection, $"DELETE FROM {table} t WHERE NOT EXISTS (SELECT FROM {Incoming} i WHERE i.fid = t.fid)", cancellation);
        var changed = await Sql.RunAsync(
            connection,
            $"""
            UPDATE {table} t SET gis_since = now(){string.Concat(written.Select(c => $", {c} = i.{c}"))}{string.Concat(gone.Select(g => $", {g} = NULL"))}
            FROM {Incoming} i
            WHERE i.fid = t.fid AND (ROW({string.Join(", ", compared.Select(c => "t." + c))}) IS DISTINCT FROM ROW({string.Join(", ", compared.Select(c => "i." + c))}){nothing})
            """,
            cancellation);
        var added = await Sql.RunAsync(
            connection,
            $"""
            INSERT INTO {table} (fid, {string.Join(", ", written)})
            SELECT i.fid, {string.Join(", ", written.Select(c => "i." + c))} FROM {Incoming} i
            WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.fid = i.fid) ORDER BY i.gis_ordinal
            """,
            cancellation);
        await Sql.RunAsync(
            connection,
            $"""
            DELETE FROM gis.unplaced_geometry u WHERE layer_id = $1 AND NOT EXISTS (SELECT FROM {Incoming} i WHERE i.fid = u.fid AND i.gis_local IS NOT NULL);
            """,
            cancellation,
            layer.Value);
        await Sql.RunAsync(
            connection,
            $"""
            INSERT INTO gis.unplaced_geometry (layer_id, fid, map_name, geom)
            SELECT $1, fid, gis_map, gis_local FROM {Incoming} WHERE gis_local IS NOT NULL
            ON CONFLICT (layer_id, fid) DO UPDATE SET map_name = excluded.map_name, geom = excluded.geom
            WHERE gis.unplaced_geometry.geom IS DISTINCT FROM excluded.geom OR gis.unplaced_geometry.map_name <> excluded.map_name
            """,
            cancellation,
            layer.Value);
        return new ChangeCounts(added, changed, removed, total - added - changed);
    }
}
