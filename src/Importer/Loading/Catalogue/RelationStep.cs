using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Joins parcels and registers: every layer that knows 地番 with every register that does, by their normalised keys.</summary>
internal static class RelationStep
{
    private const string WriteSql = """
        INSERT INTO gis.relation (id, layer_id, register_id, title, layer_key, register_key, rights_class)
        SELECT r.id, l.id, r.id, r.title, lf.name, rf.name, 'staff'
        FROM gis.layer l JOIN gis.field lf ON lf.layer_id = l.id AND lf.role = $2,
             gis.layer r JOIN gis.field rf ON rf.layer_id = r.id AND rf.role = $2
        WHERE l.table_schema = 'layer' AND r.table_schema = 'register' AND (l.id = $1 OR r.id = $1)
        ON CONFLICT (layer_id, id) DO UPDATE SET title = excluded.title, layer_key = excluded.layer_key, register_key = excluded.register_key
        """;

    /// <summary>Writes the relations of a layer that was loaded.</summary>
    public static Task WriteAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation) =>
        Sql.RunAsync(connection, WriteSql, cancellation, layer.Value, FieldRole.ParcelKey);
}
