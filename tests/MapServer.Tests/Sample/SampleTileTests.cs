using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.MapServer.Tests.Sample;

/// <summary>
/// Tiles of the sample town as the server gives them, judged by PostGIS with a decoder and a test of validity that share no code with the encoder: every
/// layer at every zoom; in the full run every tile.
/// </summary>
[Collection(SampleTown.Name)]
public sealed class SampleTileTests(SampleTownServer town)
{
    private const int Slice = 1;

    [Fact]
    public async Task Tiles_hold_exactly_what_the_view_says()
    {
        var snapshot = await TownSnapshotReader.LoadAsync(town.Database.Public, Audience.Public);
        var random = TestScale.Random(17);
        var compared = 0;
        foreach (var layer in snapshot.Drawn.Where(l => l.BoundingBox is not null))
        {
            var judge = new TileJudge(town.Database.Public, $"for_public.\"{layer.Id}\"");
            var first = (await town.Public.Client.JsonAsync($"/tiles/{layer.Id}.json")).GetProperty("vector_layers")[0].GetProperty("minzoom").GetInt32();
            for (var zoom = 0; zoom <= Layer.TileMaxZoom; zoom++)
            {
                var all = Tiles(layer, zoom);
                foreach (var tile in TestScale.IsFull ? all : [.. Enumerable.Range(0, Slice).Select(_ => all[random.Next(all.Count)])])
                {
                    var bytes = await town.Public.Client.GetByteArrayAsync($"/tiles/{layer.Id}/{tile}.mvt");
                    if (zoom < first)
                        Assert.Empty(bytes);
                    else
                        await judge.CheckAsync(tile, bytes, layer.Fields);
                }
            }

            compared += judge.Compared;
        }

        Assert.True(compared > 1000, $"{compared} features compared");
    }

    private static List<TileCoord> Tiles(Layer layer, int zoom)
    {
        var box = layer.BoundingBox!;
        var (first, last) = (TileCoord.At(new LonLat(box[0], box[3]), zoom), TileCoord.At(new LonLat(box[2], box[1]), zoom));
        var tiles = new List<TileCoord>();
        for (var x = first.X; x <= last.X; x++)
        {
            for (var y = first.Y; y <= last.Y; y++)
            {
                Assert.True(TileCoord.TryCreate(zoom, x, y, out var tile));
                tiles.Add(tile);
            }
        }

        return tiles;
    }
}
