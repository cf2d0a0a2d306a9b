using System.Net;
using System.Net.Sockets;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Tiles;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding;

public sealed class LimitTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task An_address_that_asks_too_often_is_told_when_to_come_again_and_no_other_suffers()
    {
        await using var server = await RunningServer.StartAsync(
            town.Database, change: o => o with { RequestsPerSecond = 1, TrustedProxies = [IPAddress.Loopback] });
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 40; i++)
        {
            using var response = await FromAsync(server, "203.0.113.7");
            statuses.Add(response.StatusCode);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                await response.ProblemAsync(429);
                Assert.True(response.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
            }
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        foreach (var other in (string[])["203.0.113.8", "2001:db8:1:2::1"])
        {
            using var response = await FromAsync(server, other);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        // One who has a whole network of addresses counts as one.
        for (var i = 0; i < 40; i++)
            (await FromAsync(server, $"2001:db8:1:2::{i + 1:x}")).Dispose();
        using var neighbour = await FromAsync(server, "2001:db8:1:2:ffff::1");
        Assert.Equal(HttpStatusCode.TooManyRequests, neighbour.StatusCode);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_a_problem_and_ends_in_the_database_too()
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { RequestTimeout = TimeSpan.FromMilliseconds(400) });

        // Reading into memory would wait for the lock as well, that of the town's other server too: its waiting is not told from that of the request.
        await server.ReadyAsync();
        await town.Public.ReadyAsync();
        await using var connection = new NpgsqlConnection(town.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var block = new NpgsqlCommand("LOCK TABLE layer.parcels IN ACCESS EXCLUSIVE MODE", connection))
                await block.ExecuteNonQueryAsync();
            var problem = await server.Client.ProblemAsync("/ogc/collections/parcels/items", 503);
            Assert.Contains("時間内", problem.GetProperty("detail").GetString());
            await using var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString);
            await superuser.OpenAsync();
            var waiting = 1L;
            for (var i = 0; i < 100 && waiting > 0; i++)
            {
                await Task.Delay(50);
                await using var look = new NpgsqlCommand(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'gis_public' AND wait_event_type = 'Lock'", superuser);
                waiting = (long)(await look.ExecuteScalarAsync())!;
            }

            Assert.Equal(0, waiting);
        }

        // On a machine with much else to do, the limit of this server is short for any answer: one of the next ones comes in time.
        var status = HttpStatusCode.ServiceUnavailable;
        for (var i = 0; i < 50 && status == HttpStatusCode.ServiceUnavailable; i++)
        {
            using var response = await server.Client.GetAsync("/ogc/collections/parcels/items");
            status = response.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task What_somebody_thought_up_waits_for_its_like_and_nobody_else_waits_for_it()
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { StatementLimit = TimeSpan.FromSeconds(20) });
        await server.ReadyAsync();
        await town.Public.ReadyAsync();
        var width = Math.Max(1, Environment.ProcessorCount / 2);
        await using var connection = new NpgsqlConnection(town.Database.OwnerConnectionString);
        await connection.OpenAsync();
        List<Task<HttpResponseMessage>> asked;
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var block = new NpgsqlCommand("LOCK TABLE layer.parcels IN ACCESS EXCLUSIVE MODE", connection))
                await block.ExecuteNonQueryAsync();
            asked = [.. Enumerable.Range(0, width + 3).Select(i => server.Client.GetAsync($"/ogc/collections/parcels/items?filter=%E5%9C%B0%E7%95%AA%3D%271-{i}%27"))];
            await using var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString);
            await superuser.OpenAsync();
            long most = 0;
            for (var i = 0; i < 200 && (most < width || i < 20); i++)
            {
                await Task.Delay(50);
                await using var look = new NpgsqlCommand(
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'gis_public' AND wait_event_type = 'Lock'", superuser);
                most = Math.Max(most, (long)(await look.ExecuteScalarAsync())!);
            }

            Assert.Equal(width, most);
            foreach (var path in (string[])["/ogc/collections/flood/items?limit=1", "/hazards?lon=139.3005&lat=35.1005", "/catalogue.json"])
            {
                using var other = await server.Client.GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            }
        }

        foreach (var one in asked)
        {
            using var response = await one;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task Figures_are_given_on_a_port_of_their_own_and_nowhere_else()
    {
        var port = FreePort();
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { MetricsPort = port });
        (await server.Client.GetAsync("/tiles/parcels/16/58150/25906.mvt")).Dispose();
        (await server.Client.GetAsync("/catalogue.json")).Dispose();
        using var client = new HttpClient();
        var text = "";
        for (var i = 0; i < 100 && !text.Contains("/catalogue.json", StringComparison.Ordinal); i++)
        {
            await Task.Delay(50);
            text = await client.GetStringAsync($"http://127.0.0.1:{port}/metrics");
        }

        Assert.Contains("gis_requests_total{route=\"/catalogue.json\",status=\"200\"} 1", text);
        Assert.Contains("gis_tiles_sent_total{layer=\"parcels\",zoom=\"16\"", text);
        Assert.Contains("gis_database_connected 1", text);
        Assert.Matches(@"gis_database_statements_total [1-9]", text);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Matches(@"^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+=""[^""]*""(,[a-z]+=""[^""]*"")*\})? [0-9.E+-]+)$", line);
        await server.Client.ProblemAsync("/metrics", 404);
        using var other = await client.GetAsync($"http://127.0.0.1:{port}/catalogue.json");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task<HttpResponseMessage> FromAsync(RunningServer server, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/catalogue.json");
        request.Headers.Add("X-Forwarded-For", address);
        return server.Client.SendAsync(request);
    }
}
