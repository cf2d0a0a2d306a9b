using System.Globalization;
using System.Text.Json;
using Gis.Core.Catalogue;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Testing.Towns;

/// <summary>Fills a database with small layers by plain SQL, as the importer would leave them behind.</summary>
/// <param name="owner">Pool of the owner.</param>
public sealed class MadeTown(NpgsqlDataSource owner)
{
    /// <summary>Writes the town's row and the product's kinds.</summary>
    public async Task BeginAsync(string? boundaryWkt = null)
    {
        foreach (var kind in KindPresets.Builtin)
            await AddKindAsync(kind);
        await RunAsync(
            """
            INSERT INTO gis.town (code, name, notice, plane_zone, boundary)
            VALUES ('99999', '潮見町', '架空の町です', 9, ST_Multi(ST_GeomFromText($1, 6668)))
            """,
            Text(boundaryWkt));
    }

    /// <summary>Adds a kind.</summary>
    public Task AddKindAsync(Kind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return RunAsync(
            "INSERT INTO gis.kind VALUES ($1, $2, $3::jsonb) ON CONFLICT (id) DO UPDATE SET preset = excluded.preset",
            Text(kind.Id), Text(kind.Title), Text(JsonSerializer.Serialize(kind, CatalogueJson.Options)));
    }

    /// <summary>Makes a layer with its rows.</summary>
    public async Task AddAsync(MadeLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        await RunAsync(
            """
            INSERT INTO gis.layer (id, table_schema, title, kind, audience, geometry_type, attribution, data_date, coverage, style, row_filtered)
            VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, ST_Multi(ST_GeomFromText($9, 6668)), $10::jsonb, $11)
            """,
            Text(layer.Id), Text(layer.Schema), Text(layer.Title ?? layer.Id), Text(layer.Kind), Text(layer.Audience), Text(layer.Geometry),
            Text(layer.Attribution), new NpgsqlParameter { Value = (object?)layer.Date ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Date },
            Text(layer.Coverage), Text(layer.Style), new NpgsqlParameter<bool> { TypedValue = layer.Unpublished.Count > 0 });
        for (var i = 0; i < layer.Fields.Count; i++)
            await AddFieldAsync(layer.Id, layer.Fields[i], i);
        await RunAsync(TableSql(layer));
        await RunAsync("SELECT gis.expose($1)", Text(layer.Id));
        for (var i = 0; i < layer.Rows.Count; i++)
            await AddRowAsync(layer, i);
        await RunAsync(FinishSql(layer), Text(layer.Id));
    }

    /// <summary>Joins a register to a layer.</summary>
    public Task RelateAsync(string id, string layer, string register, string title, string key) => RunAsync(
        "INSERT INTO gis.relation (id, layer_id, register_id, title, layer_key, register_key, rights_class) VALUES ($1, $2, $3, $4, $5, $5, 'staff')",
        Text(id), Text(layer), Text(register), Text(title), Text(key));

    /// <summary>Adds an entry to a search index.</summary>
    public Task AddSearchEntryAsync(
        string table, string layer, long fid, string label, string? detail, string norm, double weight, (double Lon, double Lat)? point) => RunAsync(
        $"""
        INSERT INTO search.{table} (layer_id, fid, label, detail, norm, weight, point)
        VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7::float8 IS NULL THEN NULL ELSE ST_SetSRID(ST_MakePoint($7, $8), 6668) END)
        """,
        Text(layer), new NpgsqlParameter<long> { TypedValue = fid }, Text(label), Text(detail), Text(norm),
        new NpgsqlParameter<float> { TypedValue = (float)weight }, Number(point?.Lon), Number(point?.Lat));

    /// <summary>Runs a statement as the owner.</summary>
    public async Task RunAsync(string sql, params NpgsqlParameter[] parameters)
    {
        await using var command = owner.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync();
    }

    private Task AddFieldAsync(string layer, MadeField field, int ordinal) => RunAsync(
        "INSERT INTO gis.field (layer_id, name, title, type, ordinal, role, rights_class) VALUES ($1, $2, $2, $3, $4, $5, $6)",
        Text(layer), Text(field.Name), Text(field.Type), new NpgsqlParameter<int> { TypedValue = ordinal }, Text(field.Role), Text(field.RightsClass));

    private static string TableSql(MadeLayer layer)
    {
        var shape = layer.Geometry == "none" ? "" : ", geom geometry(Geometry, 6668), geom_3857 geometry(Geometry, 3857)";
        var columns = string.Concat(layer.Fields.Select(f => $", {Quote(f.Name)} {SqlType(f.Type)}"));
        var indexes = layer.Geometry == "none" ? "" :
            $"CREATE INDEX ON {layer.Schema}.{Quote(layer.Id)} USING gist (geom); CREATE INDEX ON {layer.Schema}.{Quote(layer.Id)} USING gist (geom_3857);";
        return $"""
            CREATE TABLE {layer.Schema}.{Quote(layer.Id)} (fid bigint PRIMARY KEY{shape}, gis_since timestamptz NOT NULL DEFAULT now(),
                gis_published boolean NOT NULL DEFAULT true{columns});
            {indexes}
            """;
    }

    private async Task AddRowAsync(MadeLayer layer, int index)
    {
        var (wkt, values) = layer.Rows[index];
        var fid = index + 1L;
        var spatial = layer.Geometry != "none";
        var names = string.Concat(layer.Fields.Take(values.Length).Select(f => ", " + Quote(f.Name)));
        var marks = string.Concat(Enumerable.Range(0, values.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $", ${i + 4}")));
        var parameters = new List<NpgsqlParameter>
        {
            new NpgsqlParameter<long> { TypedValue = fid },
            new NpgsqlParameter<bool> { TypedValue = !layer.Unpublished.Contains(fid) },
            Text(wkt),
        };
        parameters.AddRange(values.Select(v => new NpgsqlParameter { Value = v ?? DBNull.Value }));
        await RunAsync(
            $"INSERT INTO {layer.Schema}.{Quote(layer.Id)} (fid, gis_published{(spatial ? ", geom" : "")}{names}) "
            + $"SELECT $1, $2{(spatial ? ", ST_GeomFromText($3, 6668)" : "")}{marks} WHERE $3::text IS NULL OR true",
            [.. parameters]);
    }

    private static string FinishSql(MadeLayer layer) => layer.Geometry == "none"
        ? $"UPDATE gis.layer SET feature_count = (SELECT count(*) FROM {layer.Schema}.{Quote(layer.Id)}) WHERE id = $1"
        : $"""
        UPDATE gis.layer SET (feature_count, unplaced_count, bbox) = (
            SELECT count(*), count(*) - count(geom), CASE WHEN count(geom) > 0 THEN
                ARRAY[ST_XMin(ST_Extent(geom)), ST_YMin(ST_Extent(geom)), ST_XMax(ST_Extent(geom)), ST_YMax(ST_Extent(geom))] END
            FROM {layer.Schema}.{Quote(layer.Id)}) WHERE id = $1
        """;

    private static string SqlType(string type) => type switch
    {
        "integer" => "bigint",
        "number" => "double precision",
        "boolean" => "boolean",
        "date" => "date",
        "datetime" => "timestamptz",
        _ => "text",
    };

    private static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Number(double? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double };
}
