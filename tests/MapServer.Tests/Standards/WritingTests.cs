using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>OGC API – Features, Part 4: staff write features one by one.</summary>
public sealed class WritingTests(StaffTests.StaffTown town) : IClassFixture<StaffTests.StaffTown>
{
    private const string Items = "/ogc/collections/beehives/items";
    private const string New = """{"type":"Feature","geometry":{"type":"Point","coordinates":[139.32,35.12]},"properties":{"巣の名":"みつばち三号","重さ":3.25,"置いた日":"2026-05-06"}}""";

    [Fact]
    public async Task A_new_feature_gets_a_number_of_its_own_and_is_what_was_sent()
    {
        using var client = await town.SignedInAsync();
        var before = await CountAsync(client);
        using var response = await SendAsync(client, "POST", Items, New);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var one = await client.JsonAsync(response.Headers.Location!.ToString());
        Assert.Equal("みつばち三号", one.GetProperty("properties").GetProperty("巣の名").GetString());
        Assert.Equal(3.25, one.GetProperty("properties").GetProperty("重さ").GetDouble());
        Assert.Equal("2026-05-06", one.GetProperty("properties").GetProperty("置いた日").GetString());
        Assert.Equal("[139.32,35.12]", one.GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal(before + 1, await CountAsync(client));
        Assert.Equal("tester", await ScalarAsync<string>("SELECT actor FROM gis.revision WHERE layer_id = 'beehives' ORDER BY revision DESC LIMIT 1"));
        using var second = await SendAsync(client, "POST", Items, New);
        Assert.NotEqual(response.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Replacing_takes_away_what_is_not_sent_and_keeps_the_old_row_in_the_history()
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        using var replaced = await SendAsync(client, "PUT", path, """{"type":"Feature","id":99,"geometry":null,"properties":{"巣の名":"四号"}}""", await TagAsync(client, path));
        Assert.Equal(HttpStatusCode.NoContent, replaced.StatusCode);
        var one = await client.JsonAsync(path);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("geometry").ValueKind);
        Assert.Equal(JsonValueKind.Null, one.GetProperty("properties").GetProperty("重さ").ValueKind);
        Assert.Equal("四号", one.GetProperty("properties").GetProperty("巣の名").GetString());
        Assert.Equal(await FidAsync(client, path), one.GetProperty("id").GetInt64());
        Assert.Equal("みつばち三号 update tester", await ScalarAsync<string>(
            $"SELECT \"巣の名\" || ' ' || gis_operation || ' ' || gis_actor FROM history.beehives WHERE fid = {one.GetProperty("id").GetInt64()}"));
    }

    [Fact]
    public async Task A_change_touches_only_what_it_names()
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        async Task<JsonElement> ChangeAsync(string body)
        {
            using var response = await SendAsync(client, "PATCH", path, body, await TagAsync(client, path), "application/merge-patch+json");
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
            return await client.JsonAsync(path);
        }

        var named = (await ChangeAsync("""{"properties":{"巣の名":"五号"}}""")).GetProperty("properties");
        Assert.Equal(("五号", 3.25), (named.GetProperty("巣の名").GetString(), named.GetProperty("重さ").GetDouble()));
        Assert.Equal(JsonValueKind.Null, (await ChangeAsync("""{"properties":{"重さ":null}}""")).GetProperty("properties").GetProperty("重さ").ValueKind);
        var moved = await ChangeAsync("""{"geometry":{"type":"Point","coordinates":[139.31,35.1]}}""");
        Assert.Equal("[139.31,35.1]", moved.GetProperty("geometry").GetProperty("coordinates").GetRawText());
        Assert.Equal("五号", moved.GetProperty("properties").GetProperty("巣の名").GetString());
        await ChangeAsync("{}");
        using var other = await SendAsync(client, "PATCH", path, """{"id":1}""", await TagAsync(client, path), "application/merge-patch+json");
        await other.ProblemAsync(400);
    }

