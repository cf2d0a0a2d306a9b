using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Engine.Styles.Legend;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Makes the legend from the classes that occur in the rows, and stores it in the layer's style.</summary>
internal static class LegendStep
{
    /// <summary>Writes the legend; other settings of the style stay.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, LayerId layer, LayerShape shape, bool? visible, CancellationToken cancellation)
    {
        var json = await Sql.ValueAsync<string>(connection, "SELECT style::text FROM gis.layer WHERE id = $1", cancellation, layer.Value) ?? "{}";
        var style = JsonSerializer.Deserialize<LayerStyle>(json, CatalogueJson.Options)!;
        style = style with { Classes = await ClassesAsync(connection, layer, shape, cancellation), Visible = visible ?? style.Visible };
        await Sql.RunAsync(
            connection, "UPDATE gis.layer SET style = $2::jsonb WHERE id = $1", cancellation, layer.Value, JsonSerializer.Serialize(style, CatalogueJson.Options));
    }

    private static async Task<IReadOnlyList<LegendClass>> ClassesAsync(
        NpgsqlConnection connection, LayerId layer, LayerShape shape, CancellationToken cancellation)
    {
        if (shape.IsRegister)
            return [];
        var table = Sql.Table(shape.Schema, layer);
        if (shape.Kind.Hazard is not null && shape.WithRole(FieldRole.HazardClass) is { } words)
            return LegendBuilder.Hazard(shape.Kind, words.Name, await HazardClassesAsync(connection, table, cancellation));
        if (shape.WithRole(FieldRole.Category) is not { RightsClass: "public" } category)
            return [];
        var numeric = category.Type is FieldType.Integer or FieldType.Number;
        return LegendBuilder.Categories(shape.Kind, category.Name, await CategoriesAsync(connection, table, category, cancellation), numeric);
    }

    private static async Task<List<FoundClass>> HazardClassesAsync(NpgsqlConnection connection, string table, CancellationToken cancellation)
    {
        var found = new List<FoundClass>();
        await using var command = Sql.Command(
            connection, $"SELECT hazard_class, hazard_min, hazard_max, hazard_rank::int, count(*) FROM {table} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT 1000");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new FoundClass(
                reader.IsDBNull(0) ? null : reader.GetString(0),
                reader.IsDBNull(1) ? null : reader.GetDouble(1),
                reader.IsDBNull(2) ? null : reader.GetDouble(2),
                reader.IsDBNull(3) ? null : reader.GetInt32(3),
                reader.GetInt64(4)));
        }

        return found;
    }

    private static async Task<List<FoundCategory>> CategoriesAsync(NpgsqlConnection connection, string table, LayerColumn category, CancellationToken cancellation)
    {
        var found = new List<FoundCategory>();
        await using var command = Sql.Command(
            connection, $"SELECT {Sql.Name(category.Name)}::text, count(*) FROM {table} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1000");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var value = reader.IsDBNull(0) ? null : reader.GetString(0);
            var words = value is null ? "不明" : category.Codes?.GetValueOrDefault(value) ?? value;
            found.Add(new FoundCategory(value, words, reader.GetInt64(1)));
        }

        return found;
    }
}
