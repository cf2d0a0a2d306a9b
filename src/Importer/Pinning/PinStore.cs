using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Npgsql;

namespace Gis.Importer.Pinning;

/// <summary>The pins of a layer in the database (<c>gis.map_pin</c>).</summary>
internal static class PinStore
{
    private const string SnapshotSql = """
        SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.map_name), '[]')::text FROM gis.map_pin p WHERE p.layer_id = $1
        """;

    private const string RestoreSql = """
        INSERT INTO gis.map_pin SELECT p.* FROM jsonb_populate_recordset(NULL::gis.map_pin, $2::jsonb) p WHERE p.layer_id = $1
        """;

    private const string WriteSql = """
        INSERT INTO gis.map_pin (layer_id, map_name, way, report, actor) VALUES ($1, $2, $3::jsonb, $4::jsonb, $5)
        ON CONFLICT (layer_id, map_name) DO UPDATE SET way = excluded.way, report = excluded.report, actor = excluded.actor, pinned_at = now()
        """;

    // The lineage says of every pinned map how it got its place and how well it fits.
    private const string LineageSql = """
        UPDATE gis.layer l SET lineage = (l.lineage - 'pins') || coalesce(
            (SELECT jsonb_build_object('pins', jsonb_object_agg(p.map_name, p.report)) FROM gis.map_pin p WHERE p.layer_id = l.id HAVING count(*) > 0), '{}')
        WHERE id = $1
        """;

    /// <summary>The pins of a layer by the map's name.</summary>
    public static async Task<IReadOnlyDictionary<string, MapPin>> ReadAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation)
    {
        var pins = new Dictionary<string, MapPin>(StringComparer.Ordinal);
        await using var command = Sql.Command(connection, "SELECT map_name, way::text FROM gis.map_pin WHERE layer_id = $1", layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            pins[reader.GetString(0)] = JsonSerializer.Deserialize<MapPin>(reader.GetString(1), CatalogueJson.Options)!;
        return pins;
    }

    /// <summary>Writes a pin.</summary>
    public static Task WriteAsync(NpgsqlConnection connection, LayerId layer, string map, MapPin pin, string report, string actor, CancellationToken cancellation) =>
        Sql.RunAsync(connection, WriteSql, cancellation, layer.Value, map, JsonSerializer.Serialize(pin, CatalogueJson.Options), report, actor);

    /// <summary>Takes a pin away.</summary>
    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveAsync(NpgsqlConnection connection, LayerId layer, string map, CancellationToken cancellation) =>
        await Sql.RunAsync(connection, "DELETE FROM gis.map_pin WHERE layer_id = $1 AND map_name = $2", cancellation, layer.Value, map) > 0;

    /// <summary>Writes into the layer's lineage which maps are pinned, and how.</summary>
    public static Task WriteLineageAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation) =>
        Sql.RunAsync(connection, LineageSql, cancellation, layer.Value);

    /// <summary>All pins of a layer as JSON, for undo.</summary>
    public static async Task<string> SnapshotAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation) =>
        await Sql.ValueAsync<string>(connection, SnapshotSql, cancellation, layer.Value) ?? "[]";

    /// <summary>Brings the pins of a layer back to a snapshot.</summary>
    public static async Task RestoreAsync(NpgsqlConnection connection, LayerId layer, string snapshot, CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, "DELETE FROM gis.map_pin WHERE layer_id = $1", cancellation, layer.Value);
        await Sql.RunAsync(connection, RestoreSql, cancellation, layer.Value, snapshot);
    }
}
