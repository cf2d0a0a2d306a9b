using System.Net;
using System.Text;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Tests.Running;
using Gis.MapServer.Tests.Secrets;
using Gis.MapServer.Tests.Tiles;
using Gis.Testing.Filters;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Holding.Costs;

/// <summary>Requests that ask for far more than anybody needs are refused, or get no more than the limit; the server's memory stays what it was.</summary>
public sealed class CostlyRequestTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Items = "/ogc/collections/parcels/items";

    // Address and what comes: 200 is an answer within the limits, 400 a problem, 414 a line that is not even read.
    private static readonly (string Path, int Status)[] Others =
    [
        (Items + "?limit=1000000000", 200), (Items + "?limit=99999999999999999999", 400), (Items + "?offset=1000000000", 400), (Items + "?offset=100000", 200),
        (Items + "?after=9223372036854775807", 200), (Items + "?after=99999999999999999999", 400), (Items + "?bbox=-180,-90,180,90", 200),
        (Items + "?bbox=1e308,1e308,1e309,1e309", 400), (Items + "?bbox=NaN,NaN,NaN,NaN", 400), (Items + "?bbox=" + Many("1", 2000), 400),
        (Items + "?" + Many("limit=1", 500, "&"), 400), (Items + "?sortby=" + Many("地番", 300), 400), (Items + "?properties=" + Many("地番", 300), 400),
        (Items + "?" + string.Join('&', Enumerable.Range(0, 700).Select(i => $"a{i}=1")), 400), (Items + "?datetime=" + Many("2026-01-01", 500, "/"), 400),
        ("/ogc/tiles?collections=" + Many("parcels", 900), 200), ("/ogc/tiles?collections=" + string.Join(',', Enumerable.Range(0, 900).Select(i => $"c{i}")), 400),
        ($"/tiles/{Many("parcels", 900)}.json", 200), ($"/tiles/{Many("parcels", 900)}/0/0/0.mvt", 204), ($"/tiles/{string.Join(',', Enumerable.Range(0, 900).Select(i => $"c{i}"))}/0/0/0.mvt", 400),
        ("/tiles/parcels/99/1/1.mvt", 400), ("/tiles/parcels/22/99999999/1.mvt", 400), ("/search?limit=1000000000&q=1", 200), ("/search?q=" + Many("本", 800, ""), 200),
        ("/search?q=" + Many("%25", 2000, ""), 200), ("/search?q=" + Many("_", 4000, ""), 200), ("/hazards?lon=1e308&lat=1e308", 400), ("/find?q=" + Many("1", 4000, ""), 400),
        (Items + "?filter=" + Many("a", 9000, ""), 414), (Items + "?limit=" + Many("0", 9000, ""), 414), ("/" + Many("a", 100_000, ""), 414),
    ];

    [Fact]
    public async Task They_are_refused_or_bounded_and_the_memory_stays()
    {
        await using var server = await ServerProcess.StartPublicAsync(town.Database);
        var asked = Requests().ToList();
        Assert.True(asked.Count > 45, $"{asked.Count}");
        foreach (var one in asked)
            await AskAsync(server.Client, one.Path, one.Status);

        // Once more, with what the runtime takes at first behind it: how high does the memory go?
        server.ForgetPeak();
        var before = server.Memory.Now;
        foreach (var one in asked)
            await AskAsync(server.Client, one.Path, one.Status);
        Assert.True(server.Memory.Peak - before < 50L * 1024 * 1024, $"from {before} to {server.Memory.Peak} bytes");
        Assert.Equal(3, (await server.Client.JsonAsync(Items)).GetProperty("numberMatched").GetInt32());
    }

    [Theory]
    [InlineData("limit=1&filter=" + "%E5%9C%B0%E7%95%AA%3D%271-1%27")]
    [InlineData("bbox=139,35,140,36")]
    [InlineData("sortby=-%E5%9C%B0%E7%95%AA")]
    [InlineData("offset=2")]
    public async Task What_somebody_thought_up_may_keep_the_database_busy_for_a_moment_only(string query)
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { StatementLimit = TimeSpan.FromSeconds(1) });
        await server.ReadyAsync();
        await town.Public.ReadyAsync();
        await using var connection = new NpgsqlConnection(town.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var block = new NpgsqlCommand("LOCK TABLE layer.parcels IN ACCESS EXCLUSIVE MODE", connection))
            await block.ExecuteNonQueryAsync();

        // The limit of the whole answer is 25 seconds: it is the statement's own that ends it.
        var problem = await server.Client.ProblemAsync($"{Items}?{query}", 503);
        Assert.Contains("条件を簡単に", problem.GetProperty("detail").GetString());
        await using var superuser = new NpgsqlConnection(town.Database.SuperuserConnectionString);
        await superuser.OpenAsync();
        await using var look = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'gis_public' AND wait_event_type = 'Lock'", superuser);
        var waiting = 1L;
        for (var i = 0; i < 100 && waiting > 0; i++)
        {
            await Task.Delay(50);
            waiting = (long)(await look.ExecuteScalarAsync())!;
        }

        Assert.Equal(0, waiting);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var server = await RunningServer.StartAsync(town.Database, Audience.Staff);
        using var form = new ByteArrayContent(new byte[10_000_000]);
        form.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/staff/sign-in") { Content = form };
        request.Headers.ExpectContinue = true;
        using var response = await server.Client.SendAsync(request);
        await response.ProblemAsync(413);
    }

    private static IEnumerable<(string Path, int Status)> Requests()
    {
        foreach (var filter in CostlyFilters.ForAddresses)
        {
            foreach (var (language, text) in ((string, string?)[])[("cql2-text", filter.Text), ("cql2-json", filter.Json)])
            {
                if (text is null)
                    continue;
                var path = $"{Items}?filter-lang={language}&filter={Uri.EscapeDataString(text)}";
                yield return (path, path.Length < 8000 ? 400 : path.Length > 8400 ? 414 : 0);
            }
        }

        foreach (var other in Others)
            yield return other;
    }

    private static async Task AskAsync(HttpClient client, string path, int status)
    {
        using var response = await client.GetAsync(path);
        var name = path.Length > 120 ? path[..120] : path;
        Assert.True((int)response.StatusCode == status || (status == 0 && (int)response.StatusCode is 400 or 414), $"{name}: {(int)response.StatusCode}, not {status}");
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(body.Length < FeatureQuery.MaxLimit * 1000, name);
        if (response.StatusCode == HttpStatusCode.BadRequest)
        {
            await response.ProblemAsync(400);
            Assert.True(body.Length < 4000, $"{name}: {Encoding.UTF8.GetString(body)}");
        }
    }

    private static string Many(string part, int times, string between = ",") => string.Join(between, Enumerable.Repeat(part, times));
}
