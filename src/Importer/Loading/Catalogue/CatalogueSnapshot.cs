using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>What the catalogue says of a layer at one moment, as JSON: kept with an import so that undoing it brings this back too.</summary>
internal static class CatalogueSnapshot
{
    private const string ReadSql = """
        SELECT jsonb_build_object(
            'layer', to_jsonb(l) - '{coverage,revision,revision_xid,created_at,updated_at,feature_count,unplaced_count,bbox}'::text[],
            'coverage', encode(ST_AsEWKB(l.coverage), 'hex'),
            'fields', coalesce((SELECT jsonb_agg(to_jsonb(f) ORDER BY f.name) FROM gis.field f WHERE f.layer_id = l.id), '[]'))::text
        FROM gis.layer l WHERE l.id = $1
        """;

    private const string RestoreLayerSql = """
        UPDATE gis.layer l SET (title, description, kind, audience, department, attribution, data_date, next_review, style, min_zoom, sort_order, panel_title, lineage)
            = (s.title, s.description, s.kind, s.audience, s.department, s.attribution, s.data_date, s.next_review, s.style, s.min_zoom, s.sort_order, s.panel_title, s.lineage),
            coverage = CASE WHEN $2::jsonb ->> 'coverage' IS NULL THEN NULL ELSE decode($2::jsonb ->> 'coverage', 'hex')::geometry END
        FROM jsonb_populate_record(NULL::gis.layer, $2::jsonb -> 'layer') s
        WHERE l.id = $1
        """;

    private const string RestoreFieldsSql = """
        INSERT INTO gis.field SELECT f.* FROM jsonb_populate_recordset(NULL::gis.field, $2::jsonb -> 'fields') f WHERE f.layer_id = $1
        """;

    /// <summary>The snapshot, or null when there is no such layer.</summary>
    public static Task<string?> ReadAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation) =>
        Sql.ValueAsync<string>(connection, ReadSql, cancellation, layer.Value);

    /// <summary>Whether two snapshots say the same; how the layer came to be (lineage) is left out.</summary>
    public static bool Same(string one, string other) => JsonNode.DeepEquals(WithoutLineage(one), WithoutLineage(other));

    private static JsonNode WithoutLineage(string snapshot)
    {
        var node = JsonNode.Parse(snapshot)!;
        node["layer"]!.AsObject().Remove("lineage");
        return node;
    }

    /// <summary>Brings the catalogue rows of a layer back to a snapshot.</summary>
    public static async Task RestoreAsync(NpgsqlConnection connection, LayerId layer, string snapshot, CancellationToken cancellation)
    {
        await Sql.RunAsync(connection, RestoreLayerSql, cancellation, layer.Value, snapshot);
        await Sql.RunAsync(connection, "DELETE FROM gis.field WHERE layer_id = $1", cancellation, layer.Value);
        await Sql.RunAsync(connection, RestoreFieldsSql, cancellation, layer.Value, snapshot);
    }
}
