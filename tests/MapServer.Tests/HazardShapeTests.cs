using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Engine.Hazards.Zones;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>Hazards along lines and in areas, from memory and from the database alike; after a change; and while the database is away.</summary>
public sealed class HazardShapeTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Crossing = """{"type":"LineString","coordinates":[[139.299,35.103],[139.308,35.103]]}""";
    private const string Beside = """{"type":"Polygon","coordinates":[[[139.292,35.092],[139.294,35.092],[139.294,35.094],[139.292,35.094],[139.292,35.092]]]}""";

    [Fact]
    public async Task A_line_tells_every_zone_it_meets_gravest_first()
    {
        var answer = await AskAsync(town.Public, Crossing);
        Assert.Equal("line", answer.GetProperty("shape").GetString());
        Assert.Equal("all", answer.GetProperty("inTown").GetString());
        Assert.Equal([6, 3], answer.GetProperty("hazards").EnumerateArray().Select(z => (int)z.GetProperty("rank").GetInt64()));
        var zone = answer.GetProperty("hazards")[1];
        Assert.Equal((0.5, 3.0, "m", "想定最大規模", "潮見町", "2025-03-01", 1), (
            zone.GetProperty("minDepth").GetDouble(), zone.GetProperty("maxDepth").GetDouble(), zone.GetProperty("unit").GetString(), zone.GetProperty("scenario").GetString(),
            zone.GetProperty("source").GetString(), zone.GetProperty("date").GetString(), zone.GetProperty("zones").GetInt32()));
        Assert.Equal(["flood", "flood_planned"], Words(answer, "checked"));
        Assert.StartsWith("この線について。この線には、次の区域がかかっています。", answer.GetProperty("text").GetString());
        Assert.Contains("0.5m以上3m未満", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_line_that_only_touches_an_edge_meets_the_zone() =>
        Assert.Equal(3, (await AskAsync(town.Public, """{"type":"LineString","coordinates":[[139.298,35.1],[139.3,35.1]]}""")).GetProperty("hazards")[0].GetProperty("rank").GetInt64());

    [Fact]
    public async Task No_zone_a_part_of_the_data_no_data_and_not_loaded_are_four_sentences()
    {
        var none = await AskAsync(town.Public, Beside);
        Assert.Empty(none.GetProperty("hazards").EnumerateArray());
        Assert.Contains("では、この範囲は浸水想定区域に入っていません", none.GetProperty("text").GetString());
        Assert.Contains("津波", none.GetProperty("text").GetString());
        Assert.Contains("取り込まれていません", none.GetProperty("text").GetString());
        var part = await AskAsync(town.Public, """{"type":"LineString","coordinates":[[139.315,35.095],[139.325,35.095]]}""");
        Assert.Equal(["flood", "flood_planned"], Words(part, "partlyCovered"));
        Assert.Empty(Words(part, "checked"));
        Assert.Contains("この線の一部のデータしかありません。危険がないという意味ではありません", part.GetProperty("text").GetString());
        var outside = await AskAsync(town.Public, """{"type":"LineString","coordinates":[[139.326,35.095],[139.34,35.095]]}""");
        Assert.Equal(["flood", "flood_planned"], Words(outside, "outsideCoverage"));
        Assert.Equal("part", outside.GetProperty("inTown").GetString());
        Assert.Contains("この線のデータがありません", outside.GetProperty("text").GetString());
        foreach (var answer in new[] { none, part, outside })
            Assert.DoesNotContain("安全", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_point_gets_the_answer_for_a_place() =>
        Assert.Equal(
            (await town.Public.Client.JsonAsync("/hazards?lon=139.303&lat=35.103")).ToString(),
            (await AskAsync(town.Public, """{"type":"Point","coordinates":[139.303,35.103]}""")).ToString());

    [Fact]
    public async Task What_does_not_fit_in_memory_gets_the_same_answers_from_the_database()
    {
        await using var small = await RunningServer.StartAsync(town.Database, change: o => o with { LayerMemoryBytes = 0 });
        await HoldAsync(town.Public);
        Assert.Empty(small.Services.GetRequiredService<TownZones>().Held);
        Assert.Equal(2, town.Public.Services.GetRequiredService<TownZones>().Held.Count);
        foreach (var shape in (string[])[Crossing, Beside, """{"type":"Point","coordinates":[139.306,35.103]}""", """{"type":"Point","coordinates":[139.325,35.095]}"""])
            Assert.Equal((await AskAsync(small, shape)).ToString(), (await AskAsync(town.Public, shape)).ToString());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("{}", 400)]
    [InlineData("null", 400)]
    [InlineData("""{"type":"LineString","coordinates":[[139,35]]}""", 400)]
    [InlineData("""{"type":"LineString","coordinates":[[139,35],[139,35]]}""", 400)]
    [InlineData("""{"type":"LineString","coordinates":[[139,35],[141,35]]}""", 400)]
    [InlineData("""{"type":"LineString","coordinates":[[35,139],[35.1,139]]}""", 400)]
    [InlineData("""{"type":"Polygon","coordinates":[[[139,35],[139.1,35.1],[139.1,35],[139,35.1],[139,35]]]}""", 400)]
    [InlineData("""{"type":"MultiPoint","coordinates":[[139,35],[139.1,35]]}""", 400)]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", 400)]
    [InlineData("""{"type":"Point","coordinates":[139,1e999]}""", 400)]
    public async Task A_wrong_shape_is_a_problem(string json, int status)
    {
        using var response = await SendAsync(town.Public, json);
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Too_many_positions_and_too_many_bytes_are_refused()
    {
        var many = string.Join(',', Enumerable.Range(0, 2001).Select(i => FormattableString.Invariant($"[{139.3 + (i * 1e-6)},35.1]")));
        using var long1 = await SendAsync(town.Public, $$"""{"type":"LineString","coordinates":[{{many}}]}""");
        Assert.Equal(HttpStatusCode.BadRequest, long1.StatusCode);
        using var large = await SendAsync(town.Public, new string(' ', 300_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        using var form = await SendAsync(town.Public, Crossing, "text/plain");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
    }

    [Fact]
    public async Task A_changed_zone_is_in_the_answer_as_soon_as_the_catalogue_tells_of_it_and_the_public_sees_no_hidden_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SmallTown.FillAsync(new Gis.Testing.Towns.MadeTown(database.Owner));
        await using var server = await RunningServer.StartAsync(database);
        await HoldAsync(server);
        Assert.Empty(await RanksAsync(server, 139.295, 35.095));
        await ChangeAsync(database, server, "INSERT INTO layer.flood (fid, geom, hazard_rank) VALUES (50, ST_MakeEnvelope(139.294, 35.094, 139.296, 35.096, 6668), 3)");
        Assert.Equal(3L, Assert.Single(await RanksAsync(server, 139.295, 35.095)));
        await ChangeAsync(database, server, "UPDATE layer.flood SET geom = ST_Translate(geom, 0.01, 0), hazard_rank = 6 WHERE fid = 50");
        Assert.Empty(await RanksAsync(server, 139.295, 35.095));

        // From now on rows may be hidden: another view, read anew.
        await ChangeAsync(database, server, "UPDATE gis.layer SET row_filtered = true WHERE id = 'flood'; SELECT gis.expose('flood'); UPDATE layer.flood SET gis_published = false WHERE fid = 50");
        Assert.DoesNotContain(6L, await RanksAsync(server, 139.305, 35.0945));
        await ChangeAsync(database, server, "UPDATE layer.flood SET gis_published = true WHERE fid = 50");
        Assert.Equal(6L, Assert.Single(await RanksAsync(server, 139.305, 35.0945)));
        Assert.Contains(server.Services.GetRequiredService<TownZones>().Held, l => l.Value == "flood");
    }

    [Fact]
    public async Task While_the_database_is_away_memory_answers_and_says_what_it_cannot()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SmallTown.FillAsync(new Gis.Testing.Towns.MadeTown(database.Owner));
        await using var server = await RunningServer.StartAsync(database);
        await HoldAsync(server);
        var before = await server.Client.JsonAsync("/hazards?lon=139.303&lat=35.103");
        Assert.Empty(Words(before, "unknown"));
        await CutAsync(database, async () =>
        {
            var away = await server.Client.JsonAsync("/hazards?lon=139.303&lat=35.103");
            foreach (var member in (string[])["hazards", "checked", "outsideCoverage", "missing", "noZone", "sites", "inTown"])
                Assert.Equal(before.GetProperty(member).ToString(), away.GetProperty(member).ToString());
            Assert.Equal(["place"], Words(away, "unknown"));
            Assert.Contains("住所と地番は調べられませんでした", away.GetProperty("text").GetString());
            Assert.Equal(2, (await AskAsync(server, Crossing)).GetProperty("hazards").GetArrayLength());
            using var page = await server.Client.GetAsync("/place?lon=139.303&lat=35.103");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.Contains("住所と地番は調べられませんでした", await page.Content.ReadAsStringAsync());
        });
    }

    [Fact]
    public async Task A_layer_that_is_not_in_memory_is_told_as_not_looked_at_while_the_database_is_away()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SmallTown.FillAsync(new Gis.Testing.Towns.MadeTown(database.Owner));
        await using var server = await RunningServer.StartAsync(database, change: o => o with { LayerMemoryBytes = 0 });
        await CutAsync(database, async () =>
        {
            var away = await server.Client.JsonAsync("/hazards?lon=139.303&lat=35.103");
            Assert.Equal(["flood", "flood_planned"], Words(away, "notChecked"));
            Assert.Empty(Words(away, "checked"));
            Assert.Empty(Words(away, "outsideCoverage"));
            Assert.Empty(away.GetProperty("noZone").EnumerateArray());
            Assert.Contains("いまデータベースにつながらないため調べられませんでした。危険がないという意味ではありません", away.GetProperty("text").GetString());
        });
    }

    [Fact]
    public async Task Staff_may_ask_too_and_see_their_own_zones()
    {
        await using var database = await TestDatabase.CreateAsync();
        await SmallTown.FillAsync(new Gis.Testing.Towns.MadeTown(database.Owner));
        await using (var hide = database.Owner.CreateCommand("UPDATE gis.layer SET audience = 'staff' WHERE id = 'flood'; SELECT gis.expose('flood')"))
            await hide.ExecuteNonQueryAsync();
        await using var open = await RunningServer.StartAsync(database);
        await using var staff = await RunningServer.StartAsync(database, Audience.Staff);
        await HoldAsync(open);
        await HoldAsync(staff);
        Assert.Equal("flood_planned", Assert.Single(open.Services.GetRequiredService<TownZones>().Held).Value);
        Assert.Equal(2, staff.Services.GetRequiredService<TownZones>().Held.Count);
        Assert.Empty((await AskAsync(open, Crossing)).GetProperty("hazards").EnumerateArray());
        using var refused = await SendAsync(staff, Crossing);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<long[]> RanksAsync(RunningServer server, double lon, double lat) =>
        [.. (await server.Client.JsonAsync(FormattableString.Invariant($"/hazards?lon={lon}&lat={lat}"))).GetProperty("hazards").EnumerateArray().Select(z => z.GetProperty("rank").GetInt64())];

    // Until the server has heard: from then on every answer is new.
    private static async Task ChangeAsync(TestDatabase database, RunningServer server, string sql)
    {
        await using (var command = database.Owner.CreateCommand(sql))
            await command.ExecuteNonQueryAsync();
        await using var ask = database.Owner.CreateCommand("SELECT revision FROM gis.layer WHERE id = 'flood'");
        var revision = (long)(await ask.ExecuteScalarAsync())!;
        await server.UntilAsync(s => s!.Find("flood")!.Revision >= revision);
    }

    private static async Task HoldAsync(RunningServer server)
    {
        for (var i = 0; i < 500 && !server.Services.GetRequiredService<Gis.MapServer.Hazards.ZoneHolder>().IsReady; i++)
            await Task.Delay(20);
    }

    private static async Task CutAsync(TestDatabase database, Func<Task> meanwhile)
    {
        await using var superuser = new NpgsqlConnection(TestCluster.Superuser());
        await superuser.OpenAsync();
        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, superuser);
            await command.ExecuteNonQueryAsync();
        }

        await RunAsync($"ALTER DATABASE {database.Name} WITH ALLOW_CONNECTIONS false");
        try
        {
            await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database.Name}'");
            await meanwhile();
        }
        finally
        {
            await RunAsync($"ALTER DATABASE {database.Name} WITH ALLOW_CONNECTIONS true");
        }
    }

    private static List<string?> Words(JsonElement element, string member) => [.. element.GetProperty(member).EnumerateArray().Select(w => w.GetString())];

    private static async Task<HttpResponseMessage> SendAsync(RunningServer server, string json, string type = "application/geo+json")
    {
        using var body = new StringContent(json, Encoding.UTF8);
        body.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await server.Client.PostAsync("/hazards", body);
    }

    private static async Task<JsonElement> AskAsync(RunningServer server, string json)
    {
        using var response = await SendAsync(server, json);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        return JsonDocument.Parse(text).RootElement;
    }
}
