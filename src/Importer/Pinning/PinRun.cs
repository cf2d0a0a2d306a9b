using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Geometry;
using Gis.Importer.Loading;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Pinning;

/// <summary>A map without a place, as the database has it.</summary>
/// <param name="Layer">Its layer.</param>
/// <param name="Title">The layer's title.</param>
/// <param name="Map">Name of the map.</param>
internal sealed record UnplacedMap(LayerId Layer, string Title, string Map);

/// <summary>Pins a map or takes its pin away: one transaction, one revision of the layer, undone like an import.</summary>
internal sealed class PinRun(NpgsqlDataSource owner, string actor, Action<string> say)
{
    private const string FindSql = """
        SELECT DISTINCT l.id, l.title, u.map_name FROM gis.unplaced_geometry u JOIN gis.layer l ON l.id = u.layer_id
        WHERE ($1 IS NULL OR l.id = $1) AND ($2 IS NULL OR u.map_name = $2) ORDER BY l.id, u.map_name
        """;

    private const string RowsSql = "SELECT fid, ST_AsEWKB(geom) FROM gis.unplaced_geometry WHERE layer_id = $1 AND map_name = $2 ORDER BY fid";

    private const string RecordSql = """
        INSERT INTO gis.import (layer_id, source_name, source_sha256, options, started_at, actor, revision, report)
        VALUES ($1, $2, $3, '{}', now(), $4, $5, $6::jsonb) RETURNING id
        """;

    /// <summary>Finds the map that a name means.</summary>
    /// <exception cref="ImportException">There is none, or several layers have one of this name (exit status 2).</exception>
    public async Task<UnplacedMap> FindAsync(string map, LayerId? layer, CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        var found = await ListAsync(connection, map, layer, cancellation);
        if (found is [var one])
            return one;
        if (found.Count > 1)
            throw ImportException.Usage($"「{map}」という地図は{found.Count}つのレイヤにあります。--layer で選んでください：{string.Join('、', found.Select(f => f.Layer))}");
        var all = await ListAsync(connection, null, layer, cancellation);
        throw ImportException.Usage(all.Count == 0
            ? $"位置のない地図「{map}」はありません。任意座標系の地図XMLを取り込んでから実行してください。"
            : $"位置のない地図「{map}」はありません。あるのは次のとおりです：{string.Join('、', all.Take(20).Select(f => f.Map))}");
    }

