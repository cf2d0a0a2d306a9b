using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>OGC API – Features, Part 3: queryables, property parameters and filters, as residents and as staff.</summary>
public sealed class FilterTests(SmallTown town, StaffTests.StaffTown staff) : IClassFixture<SmallTown>, IClassFixture<StaffTests.StaffTown>
{
    private HttpClient Client => town.Public.Client;

    [Theory]
    [InlineData("地番 = '1-1'", new[] { 1 })]
    [InlineData("\"地番\" = '1-1'", new[] { 1 })]
    [InlineData("地番 LIKE '1-%'", new[] { 1, 2 })]
    [InlineData("NOT 地番 LIKE '1-%'", new[] { 3 })]
    [InlineData("CASEI(大字名) = CASEI('本町') AND 地番 IN ('無番', '1-2')", new[] { 2, 3 })]
    [InlineData("geom IS NULL", new[] { 3 })]
    [InlineData("S_INTERSECTS(geom, POINT(139.3005 35.1005))", new[] { 1 })]
    [InlineData("S_INTERSECTS(geom, BBOX(139.29,35.09,139.33,35.13))", new[] { 1, 2 })]
    [InlineData("fid > 1 AND charLength(地番) = 2", new[] { 3 })]
    [InlineData("area(geom) > 10000", new[] { 1, 2 })]
    public async Task Text_selects(string filter, int[] fids)
    {
        Assert.Equal(fids, await FidsAsync("filter=" + Uri.EscapeDataString(filter)));
        Assert.Equal(fids, await FidsAsync("filter-lang=cql2-text&filter=" + Uri.EscapeDataString(filter)));
    }

    [Theory]
    [InlineData("""{"op":"=","args":[{"property":"地番"},"1-1"]}""", new[] { 1 })]
    [InlineData("""{"op":"s_intersects","args":[{"property":"geom"},{"type":"Point","coordinates":[139.3015,35.1005]}]}""", new[] { 2 })]
    [InlineData("""{"op":"isNull","args":[{"property":"geom"}]}""", new[] { 3 })]
    public async Task Json_selects(string filter, int[] fids) => Assert.Equal(fids, await FidsAsync("filter-lang=cql2-json&filter=" + Uri.EscapeDataString(filter)));

    [Fact]
    public async Task The_system_of_a_filter_counts_for_its_shapes()
    {
        const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
        Assert.Equal([1], await FidsAsync($"filter-crs={Epsg}6668&filter=" + Uri.EscapeDataString("S_INTERSECTS(geom, POINT(35.1005 139.3005))")));
        foreach (var (srid, flip) in ((int, bool)[])[(3857, false), (6677, true)])
        {
            await using var command = town.Database.Owner.CreateCommand(
                $"SELECT ST_AsText({(flip ? "ST_FlipCoordinates" : "")}(ST_Transform(ST_Centroid(geom), {srid}))) FROM layer.parcels WHERE fid = 1");
            var point = (string)(await command.ExecuteScalarAsync())!;
            Assert.Equal([1], await FidsAsync($"filter-crs={Epsg}{srid}&filter=" + Uri.EscapeDataString($"S_INTERSECTS(geom, {point})")));
        }
    }

    [Theory]
    [InlineData("filter=THIS IS NOT A FILTER")]
    [InlineData("filter-lang=cql2-text&filter=THIS IS NOT A FILTER")]
    [InlineData("filter-lang=cql2-json&filter=地番='1'")]
    [InlineData("filter-lang=cql&filter=fid=1")]
    [InlineData("filter=")]
    [InlineData("filter=fid=1&filter=fid=2")]
    [InlineData("filter=S_INTERSECTS(geom,BBOX(1000000,1000000,1000001,1000001))")]
    [InlineData("filter=地番=1")]
    [InlineData("filter=pg_sleep(10)=1")]
    [InlineData("filter=fid / 0 ^ -1 > 1e308 * 10")]
    public Task A_filter_that_cannot_be_used_is_400(string query) => Client.ProblemAsync("/ogc/collections/parcels/items?" + query, 400);

    [Fact]
    public async Task An_unknown_name_is_told_back_and_only_what_residents_see_is_a_name()
    {
        async Task<string> SaysAsync(string filter) =>
            (await Client.ProblemAsync("/ogc/collections/parcels/items?filter=" + Uri.EscapeDataString(filter), 400)).GetProperty("detail").GetString()!;
        Assert.Contains("「備考」という項目", await SaysAsync("備考 = 'x'"));
        Assert.Contains("「gis_published」という項目", await SaysAsync("gis_published = true"));
        Assert.Contains("「version」という関数", await SaysAsync("version() = 'x'"));
        Assert.DoesNotContain("DROP", await SaysAsync("\"a'; DROP TABLE x\" = 1"));
        using var client = await staff.SignedInAsync();
        var page = await client.JsonAsync("/ogc/collections/parcels/items?filter=" + Uri.EscapeDataString("備考 IS NOT NULL"));
        Assert.Equal(1, page.GetProperty("numberMatched").GetInt32());
    }

