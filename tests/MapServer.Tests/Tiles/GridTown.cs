using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tiles.Content;
using Gis.Testing;
using Gis.Testing.Towns;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Tiles;

/// <summary>A town of a chequered layer of zones, one of dots and one of which the public sees a part, behind a public server that holds them in memory.</summary>
public sealed class GridTown : IAsyncLifetime
{
    /// <summary>Rows and columns of the zones.</summary>
    public const int Side = 24;

    /// <summary>Side of a zone in degrees.</summary>
    public const double Step = 0.001;

    /// <summary>The south-western corner.</summary>
    public static LonLat Corner { get; } = new(139.3, 35.1);

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>Its public server.</summary>
    public RunningServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await FillAsync(new MadeTown(Database.Owner));
        Server = await StartAsync();
    }

    /// <summary>Fills a database with the town.</summary>
    public static async Task FillAsync(MadeTown town)
    {
        ArgumentNullException.ThrowIfNull(town);
        await town.BeginAsync();
        await AddAsync(town, "zones", "flood-depth", "polygon", "ST_MakeEnvelope(x, y, x + s, y + s, 6668)");
        await AddAsync(town, "dots", "other", "point", "ST_SetSRID(ST_MakePoint(x + s / 2, y + s / 2), 6668)");
        await town.RunAsync("UPDATE layer.dots SET gis_published = false WHERE fid % 2 = 0; UPDATE gis.layer SET row_filtered = true WHERE id = 'dots'; SELECT gis.expose('dots')");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Starts another server of the town and waits until its layers are in memory.</summary>
    public async Task<RunningServer> StartAsync(Audience audience = Audience.Public, Func<Hosting.ServerOptions, Hosting.ServerOptions>? change = null)
    {
        var server = await RunningServer.StartAsync(Database, audience, change);
        await server.ReadyAsync();
        return server;
    }

    /// <summary>Runs a statement as somebody with a database program would.</summary>
    public async Task RunAsync(string sql)
    {
        await using var command = Database.Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Tiles in which a shape (SQL, EPSG:3857) is, buffer included, as PostGIS says: of all tiles of these zooms around the town.</summary>
    public async Task<HashSet<string>> TouchedAsync(string shape, int firstZoom = 0, int lastZoom = 18)
    {
        var touched = new HashSet<string>();
        await using var command = Database.Owner.CreateCommand($"""
            WITH shape AS (SELECT {shape} AS g),
                 grid AS (SELECT z, 2 * 20037508.342789244 / 2 ^ z AS size FROM generate_series($1::int, $2::int) z),
                 near AS (SELECT z, size,
                    floor((ST_XMin(g) + 20037508.342789244) / size)::int - 1 AS x0, floor((ST_XMax(g) + 20037508.342789244) / size)::int + 1 AS x1,
                    floor((20037508.342789244 - ST_YMax(g)) / size)::int - 1 AS y0, floor((20037508.342789244 - ST_YMin(g)) / size)::int + 1 AS y1
                    FROM grid, shape)
            SELECT format('%s/%s/%s', z, x, y) FROM near, generate_series(greatest(x0, 0), least(x1, 2 ^ z - 1)::int) x, generate_series(greatest(y0, 0), least(y1, 2 ^ z - 1)::int) y, shape
            WHERE ST_Intersects(g, ST_Expand(ST_MakeEnvelope(-20037508.342789244 + x * size, 20037508.342789244 - (y + 1) * size,
                -20037508.342789244 + (x + 1) * size, 20037508.342789244 - y * size, 3857), size / 64))
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = firstZoom });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = lastZoom });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            touched.Add(reader.GetString(0));
        return touched;
    }

    private static async Task AddAsync(MadeTown town, string id, string kind, string geometry, string shape)
    {
        await town.AddAsync(new MadeLayer
        {
            Id = id,
            Kind = kind,
            Geometry = geometry,
            Fields = [new("名称"), new("hazard_rank", "integer", "hazard-rank"), new("備考", "text", null, "staff")],
        });
        await town.RunAsync(string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO layer.{id} (fid, geom, "名称", hazard_rank, "備考")
            SELECT i * {Side} + j + 1, {shape}, i || '-' || j, (i + j) % 5 + 1, '秘' || i
            FROM generate_series(0, {Side - 1}) i, generate_series(0, {Side - 1}) j,
                LATERAL (SELECT {Corner.Lon} + i * {Step} AS x, {Corner.Lat} + j * {Step} AS y, {Step} AS s) p
            """));
    }
}

/// <summary>Waiting for a server's memory.</summary>
internal static class MemoryWaiting
{
    /// <summary>Waits until all layers are in memory.</summary>
    public static async Task ReadyAsync(this RunningServer server)
    {
        var holder = server.Services.GetRequiredService<LayerHolder>();
        for (var i = 0; i < 500 && !holder.IsReady; i++)
            await Task.Delay(20);
        Assert.True(holder.IsReady);
    }
}
