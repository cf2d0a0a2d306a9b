using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Secrets;
using Gis.MapServer.Tests.Tiles;
using Gis.Testing;
using Gis.Testing.Tiles;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding;

/// <summary>Server and database taken away again and again while 64 maps are open: nobody ever gets a wrong tile.</summary>
public sealed class KillTests(GridTown town) : IClassFixture<GridTown>
{
    private const int Connections = 64;

    [Fact]
    public async Task Whatever_is_killed_no_wrong_tile_comes_and_no_hand_is_needed()
    {
        var oracle = await OracleAsync(town.Server.Client);
        var (right, rounds) = (0, TestScale.Cases(2, 50));
        var wrong = new ConcurrentBag<string>();
        for (var round = 0; round < rounds; round++)
        {
            await using var server = await ServerProcess.StartPublicAsync(town.Database);
            await UntilAsync(server, s => s.GetProperty("memory").GetString() == "ready");
            using var end = new CancellationTokenSource();
            var readers = Enumerable.Range(0, Connections).Select(i => ReadAsync(server.Client, oracle, TestScale.Random(round * Connections + i), wrong, () => Interlocked.Increment(ref right), end.Token)).ToList();
            await Task.Delay(200);
            await CutAsync(async () =>
            {
                await UntilAsync(server, s => s.GetProperty("status").GetString() == "degraded");

                // What is in memory is served, tiles nobody has asked for yet too.
                var tile = oracle.Keys.ElementAt(round % oracle.Count);
                Assert.Equal(oracle[tile], await FeaturesAsync(server.Client, $"dots,zones/{tile}", swapped: true));
            });
            await UntilAsync(server, s => s.GetProperty("status").GetString() == "ok");
            await server.Client.GetStringAsync("/ogc/collections/zones/items?limit=1");

            // Under the readers' hands.
            server.Kill();
            await end.CancelAsync();
            await Task.WhenAll(readers);
        }

        Assert.Empty(wrong);
        Assert.True(right > rounds * Connections, $"{right}");
    }

    internal static async Task ReadAsync(
        HttpClient client, Dictionary<TileCoord, string> oracle, Random random, ConcurrentBag<string> wrong, Action right, CancellationToken end)
    {
        var tiles = oracle.Keys.ToList();
        while (!end.IsCancellationRequested)
        {
            var tile = tiles[random.Next(tiles.Count)];
            try
            {
                var found = await FeaturesAsync(client, $"zones,dots/{tile}");
                if (found == oracle[tile])
                    right();
                else
                    wrong.Add($"{tile}: {found}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException or System.Net.Sockets.SocketException)
            {
                // Killed meanwhile: an error, but no wrong tile. The client lets an error of the socket through bare when it arrives right after connecting.
                await Task.Delay(10, CancellationToken.None);
            }
        }
    }

    internal static async Task<string> FeaturesAsync(HttpClient client, string path, bool swapped = false)
    {
        using var response = await client.GetAsync($"/tiles/{path}.mvt");
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent))
            throw new HttpRequestException($"{(int)response.StatusCode}");
        var layers = DecodedTile.Read(await response.Content.ReadAsByteArrayAsync());
        return string.Join(';', (swapped ? layers.Reverse() : layers).SelectMany(l => l.Features.Select(f => $"{l.Name}{f.Id}{string.Join(',', f.Geometry)}{string.Join(',', f.Properties.Values)}")));
    }

    internal static async Task<Dictionary<TileCoord, string>> OracleAsync(HttpClient client)
    {
        var oracle = new Dictionary<TileCoord, string>();
        foreach (var zoom in (int[])[12, 14, 15, 16])
        {
            var (first, last) = (TileCoord.At(new LonLat(139.3, 35.124), zoom), TileCoord.At(new LonLat(139.324, 35.1), zoom));
            for (var x = first.X; x <= last.X; x++)
            {
                for (var y = first.Y; y <= last.Y; y++)
                {
                    Assert.True(TileCoord.TryCreate(zoom, x, y, out var tile));
                    oracle[tile] = await FeaturesAsync(client, $"zones,dots/{tile}");
                }
            }
        }

        return oracle;
    }

    private async Task CutAsync(Func<Task> meanwhile)
    {
        await using var superuser = new NpgsqlConnection(TestCluster.Superuser());
        await superuser.OpenAsync();
        await RunAsync(superuser, $"ALTER DATABASE {town.Database.Name} WITH ALLOW_CONNECTIONS false");
        try
        {
            await RunAsync(superuser, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{town.Database.Name}'");
            await meanwhile();
        }
        finally
        {
            await RunAsync(superuser, $"ALTER DATABASE {town.Database.Name} WITH ALLOW_CONNECTIONS true");
        }
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    internal static async Task UntilAsync(ServerProcess server, Func<JsonElement, bool> wanted)
    {
        for (var i = 0; i < 600; i++)
        {
            using var answer = await server.Client.GetAsync("/healthz");
            if (wanted(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement))
                return;
            await Task.Delay(50);
        }

        Assert.Fail(server.Output);
    }
}