    [Theory]
    [InlineData("too many", 2000)]
    [InlineData("too deep", 60)]
    public async Task Limits_are_the_same_for_text_and_json(string what, int size)
    {
        var text = what == "too many" ? $"fid IN ({string.Join(',', Enumerable.Repeat(1, size))})" : new string('(', size) + "fid=1" + new string(')', size);
        var json = what == "too many"
            ? $$"""{"op":"in","args":[{"property":"fid"},[{{string.Join(',', Enumerable.Repeat(1, size))}}]]}"""
            : string.Concat(Enumerable.Repeat("""{"op":"not","args":[""", size)) + """{"op":"=","args":[{"property":"fid"},1]}""" + string.Concat(Enumerable.Repeat("]}", size));
        await Client.ProblemAsync("/ogc/collections/parcels/items?filter=" + Uri.EscapeDataString(text), 400);
        await Client.ProblemAsync("/ogc/collections/parcels/items?filter-lang=cql2-json&filter=" + Uri.EscapeDataString(json), 400);
    }

    [Fact]
    public async Task Queryables_are_what_this_class_sees()
    {
        var schema = await Client.JsonAsync("/ogc/collections/parcels/queryables");
        Assert.Equal(["大字名", "地番", "鍵", "fid", "geom"], schema.GetProperty("properties").EnumerateObject().Select(p => p.Name));
        using var client = await staff.SignedInAsync();
        Assert.Contains((await client.JsonAsync("/ogc/collections/parcels/queryables")).GetProperty("properties").EnumerateObject(), p => p.Name == "備考");
    }

    [Theory]
    [InlineData("parcels", "地番=1-2", new[] { 2 })]
    [InlineData("parcels", "地番=1-2&大字名=本町", new[] { 2 })]
    [InlineData("parcels", "地番=1-2&大字名=上町", new int[0])]
    [InlineData("beehives", "重さ=12.5", new[] { 1 })]
    [InlineData("beehives", "置いた日=2026-04-01", new[] { 1 })]
    [InlineData("flood", "hazard_rank=3", new[] { 1 })]
    public async Task A_property_parameter_selects_equal_values(string layer, string query, int[] fids) => Assert.Equal(fids, await FidsAsync(query, layer));

    [Theory]
    [InlineData("beehives", "重さ=heavy")]
    [InlineData("beehives", "置いた日=yesterday")]
    [InlineData("parcels", "備考=x")]
    [InlineData("parcels", "geom=x")]
    [InlineData("parcels", "地番=1&地番=2")]
    public Task A_value_of_another_type_or_an_unknown_property_is_400(string layer, string query) => Client.ProblemAsync($"/ogc/collections/{layer}/items?{query}", 400);

    [Fact]
    public async Task All_conditions_are_joined_by_and()
    {
        var all = await FidsAsync("filter=" + Uri.EscapeDataString("地番 LIKE '1-%'") + "&bbox=139.3,35.1,139.3005,35.1005&datetime=2026-01-01/..&大字名=本町");
        Assert.Equal([1], all);
    }

    [Fact]
    public async Task Paging_keeps_the_filter_and_counts_the_filtered_set()
    {
        var (path, ids) = ("/ogc/collections/parcels/items?limit=1&filter=" + Uri.EscapeDataString("地番 <> '1-1'"), new List<int>());
        while (path is not null)
        {
            var page = await Client.JsonAsync(path);
            Assert.Equal(2, page.GetProperty("numberMatched").GetInt32());
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt32()));
            path = page.GetProperty("links").EnumerateArray().Where(l => l.GetProperty("rel").GetString() == "next").Select(l => l.GetProperty("href").GetString()).SingleOrDefault();
        }

        Assert.Equal([2, 3], ids);
    }

    [Fact]
    public async Task Every_function_of_the_list_works()
    {
        var functions = (await Client.JsonAsync("/ogc/functions")).GetProperty("functions").EnumerateArray().ToList();
        Assert.NotEmpty(functions);
        foreach (var function in functions)
        {
            var arguments = function.GetProperty("arguments").EnumerateArray().Select(a => a.GetProperty("type")[0].GetString() switch { "number" => "fid", "geometry" => "geom", _ => "地番" });
            var filter = $"{function.GetProperty("name").GetString()}({string.Join(", ", arguments)}) >= 0";
            Assert.NotEmpty(await FidsAsync("filter=" + Uri.EscapeDataString(filter)));
        }
    }

    private async Task<List<int>> FidsAsync(string query, string layer = "parcels")
    {
        var page = await Client.JsonAsync($"/ogc/collections/{layer}/items?{query}");
        var fids = page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt32()).ToList();
        Assert.Equal(fids.Count, page.GetProperty("numberMatched").GetInt32());
        return fids;
    }
}
