using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Tiles;
using Gis.Testing;
using Gis.Testing.Tiles;
using Npgsql;
using Xunit;

namespace Gis.Engine.Tests.Tiles;

public sealed class TileReaderTests(ShapesTown town) : IClassFixture<ShapesTown>
{
    private readonly TileReader _reader = new(town.Database.Public);

    [Theory]
    [InlineData("hazard_zones")]
    [InlineData("areas")]
    [InlineData("ways")]
    [InlineData("spots")]
    [InlineData("all_sorts")]
    public async Task Ids_are_those_that_intersect_the_buffered_tile(string id)
    {
        var layer = town.Snapshot.Find(id)!;
        var compared = 0;
        foreach (var tile in Tiles())
        {
            var expected = await IntersectingAsync(layer, tile);
            var decoded = DecodedTile.Read(await _reader.ReadAsync(town.Snapshot, [layer], tile));
            var found = decoded.SelectMany(l => l.Features).Select(f => (long)f.Id!.Value).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"{id} {tile}: missing {string.Join(",", expected.Except(found))}, too many {string.Join(",", found.Except(expected))}");
            compared += expected.Count;
        }

        Assert.True(compared > 100, $"Only {compared} features were compared.");
    }

    [Fact]
    public async Task Small_parts_of_a_hazard_zone_stand_on_every_zoom()
    {
        var layer = town.Snapshot.Find("hazard_zones")!;
        foreach (var (lon, lat, fid) in await PartsAsync())
        {
            for (var z = 0; z <= 18; z++)
            {
                var at = TileCoord.At(new LonLat(lon, lat), z);
                var feature = DecodedTile.Read(await _reader.ReadAsync(town.Snapshot, [layer], at)).Single().Features.Single(f => (long)f.Id!.Value == fid);
                var (x, y) = Local(at, lon, lat);
                Assert.True(Rings(feature.Geometry).Any(r => Near(r, x, y)), $"Part of {fid} at {lon},{lat} is not in {at}.");
            }
        }
    }

    [Fact]
    public async Task Several_layers_in_one_tile_keep_their_order_and_names()
    {
        var tile = TileCoord.At(new LonLat(139.31, 35.11), 13);
        var layers = new[] { town.Snapshot.Find("ways")!, town.Snapshot.Find("hazard_zones")! };
        Assert.Equal(["ways", "hazard_zones"], DecodedTile.Read(await _reader.ReadAsync(town.Snapshot, layers, tile)).Select(l => l.Name));
    }

    [Fact]
    public async Task A_tile_without_features_is_empty() =>
        Assert.Empty(await _reader.ReadAsync(town.Snapshot, [.. town.Snapshot.Drawn], TileCoord.At(new LonLat(0, 0), 14)));

    [Fact]
    public async Task A_layer_begins_at_its_zoom_and_a_hazard_at_zero()
    {
        var late = town.Snapshot.Find("areas")! with { MinZoom = 14 };
        var hazard = town.Snapshot.Find("hazard_zones")! with { MinZoom = 14 };
        Assert.Empty(await _reader.ReadAsync(town.Snapshot, [late], TileCoord.At(new LonLat(139.31, 35.11), 13)));
        Assert.NotEmpty(await _reader.ReadAsync(town.Snapshot, [late], TileCoord.At(new LonLat(139.31, 35.11), 14)));
        Assert.NotEmpty(await _reader.ReadAsync(town.Snapshot, [hazard], TileCoord.At(new LonLat(139.31, 35.11), 0)));
    }

    // Tiles at every zoom, around places spread over the town; few where one tile holds everything.
    private static IEnumerable<TileCoord> Tiles()
    {
        var random = TestScale.Random(2);
        for (var z = 0; z <= 18; z++)
        {
            foreach (var tile in Enumerable.Range(0, TestScale.Cases(z < 11 ? 1 : 8, z < 11 ? 2 : 60)).Select(_ =>
                TileCoord.At(new LonLat(139.28 + (random.NextDouble() * 0.06), 35.08 + (random.NextDouble() * 0.06)), z)).Distinct())
                yield return tile;
        }
    }

    private async Task<List<long>> IntersectingAsync(Layer layer, TileCoord tile)
    {
        var (w, s, e, n) = tile.Bounds;
        var b = TileGrid.UnitOf(tile) * TileGrid.Buffer;
        await using var command = town.Database.Owner.CreateCommand(
            $"SELECT fid FROM layer.\"{layer.Id}\" WHERE ST_Intersects(geom_3857, ST_MakeEnvelope($1, $2, $3, $4, 3857)) ORDER BY fid");
        foreach (var value in (double[])[w - b, s - b, e + b, n + b])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
        var fids = new List<long>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            fids.Add(reader.GetInt64(0));
        return fids;
    }

    private async Task<List<(double Lon, double Lat, long Fid)>> PartsAsync()
    {
        await using var command = town.Database.Owner.CreateCommand(
            """
            SELECT ST_X(p), ST_Y(p), fid FROM (
                SELECT ST_PointOnSurface(d.geom) AS p, t.fid FROM layer.hazard_zones t, ST_Dump(t.geom) d
                WHERE ST_NumGeometries(t.geom) > 1 AND t.fid % 4 = 0) x
            """);
        var parts = new List<(double, double, long)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            parts.Add((reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2)));
        Assert.NotEmpty(parts);
        return parts;
    }

    private static (double X, double Y) Local(TileCoord tile, double lon, double lat)
    {
        var (x, y) = WebMercator.FromLonLat(new LonLat(lon, lat));
        return ((x - tile.Bounds.West) / TileGrid.UnitOf(tile), (tile.Bounds.North - y) / TileGrid.UnitOf(tile));
    }

    // Within the ring's box, or no more than two CSS pixels beside it: where a stand-in may be.
    private static bool Near(List<(int X, int Y)> ring, double x, double y) =>
        x >= ring.Min(p => p.X) - 16 && x <= ring.Max(p => p.X) + 16 && y >= ring.Min(p => p.Y) - 16 && y <= ring.Max(p => p.Y) + 16;

    private static List<List<(int X, int Y)>> Rings(IReadOnlyList<uint> commands)
    {
        var (rings, x, y) = (new List<List<(int, int)>>(), 0, 0);
        for (var i = 0; i < commands.Count;)
        {
            var (command, count) = (commands[i] & 7, commands[i] >> 3);
            i++;
            if (command == 7)
                continue;
            for (var k = 0; k < count; k++, i += 2)
            {
                x += (int)(commands[i] >> 1) ^ -(int)(commands[i] & 1);
                y += (int)(commands[i + 1] >> 1) ^ -(int)(commands[i + 1] & 1);
                if (command == 1)
                    rings.Add([]);
                rings[^1].Add((x, y));
            }
        }

        return rings;
    }
}
