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
    [InlineData("beehives")]
    [InlineData("flood")]
    [InlineData("parcels")]
    [InlineData("sites")]
    public async Task It_gets_every_shape_with_the_coordinates_of_the_database(string layer)
    {
        var lines = (await OtherProgram.RunAsync(
            "ogr2ogr", "-f", "GeoJSONSeq", "/vsistdout/", $"OAPIF:{town.Public.Address}ogc", layer, "-oo", "PAGE_SIZE=2", "-lco", "COORDINATE_PRECISION=10")).Trim().Split('\n');
        await using var command = town.Database.Public.CreateCommand(
            $"SELECT fid, ARRAY(SELECT ARRAY[ST_X(p.geom), ST_Y(p.geom)] FROM ST_DumpPoints(t.geom) p) FROM for_public.{layer} t ORDER BY fid");
        await using var reader = await command.ExecuteReaderAsync();
        foreach (var line in lines)
        {
            Assert.True(await reader.ReadAsync());
            var expected = await reader.IsDBNullAsync(1) || reader.GetValue(1) is not double[,] positions ? [] :
                Enumerable.Range(0, positions.GetLength(0)).Select(i => (X: positions[i, 0], Y: positions[i, 1])).ToList();
            var got = Positions(JsonDocument.Parse(line).RootElement.GetProperty("geometry")).ToList();
            Assert.Equal(expected.Count, got.Count);
            Assert.All(expected, e => Assert.Contains(got, g => Math.Abs(g.X - e.X) < 1e-9 && Math.Abs(g.Y - e.Y) < 1e-9));
        }

        Assert.False(await reader.ReadAsync());
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

    private static IEnumerable<(double X, double Y)> Positions(JsonElement geometry)
    {
        static IEnumerable<(double, double)> Walk(JsonElement c) => c[0].ValueKind == JsonValueKind.Number
            ? [(c[0].GetDouble(), c[1].GetDouble())]
            : c.EnumerateArray().SelectMany(Walk);
        return geometry.ValueKind == JsonValueKind.Null ? [] : Walk(geometry.GetProperty("coordinates"));
    }

    [GeneratedRegex(@"Layer name: (\S+)[\s\S]*?Feature Count: (\d+)")]
    private static partial Regex Counts();
}
