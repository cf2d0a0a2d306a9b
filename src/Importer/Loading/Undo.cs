using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>What an undo did.</summary>
/// <param name="Title">Title of the layer.</param>
/// <param name="Source">Files of the import that was undone.</param>
/// <param name="Changes">Rows that came back, changed back, went away.</param>
/// <param name="Revision">The revision it made.</param>
internal sealed record UndoOutcome(string Title, string Source, ChangeCounts Changes, long Revision);

/// <summary>
/// Takes the last import of a layer back. It is a new revision that restores the rows as the history has them; the import stays on record. Edits
/// made since are named and never lost: the undo refuses.
/// </summary>
internal sealed class Undo(NpgsqlDataSource owner, string actor, Action<string> say)
{
    private const string LastSql = """
        SELECT i.id, i.source_name, i.revision, r.made_at, i.report -> 'catalogueBefore', l.title, l.table_schema, i.report -> 'pinsBefore'
        FROM gis.import i JOIN gis.layer l ON l.id = i.layer_id JOIN gis.revision r ON r.layer_id = i.layer_id AND r.revision = i.revision
        WHERE i.layer_id = $1 AND i.revision IS NOT NULL AND NOT i.report ? 'undoneBy'
        ORDER BY i.id DESC LIMIT 1
        """;

    // Undone imports and the undoings themselves are no edits: together they changed nothing.
    private const string EditsSql = """
        SELECT r.revision, r.actor, to_char(r.made_at AT TIME ZONE 'Asia/Tokyo', 'YYYY-MM-DD HH24:MI'), coalesce(sum(c.row_count), 0)::bigint
        FROM gis.revision r LEFT JOIN gis.change c ON c.layer_id = r.layer_id AND c.revision = r.revision AND c.operation <> 'catalogue'
        WHERE r.layer_id = $1 AND r.revision > $2
          AND NOT EXISTS (SELECT FROM gis.import i WHERE i.layer_id = r.layer_id AND i.report ? 'undoneBy'
                          AND (i.revision = r.revision OR (i.report ->> 'undoneBy')::bigint = r.revision))
        GROUP BY r.revision, r.actor, r.made_at HAVING coalesce(sum(c.row_count), 0) > 0
        ORDER BY r.revision
        """;

    private const string MarkSql = "UPDATE gis.import SET report = report || jsonb_build_object('undoneBy', $2::bigint) WHERE id = $1";

    private sealed record LastImport(long Id, string Source, long Revision, DateTime MadeAt, string? Before, string Title, string Schema, string? Pins);

    /// <summary>Takes it back.</summary>
    /// <exception cref="ImportException">There is no such layer or import, or edits were made since; nothing was changed.</exception>
    public async Task<UndoOutcome> RunAsync(LayerId layer, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ImportLock.TakeAsync(connection, layer, () => say($"レイヤ「{layer}」は別の取り込みの途中です。終わるのを待っています。"), cancellation);
        var last = await LastAsync(connection, layer, cancellation)
            ?? throw new ImportException($"レイヤ「{layer}」に取り消せる取り込みはありません。gis-import layers で一覧を確認してください。");
        await ImportLock.HoldEditsAsync(connection, last.Schema, layer, cancellation);
        await RefuseEditsAsync(connection, layer, last, cancellation);
        await Sql.RunAsync(
            connection, "SELECT set_config('gis.actor', $1, true), set_config('gis.note', $2, true), set_config('gis.indexes', 'self', true)", cancellation, actor, "undo " + last.Source);

        var changes = await RestoreRowsAsync(connection, layer, last, cancellation);
        if (last.Pins is not null)
            await Pinning.PinStore.RestoreAsync(connection, layer, last.Pins, cancellation);
        await RestoreCatalogueAsync(connection, layer, last, cancellation);
        await Sql.RunAsync(connection, "SELECT gis.expose($1)", cancellation, layer.Value);
        await Sql.RunAsync(connection, "SELECT gis.record_change($1, 'catalogue', 0, NULL)", cancellation, layer.Value);
        var revision = await Sql.ValueAsync<long>(connection, "SELECT revision FROM gis.layer WHERE id = $1", cancellation, layer.Value);
        await Sql.RunAsync(connection, MarkSql, cancellation, last.Id, revision);
        await transaction.CommitAsync(cancellation);
        return new UndoOutcome(last.Title, last.Source, changes, revision);
    }

