using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>GDAL, which shares no code with the server, reads what it gives.</summary>
public sealed partial class GdalTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task It_reads_every_collection_with_the_right_count()
    {
        var report = await OtherProgram.RunAsync("ogrinfo", "-ro", "-al", "-so", $"OAPIF:{town.Public.Address}ogc");
        var counts = Counts().Matches(report).ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(new Dictionary<string, int> { ["beehives"] = 2, ["flood"] = 3, ["flood_planned"] = 0, ["parcels"] = 3, ["sites"] = 2 }, counts.OrderBy(c => c.Key).ToDictionary());
    }

    [Fact]
    public async Task It_pages_through_a_collection_and_gets_every_feature()
    {
        var lines = (await OtherProgram.RunAsync(
            "ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", $"OAPIF:{town.Public.Address}ogc", "parcels", "-oo", "PAGE_SIZE=1")).Trim().Split('\n');
        Assert.Equal(["1-1", "1-2", "無番"], lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("properties").GetProperty("地番").GetString()));
    }

    [Theory]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(17)]
    public async Task It_decodes_tiles_into_valid_shapes_in_their_place(int zoom)
    {
        var tile = TileCoord.At(new LonLat(139.3005, 35.1005), zoom);
        var file = Path.Combine(town.Public.Home, $"{zoom}.mvt");
        await File.WriteAllBytesAsync(file, await town.Public.Client.GetByteArrayAsync($"/tiles/parcels,flood/{tile}.mvt"));
        foreach (var (layer, least) in (((string, int)[])[("flood", zoom < 15 ? 2 : 1), ("parcels", zoom < 15 ? 0 : 2)]).Where(l => l.Item2 > 0))
        {
            var lines = (await OtherProgram.RunAsync(
                "ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", "-t_srs", "EPSG:4326", "-dialect", "SQLite",
                "-sql", $"SELECT geometry, mvt_id, ST_IsValid(geometry) AS valid FROM \"{layer}\"",
                file, "-oo", $"X={tile.X}", "-oo", $"Y={tile.Y}", "-oo", $"Z={tile.Z}")).Trim().Split('\n');
            Assert.True(lines.Length >= least, $"{layer} {tile}: {lines.Length}");
            foreach (var properties in lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("properties")))
                Assert.Equal(1, properties.GetProperty("valid").GetInt32());
        }
    }

    [GeneratedRegex(@"Layer name: (\S+)[\s\S]*?Feature Count: (\d+)")]
    private static partial Regex Counts();
}