    /// <summary>The town's zone, or null.</summary>
    public async Task<PlaneZone?> TownZoneAsync(CancellationToken cancellation)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        var zone = await Sql.ValueAsync<int?>(connection, "SELECT plane_zone FROM gis.town", cancellation);
        return zone is { } number ? new PlaneZone(number) : null;
    }

    /// <summary>Pins a map.</summary>
    public Task<PinReport> PinAsync(UnplacedMap map, MapPin pin, PinReport report, string source, byte[] digest, CancellationToken cancellation) =>
        RunAsync(
            map,
            source,
            digest,
            async connection =>
            {
                await PinStore.WriteAsync(connection, map.Layer, map.Map, pin, JsonSerializer.Serialize(report, CatalogueJson.Options), actor, cancellation);
                return report with { Parcels = await PlaceAsync(connection, map, pin, cancellation) };
            },
            cancellation);

    /// <summary>Takes the pin of a map away: its parcels are without a place again.</summary>
    /// <exception cref="ImportException">It is not pinned.</exception>
    public Task<PinReport> UnpinAsync(UnplacedMap map, CancellationToken cancellation) => RunAsync(
        map,
        $"位置合わせの取り消し {map.Map}",
        SHA256.HashData(Encoding.UTF8.GetBytes(map.Map)),
        async connection =>
        {
            if (!await PinStore.RemoveAsync(connection, map.Layer, map.Map, cancellation))
                throw new ImportException($"地図「{map.Map}」は位置合わせされていません。");
            return new PinReport { Action = "unpin", Layer = map.Layer.Value, Map = map.Map, Parcels = await PlaceAsync(connection, map, null, cancellation) };
        },
        cancellation);

    private async Task<PinReport> RunAsync(UnplacedMap map, string source, byte[] digest, Func<NpgsqlConnection, Task<PinReport>> work, CancellationToken cancellation)
    {
        var layer = map.Layer;
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ImportLock.TakeAsync(connection, layer, () => say($"レイヤ「{layer}」は別の取り込みの途中です。終わるのを待っています。"), cancellation);
        await Sql.RunAsync(connection, "SELECT set_config('gis.actor', $1, true), set_config('gis.note', $2, true), set_config('gis.indexes', 'self', true)", cancellation, actor, source);
        var catalogue = await CatalogueSnapshot.ReadAsync(connection, layer, cancellation);
        var pins = await PinStore.SnapshotAsync(connection, layer, cancellation);
        var report = await work(connection);

        var schema = (await ExistingLayer.ReadAsync(connection, layer, cancellation))!;
        await LayerRow.CountAsync(connection, layer, schema.Schema, cancellation);
        await PinStore.WriteLineageAsync(connection, layer, cancellation);
        var shape = await StoredShape.ReadAsync(connection, layer, cancellation);
        await new SearchIndexer(connection, layer, shape).WriteAsync(schema.Audience, false, cancellation);
        await Sql.RunAsync(connection, "SELECT gis.record_change($1, 'catalogue', 0, NULL)", cancellation, layer.Value);
        report = report with { Revision = await Sql.ValueAsync<long>(connection, "SELECT revision FROM gis.layer WHERE id = $1", cancellation, layer.Value) };
        await RecordAsync(connection, map, source, digest, report, catalogue, pins, cancellation);
        await transaction.CommitAsync(cancellation);
        return report;
    }

    // The parcels' own metres stay where they are, so that the map can be pinned better another day.
    private static async Task<long> PlaceAsync(NpgsqlConnection connection, UnplacedMap map, MapPin? pin, CancellationToken cancellation)
    {
        var rows = new List<(long Fid, byte[]? Shape, byte[]? Mercator)>();
        var type = (await ExistingLayer.ReadAsync(connection, map.Layer, cancellation))!.ShapeType!;
        var column = new ShapeColumn(type);
        await using (var command = Sql.Command(connection, RowsSql, map.Layer.Value, map.Map))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var fitted = pin is null ? null : column.Fit(pin.Apply(Ewkb.Read(reader.GetFieldValue<byte[]>(1))));
                rows.Add((reader.GetInt64(0), fitted is null ? null : ShapeColumn.Write(fitted), fitted is null ? null : ShapeColumn.WriteMercator(fitted)));
            }
        }

        await Sql.RunAsync(connection, "CREATE TEMP TABLE gis_pinned (fid bigint PRIMARY KEY, geom geometry, geom_3857 geometry) ON COMMIT DROP", cancellation);
        await using (var copy = await connection.BeginBinaryImportAsync("COPY gis_pinned (fid, geom, geom_3857) FROM STDIN (FORMAT BINARY)", cancellation))
        {
            foreach (var (fid, shape, mercator) in rows)
            {
                copy.StartRow();
                copy.Write(fid, NpgsqlDbType.Bigint);
                CopyValue.Bytes(copy, shape);
                CopyValue.Bytes(copy, mercator);
            }

            await copy.CompleteAsync(cancellation);
        }

        return await Sql.RunAsync(
            connection,
            $"""
            UPDATE {Sql.Table("layer", map.Layer)} t SET gis_since = now(), geom = p.geom, geom_3857 = p.geom_3857
            FROM gis_pinned p WHERE p.fid = t.fid AND t.geom IS DISTINCT FROM p.geom
            """,
            cancellation);
    }

    private async Task RecordAsync(
        NpgsqlConnection connection, UnplacedMap map, string source, byte[] digest, PinReport report, string? catalogue, string pins, CancellationToken cancellation)
    {
        var json = JsonSerializer.SerializeToNode(report, CatalogueJson.Options)!.AsObject();
        json["catalogueBefore"] = catalogue is null ? null : JsonNode.Parse(catalogue);
        json["pinsBefore"] = JsonNode.Parse(pins);
        var id = await Sql.ValueAsync<long>(
            connection, RecordSql, cancellation, map.Layer.Value, source, digest, actor, report.Revision, json.ToJsonString(CatalogueJson.Options));
        await Sql.RunAsync(
            connection, "UPDATE gis.revision SET import_id = $3 WHERE layer_id = $1 AND revision = $2", cancellation, map.Layer.Value, report.Revision, id);
    }

    private static async Task<List<UnplacedMap>> ListAsync(NpgsqlConnection connection, string? map, LayerId? layer, CancellationToken cancellation)
    {
        var found = new List<UnplacedMap>();
        await using var command = new NpgsqlCommand(FindSql, connection);
        command.Parameters.Add(new() { Value = layer is { } id ? id.Value : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = map is null ? DBNull.Value : map, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(new UnplacedMap(LayerId.Parse(reader.GetString(0)), reader.GetString(1), reader.GetString(2)));
        return found;
    }
}
