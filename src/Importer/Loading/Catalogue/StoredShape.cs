using System.Text.Json;
using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>The shape of a layer that is there, read from the catalogue.</summary>
internal static class StoredShape
{
    private const string FieldSql = "SELECT name, title, type, role, rights_class FROM gis.field WHERE layer_id = $1 ORDER BY ordinal, name";

    private const string KindSql = "SELECT k.preset::text FROM gis.kind k JOIN gis.layer l ON l.kind = k.id WHERE l.id = $1";

    /// <summary>Reads it.</summary>
    public static async Task<LayerShape> ReadAsync(NpgsqlConnection connection, LayerId layer, CancellationToken cancellation)
    {
        var preset = await Sql.ValueAsync<string>(connection, KindSql, cancellation, layer.Value);
        var kind = JsonSerializer.Deserialize<Kind>(preset!, CatalogueJson.Options)!;
        var columns = new List<LayerColumn>();
        await using var command = Sql.Command(connection, FieldSql, layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            columns.Add(new LayerColumn
            {
                Name = reader.GetString(0),
                Title = reader.GetString(1),
                Type = Enum.Parse<FieldType>(reader.GetString(2), ignoreCase: true),
                Role = reader.IsDBNull(3) ? null : reader.GetString(3),
                RightsClass = reader.GetString(4),
            });
        }

        return LayerShape.Stored(kind, columns);
    }
}
