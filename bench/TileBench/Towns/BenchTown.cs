using System.Reflection;
using Gis.Core.Geodesy;
using Gis.Testing;
using Gis.Testing.Towns;
using Npgsql;

namespace Gis.TileBench.Towns;

/// <summary>Makes the town in a database of its own.</summary>
internal static class BenchTown
{
    /// <summary>Makes it: the tables of the plain tile servers, and the product's layers with their views.</summary>
    public static async Task MakeAsync(TestDatabase database)
    {
        var town = new MadeTown(database.Owner);
        await town.BeginAsync();

        // Every layer at every zoom, as the others have them.
        await town.RunAsync("""UPDATE gis.kind SET preset = preset || '{"minZoom":0}'""");
        foreach (var layer in BenchLayers.All)
            await town.AddAsync(layer);

        // As the superuser, like any database that somebody has set up for a tile server; the owner then copies from it.
        await using var connection = new NpgsqlConnection(database.SuperuserConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, ReadSql());
        foreach (var layer in BenchLayers.All)
        {
            var fields = string.Concat(layer.Fields.Select(f => $", \"{f.Name}\""));
            await RunAsync(connection, $"""
                INSERT INTO layer.{layer.Id} (fid, geom, geom_3857{fields})
                SELECT id, ST_Transform(geom, 6668), geom{fields} FROM t3857.{layer.Id} ORDER BY id
                """);
        }

        await RunAsync(connection, "VACUUM ANALYZE");
    }

    /// <summary>Lets parcels be found by their number, the first fifty thousand.</summary>
    public static async Task AddSearchAsync(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, """
            INSERT INTO search.public_entry (layer_id, fid, label, norm, weight, point)
            SELECT 'parcel', fid, oaza || chiban, oaza || chiban, 1, ST_PointOnSurface(geom) FROM layer.parcel ORDER BY fid LIMIT 50000
            """);
        await RunAsync(connection, "ANALYZE search.public_entry");
    }

    /// <summary>Some tiles of a zoom, spread over the town, the same in every run.</summary>
    public static List<TileCoord> Tiles(int zoom, int count)
    {
        var all = new List<TileCoord>();
        var (first, last) = (TileCoord.At(new LonLat(139.176, 35.3647), zoom), TileCoord.At(new LonLat(139.2637, 35.2927), zoom));
        for (var x = first.X; x <= last.X; x++)
        {
            for (var y = first.Y; y <= last.Y; y++)
                all.Add(TileCoord.TryCreate(zoom, x, y, out var tile) ? tile : default);
        }

        var random = new Random(7);
        return [.. all.OrderBy(_ => random.Next()).Take(count)];
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 900 };
        await command.ExecuteNonQueryAsync();
    }

    private static string ReadSql()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("Town.sql")!);
        return reader.ReadToEnd();
    }
}
