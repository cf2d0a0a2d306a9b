using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Importer.Report;
using NetTopologySuite.Geometries;
using Npgsql;
using NpgsqlTypes;
using SourceGeometry = Gis.Importer.Formats.GeometryFamily;

namespace Gis.Importer.Loading;

/// <summary>Writes a layer's row and its fields into the catalogue.</summary>
internal static class LayerRow
{
    // What the person does not say stays as it was; what nobody ever said comes from the file or the kind.
    private const string UpsertSql = """
        INSERT INTO gis.layer (id, table_schema, title, description, kind, audience, department, geometry_type, attribution, data_date, next_review,
                               min_zoom, max_zoom, sort_order, panel_title, lineage)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::jsonb, $19::jsonb, '{}'), $10, $11, $12, $13, $14, $15, $16::jsonb)
        ON CONFLICT (id) DO UPDATE SET
            title = CASE WHEN $17 THEN excluded.title ELSE gis.layer.title END,
            description = coalesce($4, gis.layer.description),
            kind = excluded.kind,
            audience = CASE WHEN $18 THEN excluded.audience ELSE gis.layer.audience END,
            department = coalesce($7, gis.layer.department),
            attribution = coalesce($9::jsonb, nullif(gis.layer.attribution, '{}'), $19::jsonb, '{}'),
            data_date = coalesce($10, gis.layer.data_date),
            next_review = coalesce($11, gis.layer.next_review),
            min_zoom = excluded.min_zoom, sort_order = excluded.sort_order, panel_title = excluded.panel_title
        """;

    // Titles, rights and panel places that staff changed in the catalogue are theirs: a new edition of the file must not publish a column again.
    private const string FieldSql = """
        INSERT INTO gis.field (layer_id, name, title, type, ordinal, role, unit, codes, rights_class, in_panel, personal)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11)
        ON CONFLICT (layer_id, name) DO UPDATE SET
            type = excluded.type, ordinal = excluded.ordinal, role = excluded.role, unit = excluded.unit, codes = excluded.codes,
            personal = gis.field.personal OR excluded.personal
        """;

