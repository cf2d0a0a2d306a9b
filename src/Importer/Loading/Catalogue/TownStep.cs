using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>A layer of kind boundary gives the town its area, and hazards that cover "the town" theirs.</summary>
internal static class TownStep
{
    private const string CoverageSql = """
        WITH moved AS (
            UPDATE gis.layer l SET coverage = t.boundary FROM gis.town t
            WHERE l.lineage ->> 'coverage' = 'town' AND (l.coverage IS NULL OR NOT l.coverage ~= t.boundary)
            RETURNING l.id
        )
        SELECT count(*) FROM (SELECT gis.record_change(id, 'catalogue', 0, NULL) FROM moved) changed
        """;

    /// <summary>Sets the town's boundary from the layer's rows.</summary>
    /// <returns>A sentence for the report, or null.</returns>
    public static async Task<string?> WriteAsync(NpgsqlConnection connection, LayerId layer, LayerShape shape, CancellationToken cancellation)
    {
        if (shape.Kind.Id != "boundary")
            return null;
        var table = Sql.Table(shape.Schema, layer);
        var code = shape.Columns.FirstOrDefault(c => string.Equals(c.Name, "N03_007", StringComparison.OrdinalIgnoreCase) || c.Name == "admCode");
        var name = shape.WithRole(FieldRole.Name);
        if (code is not null && name is not null)
            await InventTownAsync(connection, table, code, name, cancellation);

        // A prefecture's file holds many towns: only the rows with the town's own code (the sixth digit is a check digit).
        var where = code is null ? "" : $" WHERE left({Sql.Name(code.Name)}::text, 5) = (SELECT left(code, 5) FROM gis.town)";
        var set = await Sql.RunAsync(
            connection,
            $"""
            UPDATE gis.town SET boundary = b.area
            FROM (SELECT ST_Multi(ST_CollectionExtract(ST_UnaryUnion(ST_Collect(geom)), 3)) AS area FROM {table}{where}) b
            WHERE b.area IS NOT NULL AND NOT ST_IsEmpty(b.area)
            """,
            cancellation);
        if (set == 0)
            return "町が設定されていないか、町のコードの行がないため、町の境界としては使っていません";
        await Sql.RunAsync(connection, CoverageSql, cancellation);
        return "この境界を町の範囲として使います";
    }

    private static Task<long> InventTownAsync(NpgsqlConnection connection, string table, LayerColumn code, LayerColumn name, CancellationToken cancellation) =>
        Sql.RunAsync(
            connection,
            $"""
            INSERT INTO gis.town (code, name)
            SELECT min({Sql.Name(code.Name)}::text), min({Sql.Name(name.Name)}::text) FROM {table}
            WHERE NOT EXISTS (SELECT FROM gis.town)
            HAVING count(DISTINCT {Sql.Name(code.Name)}) = 1 AND min({Sql.Name(name.Name)}) IS NOT NULL
            """,
            cancellation);
}
