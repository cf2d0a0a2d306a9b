using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Testing;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.Engine.Tests.Memory;

/// <summary>The engine in memory, judged by PostGIS: every tile of zoom 0 to 18.</summary>
public sealed class MemoryTileTests(JudgeTown town) : IClassFixture<JudgeTown>
{
    [Theory]
    [InlineData("parcels", "public")]
    [InlineData("zones", "public")]
    [InlineData("zones", "staff")]
    [InlineData("ways", "public")]
    [InlineData("spots", "public")]
    [InlineData("sorts", "staff")]
    public async Task Tiles_are_what_the_view_says(string id, string rights)
    {
        Assert.True(AudienceText.TryParse(rights, out var audience));
        var snapshot = await town.LoadAsync(audience, id);
        var judge = new TileJudge(town.Source(audience), $"for_{rights}.{id}");
        foreach (var tile in JudgeTiles.Around(TestScale.Cases(130, 420)))
        {
            var encoded = snapshot.Encode(tile);
            Assert.Equal(encoded.Fids, await judge.CheckAsync(tile, encoded.Mvt, snapshot.Layer.Fields));
        }

        Assert.True(judge.Compared > 1000, $"Only {judge.Compared} features were compared.");
    }

    [Fact]
    public async Task A_tile_in_which_there_is_nothing_is_empty()
    {
        var snapshot = await town.LoadAsync(Audience.Public, "zones");
        var encoded = snapshot.Encode(TileCoord.At(new LonLat(0, 0), 14));
        Assert.True(encoded.Mvt.IsEmpty);
        Assert.Empty(encoded.Fids);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_bytes()
    {
        var (one, other) = (await town.LoadAsync(Audience.Public, "zones"), await town.LoadAsync(Audience.Public, "zones"));
        other.Prepare(0, 18, threads: 2);
        foreach (var tile in JudgeTiles.Around(60))
            Assert.Equal(one.Encode(tile).Mvt.ToArray(), other.Encode(tile).Mvt.ToArray());
    }

    [Fact]
    public async Task Many_threads_get_the_same_tiles_as_one()
    {
        var (snapshot, alone) = (await town.LoadAsync(Audience.Public, "zones"), await town.LoadAsync(Audience.Public, "zones"));
        var tiles = JudgeTiles.Around(60).ToList();
        var together = new byte[tiles.Count][];
        Parallel.For(0, tiles.Count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => together[i] = snapshot.Encode(tiles[i]).Mvt.ToArray());
        Assert.All(tiles.Zip(together), t => Assert.Equal(alone.Encode(t.First).Mvt.ToArray(), t.Second));
    }
}
