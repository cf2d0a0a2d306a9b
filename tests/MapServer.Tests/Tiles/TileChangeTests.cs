using System.Net;
using System.Text.Json;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.MapServer.Tests.Tiles;

public sealed class TileChangeTests : IAsyncLifetime
{
    private readonly GridTown _town = new();

    private HttpClient Client => _town.Server.Client;

    public Task InitializeAsync() => _town.InitializeAsync();

    public Task DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Exactly_the_tiles_are_cut_that_the_old_or_the_new_shape_touches()
    {
        await using var stream = await EventReader.OpenAsync(Client);
        await stream.NextAsync();
        var old = await _town.TouchedAsync("(SELECT geom_3857 FROM layer.zones WHERE fid = 100)");
        var tiles = Around(14, 16).Select(t => t.ToString()).Concat(old.Where(t => t.StartsWith("17/", StringComparison.Ordinal))).Distinct().ToList();
        var before = await TagsAsync("zones", tiles);

        await _town.RunAsync("UPDATE layer.zones SET geom = ST_Translate(geom, 0.0052, 0.0031) WHERE fid = 100");
        var told = Tiles(await stream.ChangeAsync("zones"));
        var truth = old.Union(await _town.TouchedAsync("(SELECT geom_3857 FROM layer.zones WHERE fid = 100)")).ToHashSet();
        Assert.True(truth.Count > 30, $"{truth.Count}");
        Assert.Equal(truth.Order(), told.Order());

        var after = await TagsAsync("zones", tiles);
        foreach (var tile in tiles)
            Assert.True(before[tile] == after[tile] != truth.Contains(tile), $"{tile}: {before[tile]} {after[tile]}, touched: {truth.Contains(tile)}");
    }

    [Fact]
    public async Task A_value_is_drawn_where_it_stands_a_value_for_staff_nowhere_and_a_hidden_row_nowhere()
    {
        await using var stream = await EventReader.OpenAsync(Client);
        await stream.NextAsync();
        await _town.RunAsync("UPDATE layer.zones SET hazard_rank = 5 WHERE fid = 3");
        Assert.Equal(
            (await _town.TouchedAsync("(SELECT geom_3857 FROM layer.zones WHERE fid = 3)")).Order(), Tiles(await stream.ChangeAsync("zones")).Order());
        await _town.RunAsync("UPDATE layer.zones SET \"備考\" = '秘密の変更' WHERE fid = 3");
        Assert.Empty(Tiles(await stream.ChangeAsync("zones")));
        await _town.RunAsync("UPDATE layer.dots SET geom = ST_Translate(geom, 0.002, 0) WHERE fid = 4");
        Assert.Empty(Tiles(await stream.ChangeAsync("dots")));
        await _town.RunAsync("UPDATE layer.dots SET gis_published = true WHERE fid = 4");
        Assert.NotEmpty(Tiles(await stream.ChangeAsync("dots")));
    }

    [Fact]
    public async Task Rows_that_come_and_go_and_a_table_that_is_emptied()
    {
        await using var stream = await EventReader.OpenAsync(Client);
        await stream.NextAsync();
        var tile = TileCoord.At(new LonLat(139.3305, 35.1305), 16);
        Assert.Equal(HttpStatusCode.NoContent, (await Client.GetAsync($"/tiles/zones/{tile}.mvt")).StatusCode);
        await _town.RunAsync("INSERT INTO layer.zones (fid, geom) VALUES (9001, ST_MakeEnvelope(139.33, 35.13, 139.331, 35.131, 6668))");
        Assert.Contains(tile.ToString(), Tiles(await stream.ChangeAsync("zones")));
        Assert.Equal([9001ul], await IdsAsync("zones", tile));
        await _town.RunAsync("DELETE FROM layer.zones WHERE fid = 9001");
        await stream.ChangeAsync("zones");
        Assert.Empty(await IdsAsync("zones", tile));

        var full = TileCoord.At(new LonLat(139.305, 35.105), 15);
        Assert.NotEmpty(await IdsAsync("zones,dots", full));
        await _town.RunAsync("TRUNCATE layer.zones");
        await stream.ChangeAsync("zones");
        Assert.Equal(HttpStatusCode.NoContent, (await Client.GetAsync($"/tiles/zones/{full}.mvt")).StatusCode);
        Assert.Equal(["dots"], (await LayersAsync("zones,dots", full)).Select(l => l.Name));
    }