    /// <summary>Writes the layer's row. The counts follow when the rows are there.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, ImportRequest request, LayerShape shape, string title, string audience, CancellationToken cancellation)
    {
        var kind = request.Kind.Kind;
        var wishes = request.Wishes;
        var credit = request.Datasets.Select(d => d.Credit).FirstOrDefault(c => c is not null);
        var department = await DepartmentRow.EnsureAsync(connection, wishes.Department, cancellation);
        await using var command = new NpgsqlCommand(UpsertSql, connection);
        var p = command.Parameters;
        p.Add(new() { Value = request.Layer.Value });
        p.Add(new() { Value = shape.Schema });
        p.Add(new() { Value = title });
        p.Add(Text(wishes.Description));
        p.Add(new() { Value = kind.Id });
        p.Add(new() { Value = audience });
        p.Add(Text(department));
        p.Add(new() { Value = Family(shape.Geometry) });
        p.Add(Text(wishes.Attribution is { } a ? JsonSerializer.Serialize(a, CatalogueJson.Options) : null));
        p.Add(Date(wishes.Date ?? credit?.Date));
        p.Add(Date(wishes.NextReview));
        p.Add(new() { Value = kind.MinZoom });
        p.Add(new() { Value = Layer.TileMaxZoom });
        p.Add(new() { Value = kind.Order });
        p.Add(Text(PanelTitle(kind, shape)));
        p.Add(new() { Value = "{}" });
        p.Add(new() { Value = wishes.Title is not null });
        p.Add(new() { Value = wishes.Audience is not null });
        p.Add(Text(credit is null ? null : JsonSerializer.Serialize(Attribution(credit), CatalogueJson.Options)));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static Attribution Attribution(Formats.SourceCredit credit) =>
        new() { Publisher = credit.Publisher, Licence = credit.Licence, Url = credit.Url, Processing = credit.Processing };

    /// <summary>Writes the fields; those that the table's new edition no longer has are taken out.</summary>
    public static async Task WriteFieldsAsync(NpgsqlConnection connection, LayerId layer, LayerShape shape, CancellationToken cancellation)
    {
        await Sql.RunAsync(
            connection, "DELETE FROM gis.field WHERE layer_id = $1 AND name <> ALL ($2)", cancellation, layer.Value, shape.Columns.Select(c => c.Name).ToArray());
        await using var batch = new NpgsqlBatch(connection);
        for (var i = 0; i < shape.Columns.Count; i++)
        {
            var column = shape.Columns[i];
            batch.BatchCommands.Add(new NpgsqlBatchCommand(FieldSql)
            {
                Parameters =
                {
                    new() { Value = layer.Value }, new() { Value = column.Name }, new() { Value = column.Title },
                    new() { Value = column.Type.ToString().ToLowerInvariant() }, new() { Value = Ordinal(shape, i) }, Text(column.Role), Text(column.Unit),
                    Text(column.Codes is { } codes ? JsonSerializer.Serialize(codes, CatalogueJson.Options) : null),
                    new() { Value = column.RightsClass }, new() { Value = column.InPanel }, new() { Value = column.Personal },
                },
            });
        }

        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Counts, extent and the family of shapes, where they are known.</summary>
    public static Task CountAsync(NpgsqlConnection connection, LayerId layer, long rows, ShapeTotals totals, CancellationToken cancellation)
    {
        var box = totals.Extent;
        return Sql.RunAsync(
            connection,
            "UPDATE gis.layer SET feature_count = $2, unplaced_count = $3, bbox = $4, geometry_type = coalesce($5, geometry_type) WHERE id = $1",
            cancellation,
            layer.Value,
            rows,
            rows - totals.Placed,
            new NpgsqlParameter { Value = box.IsNull ? DBNull.Value : new[] { box.MinX, box.MinY, box.MaxX, box.MaxY }, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Double },
            Text(totals.Family));
    }

    /// <summary>Counts, extent and the family of shapes that is really there.</summary>
    public static async Task CountAsync(NpgsqlConnection connection, LayerId layer, string schema, CancellationToken cancellation)
    {
        var table = Sql.Table(schema, layer);
        if (schema == "register")
        {
            await Sql.RunAsync(connection, $"UPDATE gis.layer SET feature_count = (SELECT count(*) FROM {table}), unplaced_count = 0 WHERE id = $1", cancellation, layer.Value);
            return;
        }

        var totals = new ShapeTotals();
        long rows;
        // Apart from the UPDATE: a statement that writes is not spread over processors.
        await using (var command = Sql.Command(
            connection,
            $"""
            SELECT count(*), count(geom), ST_XMin(ST_Extent(geom)), ST_YMin(ST_Extent(geom)), ST_XMax(ST_Extent(geom)), ST_YMax(ST_Extent(geom)),
                min(ST_Dimension(geom)), max(ST_Dimension(geom)) FROM {table}
            """))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            await reader.ReadAsync(cancellation);
            if (reader.GetInt64(1) > 0)
            {
                var box = new Envelope(reader.GetDouble(2), reader.GetDouble(4), reader.GetDouble(3), reader.GetDouble(5));
                totals.Add(reader.GetInt64(1), box, reader.GetInt32(6), reader.GetInt32(7));
            }

            rows = reader.GetInt64(0);
        }

        await CountAsync(connection, layer, rows, totals, cancellation);
    }

    /// <summary>Writes how the layer came to be.</summary>
    public static Task LineageAsync(NpgsqlConnection connection, LayerId layer, ImportReport report, CancellationToken cancellation)
    {
        var lineage = JsonSerializer.Serialize(
            new
            {
                files = report.Sources,
                datasets = report.Datasets.Select(d => new { d.Name, d.File, d.Format, d.Encoding, d.Crs, d.CrsEvidence, d.Method, d.ErrorMetres, d.Facts }),
                report.Coverage,
                importedAt = report.StartedAt,
            },
            CatalogueJson.Options);
        return Sql.RunAsync(connection, "UPDATE gis.layer SET lineage = $2::jsonb WHERE id = $1", cancellation, layer.Value, JsonText.WithoutNul(lineage));
    }

    /// <summary>The panel's title over field names, from the kind's template over roles; roles that no column has fall out.</summary>
    public static string? PanelTitle(Kind kind, LayerShape shape)
    {
        if (kind.PanelTitle is null)
            return null;
        var any = false;
        var title = RoleTemplate.Replace(kind.PanelTitle, role =>
        {
            var column = shape.WithRole(role);
            any |= column is not null;
            return column is null ? "" : "{" + column.Name + "}";
        });
        return any ? title : null;
    }

    // The panel shows what the derived columns say (a class, what a site is for) before the source's own columns.
    private static int Ordinal(LayerShape shape, int index) => shape.Columns[index].Role == FieldRole.Name ? 0 : index + 1;

    private static string Family(SourceGeometry family) => family.ToString().ToLowerInvariant();

    private static NpgsqlParameter Text(string? value) => new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Date(DateOnly? value) => new() { Value = value is { } date ? date : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date };
}
