using Gis.Core.Geodesy;
using Xunit;

namespace Gis.Core.Tests.Geodesy;

public sealed class TileCoordTests
{
    [Fact]
    public void Tokyo_station_lies_in_the_known_tile()
    {
        // 14/14552/6451 is the tile 国土地理院 publishes for Tokyo station.
        Assert.Equal("14/14552/6451", TileCoord.At(new LonLat(139.767125, 35.681236), 14).ToString());
    }

    [Fact]
    public void A_tile_holds_the_position_it_was_made_from()
    {
        var random = new Random(7);
        for (var i = 0; i < 1000; i++)
        {
            var p = new LonLat(random.NextDouble() * 360 - 180, random.NextDouble() * 170 - 85);
            var tile = TileCoord.At(p, random.Next(0, 23));
            var (x, y) = WebMercator.FromLonLat(p);
            Assert.InRange(x, tile.Bounds.West - 1e-6, tile.Bounds.East + 1e-6);
            Assert.InRange(y, tile.Bounds.South - 1e-6, tile.Bounds.North + 1e-6);
        }
    }

    [Theory]
    [InlineData(-1, 0, 0)]
    [InlineData(23, 0, 0)]
    [InlineData(3, 8, 0)]
    [InlineData(3, 0, -1)]
    public void Addresses_outside_the_pyramid_are_refused(int z, int x, int y) => Assert.False(TileCoord.TryCreate(z, x, y, out _));

    [Fact]
    public void Mercator_goes_there_and_back()
    {
        var (x, y) = WebMercator.FromLonLat(new LonLat(139.3, 35.1));
        var back = WebMercator.ToLonLat(x, y);
        Assert.Equal(139.3, back.Lon, 1e-12);
        Assert.Equal(35.1, back.Lat, 1e-12);
    }
}
