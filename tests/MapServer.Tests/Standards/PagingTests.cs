using System.Globalization;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>Order and pages of a layer that changes while somebody pages through it, and pages that are large.</summary>
public sealed class PagingTests(PagingTests.ManyTown town) : IClassFixture<PagingTests.ManyTown>
{
    private const int Rows = 12_000;

    private HttpClient Client => town.Server.Client;

    [Theory]
    [InlineData("")]
    [InlineData("&sortby=順")]
    [InlineData("&sortby=-順,名")]
    [InlineData("&sortby=%2B名")]
    [InlineData("&sortby=日,-名")]
    public async Task A_feature_that_stays_is_met_exactly_once_while_others_come_and_go(string order)
    {
        await using var made = await TestDatabase.CreateAsync();
        await FillAsync(made, 300);
        await using var server = await RunningServer.StartAsync(made);
        var (path, met, page) = ($"/ogc/collections/many/items?limit=40{order}", new List<long>(), 0);
        while (path is not null)
        {
            var answer = await server.Client.JsonAsync(path);
            met.AddRange(answer.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
            path = Next(answer);
            Assert.DoesNotContain("offset", path ?? "", StringComparison.Ordinal);
            page++;
            // Rows before and behind the present place go and come.
            await new MadeTown(made.Owner).RunAsync($"""
                DELETE FROM layer.many WHERE fid IN (SELECT fid FROM layer.many WHERE fid % 7 = {page % 7} LIMIT 5);
                INSERT INTO layer.many (fid, geom, 名, 順) VALUES ({1000 + page}, ST_SetSRID(ST_MakePoint(139.3, 35.1), 6668), 'あ', {page - 5}), ({2000 + page}, NULL, 'ん', 100000)
                """);
        }

        Assert.Equal(met.Count, met.Distinct().Count());
        await using var left = made.Owner.CreateCommand("SELECT array_agg(fid) FROM layer.many WHERE fid <= 300");
        Assert.Subset(met.ToHashSet(), ((long[])(await left.ExecuteScalarAsync())!).ToHashSet());
    }

    [Theory]
    [InlineData("順")]
    [InlineData("-順")]
    [InlineData("名")]
    [InlineData("-名,順")]
    [InlineData("日")]
    [InlineData("-日")]
    [InlineData("数,-名")]
    [InlineData("-旗,数")]
    public async Task The_order_is_that_of_the_database_with_nothing_last(string order)
    {
        var columns = order.Split(',').Select(k => (k[0] == '-', k.TrimStart('-'))).Select(k => $"\"{k.Item2}\"{(k.Item2 == "名" ? " COLLATE \"C\"" : "")}{(k.Item1 ? " DESC" : "")} NULLS LAST");
        await using var command = town.Database.Owner.CreateCommand($"SELECT array_agg(fid) FROM (SELECT fid FROM layer.many ORDER BY {string.Join(", ", columns)}, fid LIMIT 700) s");
        var expected = (long[])(await command.ExecuteScalarAsync())!;
        var (path, met) = ($"/ogc/collections/many/items?limit=350&sortby={Uri.EscapeDataString(order)}", new List<long>());
        while (path is not null && met.Count < expected.Length)
        {
            var page = await Client.JsonAsync(path);
            met.AddRange(page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
            path = Next(page);
        }

        Assert.Equal(expected, met);
    }

    [Theory]
    [InlineData("sortby=なし")]
    [InlineData("sortby=")]
    [InlineData("sortby=名,名")]
    [InlineData("sortby=--名")]
    [InlineData("sortby=geom")]
    [InlineData("sortby=名&after=5")]
    [InlineData("sortby=名&after=bnVsbA")]
    [InlineData("sortby=順&after=WyJ4IiwiMSJd")]
    [InlineData("sortby=日&after=WyJ4IiwiMSJd")]
    [InlineData("properties=なし")]
    [InlineData("properties=名,名")]
    public Task A_wrong_order_key_or_choice_is_400(string query) => Client.ProblemAsync("/ogc/collections/many/items?" + query, 400);

    [Fact]
    public async Task Only_the_chosen_properties_are_given()
    {
        var page = await Client.JsonAsync("/ogc/collections/many/items?limit=2&properties=順,名");
        Assert.All(page.GetProperty("features").EnumerateArray(), f => Assert.Equal(["名", "順"], f.GetProperty("properties").EnumerateObject().Select(p => p.Name)));
        var one = await Client.JsonAsync("/ogc/collections/many/items/1?properties=");
        Assert.Empty(one.GetProperty("properties").EnumerateObject());
    }

    [Fact]
    public async Task A_large_page_is_whole_and_comes_while_it_is_read()
    {
        using var response = await Client.GetAsync("/ogc/collections/many/items?limit=10000", HttpCompletionOption.ResponseHeadersRead);
        Assert.Null(response.Content.Headers.ContentLength);
        var page = JsonDocument.Parse(await response.Content.ReadAsStreamAsync()).RootElement;
        Assert.Equal(10_000, page.GetProperty("numberReturned").GetInt32());
        Assert.Equal(Rows, page.GetProperty("numberMatched").GetInt32());
        Assert.Equal(Enumerable.Range(1, 10_000), page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt32()));
        var rest = await Client.JsonAsync(Next(page)!);
        Assert.Equal(Rows - 10_000, rest.GetProperty("numberReturned").GetInt32());
        Assert.Null(Next(rest));
    }