    [Fact]
    public async Task A_deleted_feature_is_gone_and_its_number_is_not_given_again()
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        var (fid, count) = (await FidAsync(client, path), await CountAsync(client));
        using var deleted = await SendAsync(client, "DELETE", path, null, await TagAsync(client, path));
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await client.ProblemAsync(path, 404);
        Assert.Equal(count - 1, await CountAsync(client));
        using var again = await SendAsync(client, "DELETE", path, null, "*");
        await again.ProblemAsync(404);
        Assert.True(await FidAsync(client, await CreateAsync(client)) > fid);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task Nobody_overwrites_what_he_has_not_seen(string method)
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        var old = await TagAsync(client, path);
        using (var first = await SendAsync(client, "PUT", path, New, old))
            Assert.NotEqual(old, first.Headers.ETag!.ToString());
        var type = method == "PATCH" ? "application/merge-patch+json" : "application/geo+json";
        var body = method switch { "PUT" => New, "PATCH" => """{"properties":{"巣の名":"だめ"}}""", _ => null };
        using var stale = await SendAsync(client, method, path, body, old, type);
        await stale.ProblemAsync(412);
        using var foreign = await SendAsync(client, method, path, body, "\"other\"", type);
        await foreign.ProblemAsync(412);
        using var without = await SendAsync(client, method, path, body, null, type);
        await without.ProblemAsync(428);
        Assert.Equal("みつばち三号", (await client.JsonAsync(path)).GetProperty("properties").GetProperty("巣の名").GetString());
        using var missing = await SendAsync(client, method, Items + "/999999", body, old, type);
        await missing.ProblemAsync(404);
    }

    [Fact]
    public async Task Of_many_writers_with_one_tag_exactly_one_succeeds()
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        var tag = await TagAsync(client, path);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendAsync(client, "PUT", path, New, tag)));
        Assert.Equal([204, .. Enumerable.Repeat(412, 7)], answers.Select(a => (int)a.StatusCode).Order());
    }

    [Fact]
    public async Task A_tag_read_in_another_form_or_system_is_good_too()
    {
        using var client = await town.SignedInAsync();
        var path = await CreateAsync(client);
        foreach (var query in (string[])["?crs=http://www.opengis.net/def/crs/EPSG/0/6677", "?f=html", "?properties="])
        {
            using var response = await SendAsync(client, "PUT", path, New, await TagAsync(client, path + query));
            Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_body_may_be_in_any_system_that_is_listed()
    {
        using var client = await town.SignedInAsync();
        using var response = await SendAsync(
            client, "POST", Items, """{"type":"Feature","geometry":{"type":"Point","coordinates":[35.12,139.32]},"properties":{}}""", crs: "<http://www.opengis.net/def/crs/EPSG/0/6668>");
        Assert.Equal("[139.32,35.12]", (await client.JsonAsync(response.Headers.Location!.ToString())).GetProperty("geometry").GetProperty("coordinates").GetRawText());
        using var unknown = await SendAsync(client, "POST", Items, New, crs: "<http://www.opengis.net/def/crs/EPSG/0/2443>");
        await unknown.ProblemAsync(400);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"type":"Point","coordinates":[1,2]}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"なし":1}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"fid":1}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"gis_published":true}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"重さ":"x"}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":null,"properties":{"置いた日":"2026-13-01"}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":{"type":"LineString","coordinates":[[139,35],[140,36]]},"properties":{}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":[35.12,139.32]},"properties":{}}""", 400)]
    [InlineData("""{"type":"Feature","geometry":{"type":"Point","coordinates":["a"]},"properties":{}}""", 400)]
    public async Task What_the_layer_does_not_take_is_refused_and_nothing_is_stored(string body, int status)
    {
        using var client = await town.SignedInAsync();
        var before = await ScalarAsync<long>("SELECT count(*) FROM layer.beehives");
        using var response = await SendAsync(client, "POST", Items, body);
        await response.ProblemAsync(status);
        Assert.Equal(before, await ScalarAsync<long>("SELECT count(*) FROM layer.beehives"));
    }

    [Theory]
    [InlineData(6_000, 201)]
    [InlineData(120_000, 413)]
    public async Task Large_shapes_are_taken_up_to_a_limit(int vertices, int status)
    {
        using var client = await town.SignedInAsync();
        var ring = string.Join(',', Enumerable.Range(0, vertices).Select(i => (Sin: Math.Sin(i * 2 * Math.PI / vertices), Cos: Math.Cos(i * 2 * Math.PI / vertices)))
            .Select(p => FormattableString.Invariant($"[{139.3 + (p.Cos / 100):F12},{35.1 + (p.Sin / 100):F12}]")));
        using var response = await SendAsync(
            client, "POST", "/ogc/collections/parcels/items", $$$"""{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[{{{ring}}}]]},"properties":{}}""");
        Assert.Equal(status, (int)response.StatusCode);
        if (status != 201)
            await response.ProblemAsync(status);
    }

    [Fact]
    public async Task A_shape_that_crosses_itself_is_refused()
    {
        using var client = await town.SignedInAsync();
        using var response = await SendAsync(
            client, "POST", "/ogc/collections/parcels/items",
            """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[139.3,35.1],[139.31,35.11],[139.31,35.1],[139.3,35.11],[139.3,35.1]]]},"properties":{}}""");
        await response.ProblemAsync(400);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task Another_media_type_is_415(string? type)
    {
        using var client = await town.SignedInAsync();
        using var response = await SendAsync(client, "POST", Items, New, type: type);
        await response.ProblemAsync(415);
    }

    [Fact]
    public async Task Hazards_are_edited_by_named_accounts_only_and_registers_not_at_all()
    {
        using var client = await town.SignedInAsync();
        const string Flood = "/ogc/collections/flood/items";
        const string Body = """{"type":"Feature","geometry":null,"properties":{"hazard_rank":3}}""";
        using (var refused = await SendAsync(client, "POST", Flood, Body))
            await refused.ProblemAsync(403);
        Assert.Equal("GET, HEAD, OPTIONS", await AllowAsync(client, Flood));
        await using (var grant = town.Database.Owner.CreateCommand("INSERT INTO account.layer_editor (account, layer_id) VALUES ('tester', 'flood')"))
            await grant.ExecuteNonQueryAsync();
        Assert.Equal("GET, HEAD, OPTIONS, POST", await AllowAsync(client, Flood));
        using (var done = await SendAsync(client, "POST", Flood, Body))
            Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal("GET, HEAD, OPTIONS, PUT, PATCH, DELETE", await AllowAsync(client, Items + "/1"));
        using var register = await SendAsync(client, "POST", "/ogc/collections/land_register/items", Body);
        await register.ProblemAsync(404);
    }

    [Fact]
    public async Task The_role_itself_can_write_on_no_table_and_only_through_an_open_account()
    {
        foreach (var sql in (string[])["INSERT INTO layer.beehives (fid) VALUES (777)", "UPDATE for_staff.beehives SET fid = 1", "DELETE FROM for_staff.beehives", "INSERT INTO account.layer_editor VALUES ('tester', 'flood')"])
        {
            await using var command = town.Database.Staff.CreateCommand(sql);
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }

        await using var nobody = town.Database.Staff.CreateCommand("SELECT outcome FROM gis.write_feature('beehives', 'create', NULL, '{}', false, NULL, NULL, 'nobody')");
        Assert.Equal("forbidden", await nobody.ExecuteScalarAsync());
        await using var resident = town.Database.Public.CreateCommand("SELECT outcome FROM gis.write_feature('beehives', 'create', NULL, '{}', false, NULL, NULL, 'tester')");
        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => resident.ExecuteScalarAsync())).SqlState);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string method, string path, string? body, string? tag = null, string? type = "application/geo+json", string? crs = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        }

        // Too large a body is refused before it is sent.
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        if (crs is not null)
            request.Headers.TryAddWithoutValidation("Content-Crs", crs);
        return await client.SendAsync(request);
    }

    private static async Task<string> CreateAsync(HttpClient client)
    {
        using var response = await SendAsync(client, "POST", Items, New);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return response.Headers.Location!.AbsolutePath;
    }

    private static async Task<string> TagAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path);
        Assert.False(response.Headers.ETag!.IsWeak);
        return response.Headers.ETag.ToString();
    }

    private static async Task<long> FidAsync(HttpClient client, string path) => (await client.JsonAsync(path)).GetProperty("id").GetInt64();

    private static async Task<long> CountAsync(HttpClient client) => (await client.JsonAsync(Items)).GetProperty("numberMatched").GetInt64();

    private static async Task<string> AllowAsync(HttpClient client, string path)
    {
        using var response = await client.SendAsync(new HttpRequestMessage(HttpMethod.Options, path));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return string.Join(", ", response.Content.Headers.Allow);
    }

    private async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = town.Database.Owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
