using System.Net;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.MapServer.Tests.Tiles;

public sealed class TileFilterTests(StaffTests.StaffTown town) : IClassFixture<StaffTests.StaffTown>
{
    private static readonly TileCoord Tile = TileCoord.At(new LonLat(139.301, 35.1005), 15);

    [Theory]
    [InlineData("parcels", "地番 = '1-2'", 2)]
    [InlineData("parcels", "備考 IS NOT NULL", 1)]
    [InlineData("beehives", "重さ > 10 AND 重さ < 20", 1)]
    [InlineData("beehives", "置いた日 = DATE('2026-04-01')", 1)]
    [InlineData("beehives", "S_INTERSECTS(geom, BBOX(139.3095,35.1095,139.3105,35.1105))", 2)]
    [InlineData("flood", "hazard_rank = 6", 2)]
    public async Task Only_what_the_filter_selects_is_in_the_tile(string layer, string filter, long fid)
    {
        using var client = await town.SignedInAsync();
        var tile = TileCoord.At(new LonLat(139.301, 35.1005), layer == "parcels" ? 15 : 9);
        var bytes = await client.GetByteArrayAsync($"/tiles/{layer}/{tile}.mvt?filter={Uri.EscapeDataString(filter)}");
        Assert.Equal([(ulong)fid], DecodedTile.Read(bytes).Single().Features.Select(f => f.Id!.Value));
        using var all = await client.GetAsync($"/tiles/{layer}/{tile}.mvt");
        Assert.True(DecodedTile.Read(await all.Content.ReadAsByteArrayAsync()).Single().Features.Count > 1);
    }

    [Fact]
    public async Task A_filter_may_be_JSON()
    {
        using var client = await town.SignedInAsync();
        var filter = Uri.EscapeDataString("""{"op":"=","args":[{"property":"地番"},"1-1"]}""");
        var bytes = await client.GetByteArrayAsync($"/tiles/parcels/{Tile}.mvt?filter-lang=cql2-json&filter={filter}");
        Assert.Equal([1ul], DecodedTile.Read(bytes).Single().Features.Select(f => f.Id!.Value));
    }

    [Theory]
    [InlineData("地番 =")]
    [InlineData("unknown = 1")]
    [InlineData("pg_sleep(10) = 1")]
    [InlineData("地番 > 5")]
    [InlineData("fid = 1; DROP TABLE layer.parcels")]
    public async Task A_filter_that_cannot_be_used_is_a_problem(string filter)
    {
        using var client = await town.SignedInAsync();
        var problem = await client.ProblemAsync($"/tiles/parcels/{Tile}.mvt?filter={Uri.EscapeDataString(filter)}", 400);
        Assert.DoesNotContain("DROP", problem.ToString());
    }

    [Fact]
    public async Task An_unknown_language_is_a_problem()
    {
        using var client = await town.SignedInAsync();
        await client.ProblemAsync($"/tiles/parcels/{Tile}.mvt?filter=true&filter-lang=sql", 400);
    }

    [Fact]
    public async Task Staff_tiles_are_for_the_browser_of_who_asked_alone()
    {
        using var client = await town.SignedInAsync();
        var address = (await client.JsonAsync("/tiles/parcels.json")).GetProperty("tiles")[0].GetString()!.Replace("{z}/{x}/{y}", Tile.ToString(), StringComparison.Ordinal);
        for (var i = 0; i < 2; i++)
        {
            using var response = await client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.True(response.Headers.CacheControl!.Private);
        }

        await town.Server.Client.ProblemAsync(address, 401);
    }
}