    [Fact]
    public async Task Numbers_and_texts_come_out_as_they_went_in()
    {
        var page = await Client.JsonAsync("/ogc/collections/many/items?limit=10000");
        await using var command = town.Database.Owner.CreateCommand("SELECT fid, 名, 数, ST_X(geom), ST_Y(geom) FROM layer.many ORDER BY fid LIMIT 10000");
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var feature in page.GetProperty("features").EnumerateArray())
        {
            await reader.ReadAsync();
            var properties = feature.GetProperty("properties");
            Assert.Equal(reader.GetString(1), properties.GetProperty("名").GetString());
            var number = properties.GetProperty("数");
            Assert.Equal(reader.IsDBNull(2), number.ValueKind == JsonValueKind.Null);
            if (!reader.IsDBNull(2))
                Assert.Equal(BitConverter.DoubleToInt64Bits(reader.GetDouble(2)), BitConverter.DoubleToInt64Bits(number.GetDouble()));
            if (reader.IsDBNull(3))
            {
                Assert.Equal(JsonValueKind.Null, feature.GetProperty("geometry").ValueKind);
                continue;
            }

            var at = feature.GetProperty("geometry").GetProperty("coordinates");
            Assert.Equal(reader.GetDouble(3), at[0].GetDouble(), 5e-10);
            Assert.Equal(reader.GetDouble(4), at[1].GetDouble(), 5e-10);
        }
    }

    [Fact]
    public async Task A_table_has_the_same_rows()
    {
        using var response = await Client.GetAsync("/ogc/collections/many/items?limit=10000&f=csv");
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = System.Text.Encoding.UTF8.GetString(bytes[3..]).TrimEnd().Split("\r\n");
        Assert.Equal("fid,名,順,数,日,旗,経度,緯度", lines[0]);
        Assert.Equal(10_001, lines.Length);
        Assert.StartsWith("'=1+1,", lines[13].Split(',', 2)[1], StringComparison.Ordinal);
    }

    private static string? Next(JsonElement page) =>
        page.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString() == "next").Select(l => l.GetProperty("href").GetString()).SingleOrDefault();

    private static async Task FillAsync(TestDatabase database, int rows)
    {
        var town = new MadeTown(database.Owner);
        await town.BeginAsync();
        await town.AddAsync(new MadeLayer
        {
            Id = "many",
            Kind = "other",
            Geometry = "point",
            Fields = [new("名"), new("順", "integer"), new("数", "number"), new("日", "date"), new("旗", "boolean")],
        });
        await town.RunAsync(string.Create(CultureInfo.InvariantCulture, $$"""
            INSERT INTO layer.many (fid, geom, 名, 順, 数, 日, 旗)
            SELECT i, CASE WHEN i % 50 > 0 THEN ST_SetSRID(ST_MakePoint(139.3 + sin(i) / 10, 35.1 + cos(i) / 10), 6668) END,
                   CASE i WHEN 13 THEN '=1+1' WHEN 14 THEN E'"引用", \\改行\n\t<b>&' ELSE chr(12354 + (i * 37) % 80) || i % 5 END,
                   CASE WHEN i % 11 > 0 THEN i % 23 END, CASE i % 9 WHEN 0 THEN NULL WHEN 1 THEN 1e-7 * i WHEN 2 THEN -1e12 * i ELSE sin(i) END,
                   CASE WHEN i % 4 > 0 THEN DATE '2026-01-01' + i % 40 END, CASE i % 3 WHEN 0 THEN true WHEN 1 THEN false END
            FROM generate_series(1, {{rows}}) i
            """));
    }

    /// <summary>A town with one large layer.</summary>
    public sealed class ManyTown : IAsyncLifetime
    {
        public TestDatabase Database { get; } = new();

        public RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            await Database.InitializeAsync();
            await FillAsync(Database, Rows);
            Server = await RunningServer.StartAsync(Database, Audience.Public);
        }

        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await Database.DisposeAsync();
        }
    }
}
