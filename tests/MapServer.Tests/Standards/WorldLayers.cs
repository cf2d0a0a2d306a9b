using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;

namespace Gis.MapServer.Tests.Standards;

/// <summary>
/// Puts a GeoPackage of the whole world into a database as layers. GDAL reads it: the importer would set aside what lies outside Japan, rightly.
/// </summary>
internal static class WorldLayers
{
    /// <summary>Loads every table of a file.</summary>
    public static async Task LoadAsync(TestDatabase database, string file)
    {
        var to = new NpgsqlConnectionStringBuilder(database.SuperuserConnectionString);
        // The data set writes times without their Z; they are UTC.
        await OtherProgram.RunAsync(
            "env", "PGOPTIONS=-c timezone=UTC", $"PGPASSWORD={to.Password}", "ogr2ogr", "-f", "PostgreSQL",
            $"PG:host={to.Host} port={to.Port} user={to.Username} dbname={to.Database}", file,
            "-lco", "LAUNDER=NO", "-lco", "GEOMETRY_NAME=geom", "-lco", "FID=fid", "-lco", "PRECISION=NO", "-lco", "SCHEMA=public");
        await using var superuser = NpgsqlDataSource.Create(database.SuperuserConnectionString);
        var town = new MadeTown(database.Owner);
        await town.BeginAsync();
        foreach (var (table, fields) in await TablesAsync(superuser))
        {
            await town.AddAsync(new MadeLayer { Id = table, Geometry = "mixed", Fields = fields });
            var columns = string.Concat(fields.Select(f => $", \"{f.Name}\""));
            // Web Mercator ends before the poles.
            await using var copy = superuser.CreateCommand($"""
                INSERT INTO layer."{table}" (fid, geom, geom_3857{columns})
                SELECT fid, ST_SetSRID(geom, 6668), ST_Transform(ST_ClipByBox2D(geom, ST_MakeEnvelope(-180, -85, 180, 85, 4326)), 3857){columns} FROM public."{table}"
                """);
            await copy.ExecuteNonQueryAsync();
        }
    }

    private static async Task<Dictionary<string, List<MadeField>>> TablesAsync(NpgsqlDataSource superuser)
    {
        var tables = new Dictionary<string, List<MadeField>>();
        await using var command = superuser.CreateCommand("""
            SELECT table_name, column_name, udt_name FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name LIKE 'ne\_110m%' AND column_name NOT IN ('fid', 'geom') ORDER BY 1, ordinal_position
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var fields = tables.TryGetValue(reader.GetString(0), out var known) ? known : tables[reader.GetString(0)] = [];
            fields.Add(new MadeField(reader.GetString(1), reader.GetString(2) switch
            {
                "int2" or "int4" or "int8" => "integer",
                "numeric" or "float4" or "float8" => "number",
                "bool" => "boolean",
                "date" => "date",
                "timestamptz" => "datetime",
                _ => "text",
            }));
        }

        return tables;
    }
}