    private static async Task<LastImport?> LastAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation)
    {
        await using var command = Sql.Command(connection, LastSql, layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new LastImport(
                reader.GetInt64(0), reader.GetString(1), reader.GetInt64(2), reader.GetDateTime(3), reader.IsDBNull(4) || reader.GetString(4) == "null" ? null : reader.GetString(4),
                reader.GetString(5), reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7))
            : null;
    }

    private static async Task RefuseEditsAsync(NpgsqlConnection connection, LayerId layer, LastImport last, CancellationToken cancellation)
    {
        var edits = new List<string>();
        await using (var command = Sql.Command(connection, EditsSql, layer.Value, last.Revision))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                edits.Add($"第{reader.GetInt64(0)}版 {reader.GetString(2)} {reader.GetString(1)} {reader.GetInt64(3)}件");
        }

        if (edits.Count > 0)
        {
            throw new ImportException(
                $"「{last.Title}」は取り込みのあとに編集されているため戻せません（{string.Join('、', edits.Take(5))}{(edits.Count > 5 ? $" ほか{edits.Count - 5}回" : "")}）。編集を残したまま、正しいファイルを取り込み直してください。");
        }
    }

    // The state just before: of every row the version that was valid then, from the table or from the history.
    private static async Task<ChangeCounts> RestoreRowsAsync(NpgsqlConnection connection, LayerId layer, LastImport last, CancellationToken cancellation)
    {
        var table = Sql.Table(last.Schema, layer);
        var history = Sql.Table("history", layer);
        var columns = await ColumnsAsync(connection, table, cancellation);
        var list = string.Join(", ", columns);
        await using (var create = Sql.Command(
            connection,
            $"""
            CREATE TEMP TABLE gis_before ON COMMIT DROP AS
            SELECT fid, {list} FROM {table} WHERE gis_since < '{last.MadeAt:O}'
            UNION ALL
            SELECT fid, {list} FROM {history} WHERE gis_since < '{last.MadeAt:O}' AND gis_until >= '{last.MadeAt:O}'
            """))
        {
            await create.ExecuteNonQueryAsync(cancellation);
        }

        await Sql.RunAsync(connection, "CREATE INDEX ON gis_before (fid); ANALYZE gis_before", cancellation);
        var removed = await Sql.RunAsync(connection, $"DELETE FROM {table} t WHERE NOT EXISTS (SELECT FROM gis_before b WHERE b.fid = t.fid)", cancellation);
        var changed = await Sql.RunAsync(
            connection,
            $"""
            UPDATE {table} t SET gis_since = now(){string.Concat(columns.Select(c => $", {c} = b.{c}"))} FROM gis_before b
            WHERE b.fid = t.fid AND ROW({string.Join(", ", columns.Select(c => "t." + c))}) IS DISTINCT FROM ROW({string.Join(", ", columns.Select(c => "b." + c))})
            """,
            cancellation);
        var added = await Sql.RunAsync(
            connection, $"INSERT INTO {table} (fid, {list}) SELECT fid, {list} FROM gis_before b WHERE NOT EXISTS (SELECT FROM {table} t WHERE t.fid = b.fid)", cancellation);
        return new ChangeCounts(added, changed, removed, 0);
    }

    private static async Task<List<string>> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        var columns = new List<string>();
        await using var command = Sql.Command(
            connection,
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('fid', 'gis_since') ORDER BY attnum",
            table);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            columns.Add(Sql.Name(reader.GetString(0)));
        return columns;
    }

    // Before the first import there was nothing: the layer stays, empty and without coverage, so that nobody is told "no zone here".
    private static async Task RestoreCatalogueAsync(NpgsqlConnection connection, LayerId layer, LastImport last, CancellationToken cancellation)
    {
        if (last.Before is not null)
            await CatalogueSnapshot.RestoreAsync(connection, layer, last.Before, cancellation);
        else
            await Sql.RunAsync(connection, "UPDATE gis.layer SET coverage = NULL, style = style - 'classes' WHERE id = $1", cancellation, layer.Value);
        await LayerRow.CountAsync(connection, layer, last.Schema, cancellation);
        var audience = await Sql.ValueAsync<string>(connection, "SELECT audience FROM gis.layer WHERE id = $1", cancellation, layer.Value);
        var shape = await StoredShape.ReadAsync(connection, layer, cancellation);
        await new SearchIndexer(connection, layer, shape).WriteAsync(audience!, true, cancellation);
        await TownStep.WriteAsync(connection, layer, shape, cancellation);
        await RestoreUnplacedAsync(connection, layer, last, cancellation);
    }

    // Shapes without a place have a history of their own.
    private static async Task RestoreUnplacedAsync(NpgsqlConnection connection, LayerId layer, LastImport last, CancellationToken cancellation)
    {
        await Sql.RunAsync(
            connection, "CREATE TEMP TABLE gis_unplaced_before (fid bigint PRIMARY KEY, map_name text, geom geometry) ON COMMIT DROP", cancellation);
        await Sql.RunAsync(
            connection,
            """
            INSERT INTO gis_unplaced_before
            SELECT fid, map_name, geom FROM gis.unplaced_geometry WHERE layer_id = $1 AND gis_since < $2
            UNION ALL
            SELECT fid, map_name, geom FROM gis.unplaced_history WHERE layer_id = $1 AND gis_since < $2 AND gis_until >= $2
            """,
            cancellation,
            layer.Value,
            last.MadeAt);
        await UnplacedTable.ReplaceAsync(connection, layer, "gis_unplaced_before", cancellation);
    }
}
