using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>A layer that is there already: its table as it is.</summary>
/// <param name="Kind">Kind id.</param>
/// <param name="Schema">layer or register.</param>
/// <param name="Title">Title.</param>
/// <param name="Audience">public or staff.</param>
/// <param name="Count">Its rows by the catalogue.</param>
/// <param name="ShapeType">PostGIS type of the geometry column; null for a register.</param>
/// <param name="Columns">The table's own columns and their types, system columns left out.</param>
/// <param name="Fields">Names of the columns that the catalogue has as fields.</param>
internal sealed record ExistingLayer(
    string Kind, string Schema, string Title, string Audience, long Count, string? ShapeType, IReadOnlyDictionary<string, FieldType> Columns, IReadOnlySet<string> Fields)
{
    private static readonly string[] SystemColumns = ["fid", "geom", "geom_3857", "gis_since", "gis_published", "gis_key", "gis_hash", "gis_edited"];

    private const string LayerSql = "SELECT kind, table_schema, title, audience, feature_count FROM gis.layer WHERE id = $1";

    private const string ColumnSql = """
        SELECT attname, format_type(atttypid, NULL), postgis_typmod_type(atttypmod)
        FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
        """;

    private const string FieldSql = "SELECT name FROM gis.field WHERE layer_id = $1";

    /// <summary>Reads it; null when the layer does not exist.</summary>
    public static async Task<ExistingLayer?> ReadAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation)
    {
        string kind, schema, title, audience;
        long count;
        await using (var command = Sql.Command(connection, LayerSql, layer.Value))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            (kind, schema, title, audience, count) = (reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4));
        }

        string? shape = null;
        var columns = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        await using (var command = Sql.Command(connection, ColumnSql, Sql.Table(schema, layer)))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                var name = reader.GetString(0);
                if (name == "geom")
                    shape = reader.GetString(2);
                if (!SystemColumns.Contains(name))
                    columns[name] = ColumnType.FromSql(reader.GetString(1));
            }
        }

        var fields = new HashSet<string>(StringComparer.Ordinal);
        await using (var command = Sql.Command(connection, FieldSql, layer.Value))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                fields.Add(reader.GetString(0));
        }

        return new ExistingLayer(kind, schema, title, audience, count, shape, columns, fields);
    }
}