    [Fact]
    public async Task Tiles_of_several_layers_change_with_each_of_them()
    {
        var tile = TileCoord.At(new LonLat(139.305, 35.105), 15);
        await using var stream = await EventReader.OpenAsync(Client);
        await stream.NextAsync();
        var first = await TagsAsync("zones,dots", [tile.ToString()]);
        await _town.RunAsync("UPDATE layer.dots SET \"名称\" = '改' WHERE fid = 125");
        await stream.ChangeAsync("dots");
        var second = await TagsAsync("zones,dots", [tile.ToString()]);
        Assert.NotEqual(first, second);
        var dot = (await LayersAsync("zones,dots", tile)).Single(l => l.Name == "dots").Features.Single(f => f.Id == 125);
        Assert.Equal("改", dot.Properties["名称"]);
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_he_missed_or_that_everything_may_be_different()
    {
        string seen;
        await using (var stream = await EventReader.OpenAsync(Client))
        {
            await stream.NextAsync();
            await _town.RunAsync("UPDATE layer.zones SET \"名称\" = '一' WHERE fid = 1");
            await stream.ChangeAsync("zones");
            seen = stream.Id;
        }

        await _town.RunAsync("UPDATE layer.zones SET \"名称\" = '二' WHERE fid = 2");
        await _town.Server.UntilAsync(s => s!.Find("zones")!.Revision >= 3);
        await using (var again = await EventReader.OpenAsync(Client, seen))
        {
            var missed = await again.ChangeAsync("zones");
            Assert.Equal((await _town.TouchedAsync("(SELECT geom_3857 FROM layer.zones WHERE fid = 2)")).Order(), Tiles(missed).Order());
            Assert.Equal("hello", (await again.NextAsync()).Name);
        }

        await using var stranger = await EventReader.OpenAsync(Client, "999999");
        var all = await stranger.ChangeAsync("zones");
        Assert.Equal(JsonValueKind.Null, all.GetProperty("tiles").ValueKind);
    }

    [Fact]
    public async Task Two_servers_follow_the_same_change_and_a_lost_notification_is_caught_up()
    {
        await using var other = await _town.StartAsync();
        await using var here = await EventReader.OpenAsync(Client);
        await using var there = await EventReader.OpenAsync(other.Client);
        await here.NextAsync();
        await there.NextAsync();
        await _town.RunAsync("UPDATE layer.zones SET geom = ST_Translate(geom, 0.001, 0) WHERE fid = 50");
        Assert.Equal(Tiles(await here.ChangeAsync("zones")).Order(), Tiles(await there.ChangeAsync("zones")).Order());

        // Without the notification: as when it was sent while the connection was gone.
        await _town.RunAsync("""
            CREATE FUNCTION gis.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT NULL::void';
            ALTER FUNCTION gis.record_change(text, text, bigint, geometry) SET search_path = gis, pg_catalog, public;
            """);
        await _town.RunAsync("UPDATE layer.zones SET geom = ST_Translate(geom, 0.001, 0) WHERE fid = 51");
        Assert.NotEmpty(Tiles(await here.ChangeAsync("zones")));
        Assert.NotEmpty(Tiles(await there.ChangeAsync("zones")));
    }

    [Fact]
    public async Task A_map_that_was_told_by_one_server_gets_the_new_tile_from_another_that_is_a_moment_behind()
    {
        var revision = (await Client.JsonAsync("/catalogue.json")).GetProperty("layers").EnumerateArray()
            .Single(l => l.GetProperty("id").GetString() == "zones").GetProperty("revision").GetInt64();
        var tile = TileCoord.At(new LonLat(139.3005, 35.1005), 16);
        var early = Client.GetByteArrayAsync($"/tiles/zones/{tile}.mvt?r={revision + 1}-00000000");
        await _town.RunAsync("UPDATE layer.zones SET \"名称\" = '新しい' WHERE fid = 1");
        Assert.Equal("新しい", DecodedTile.Read(await early).Single().Features.Single(f => f.Id == 1).Properties["名称"]);
    }

    private static IEnumerable<TileCoord> Around(int firstZoom, int lastZoom)
    {
        for (var zoom = firstZoom; zoom <= lastZoom; zoom++)
        {
            var (first, last) = (TileCoord.At(new LonLat(139.299, 35.126), zoom), TileCoord.At(new LonLat(139.326, 35.099), zoom));
            for (var x = first.X; x <= last.X; x++)
            {
                for (var y = first.Y; y <= last.Y; y++)
                    yield return TileCoord.TryCreate(zoom, x, y, out var tile) ? tile : default;
            }
        }
    }

    private static List<string> Tiles(JsonElement change) => [.. change.GetProperty("tiles").EnumerateArray().Select(t => t.GetString()!)];

    private async Task<Dictionary<string, string>> TagsAsync(string layers, IEnumerable<string> tiles)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tile in tiles)
        {
            using var response = await Client.GetAsync($"/tiles/{layers}/{tile}.mvt");
            tags[tile] = response.Headers.ETag!.Tag;
        }

        return tags;
    }

    private async Task<IReadOnlyList<DecodedLayer>> LayersAsync(string layers, TileCoord tile) => DecodedTile.Read(await Client.GetByteArrayAsync($"/tiles/{layers}/{tile}.mvt"));

    private async Task<List<ulong>> IdsAsync(string layers, TileCoord tile) => [.. (await LayersAsync(layers, tile)).SelectMany(l => l.Features).Select(f => f.Id!.Value)];
}
