using System.Globalization;
using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Npgsql;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>OGC API – Features, Part 2. The judge of coordinates is PROJ, through PostGIS; it shares no code with the product's own projections.</summary>
public sealed class CrsTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private HttpClient Client => town.Public.Client;

    public static TheoryData<string, int, bool> Systems => new()
    {
        { Crs84, 4326, false },
        { Epsg + "4326", 4326, true },
        { Epsg + "6668", 6668, true },
        { Epsg + "3857", 3857, false },
        { Epsg + "6677", 6677, true },
    };

    [Fact]
    public async Task Collections_list_the_systems_and_the_one_of_storage()
    {
        var list = await Client.JsonAsync("/ogc/collections");
        var expected = Systems.Select(s => (string)s[0]).ToList();
        Assert.Equal(expected, list.GetProperty("crs").EnumerateArray().Select(c => c.GetString()));
        foreach (var one in list.GetProperty("collections").EnumerateArray())
        {
            Assert.Equal(expected, one.GetProperty("crs").EnumerateArray().Select(c => c.GetString()));
            Assert.Contains(one.GetProperty("storageCrs").GetString(), expected);
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task Coordinates_and_axis_order_are_those_of_PROJ(string uri, int srid, bool northFirst)
    {
        foreach (var collection in (string[])["parcels", "flood", "beehives"])
        {
            using var response = await Client.GetAsync($"/ogc/collections/{collection}/items?crs={uri}");
            Assert.Equal($"<{uri}>", response.Headers.GetValues("Content-Crs").Single());
            var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            foreach (var feature in page.GetProperty("features").EnumerateArray().Where(f => f.GetProperty("geometry").ValueKind != JsonValueKind.Null))
            {
                var fid = feature.GetProperty("id").GetInt64();
                var given = Positions(feature.GetProperty("geometry")).Select(p => northFirst ? (X: p.Second, Y: p.First) : (X: p.First, Y: p.Second)).Order().Distinct().ToList();
                var judged = (await ByProjAsync(collection, fid, srid)).Order().Distinct().ToList();
                Assert.Equal(judged.Count, given.Count);
                var tolerance = srid is 4326 or 6668 ? 1e-9 : 1e-4;
                foreach (var (x, y) in judged)
                    Assert.Contains(given, g => Math.Abs(g.X - x) <= tolerance && Math.Abs(g.Y - y) <= tolerance);
                using var alone = await Client.GetAsync($"/ogc/collections/{collection}/items/{fid}?crs={uri}");
                Assert.Equal($"<{uri}>", alone.Headers.GetValues("Content-Crs").Single());
                Assert.Equal(feature.GetProperty("geometry").GetRawText(), JsonDocument.Parse(await alone.Content.ReadAsStringAsync()).RootElement.GetProperty("geometry").GetRawText());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_box_in_a_system_selects_what_PROJ_says_lies_in_it(string uri, int srid, bool northFirst)
    {
        // Around the first parcel and a third of the second one; then to the west of both.
        foreach (var (west, south, east, north) in ((double, double, double, double)[])[(139.2999, 35.0999, 139.3013, 35.1001), (139.29, 35.0999, 139.2999, 35.1001)])
        {
            await using var command = town.Database.Owner.CreateCommand($"""
                SELECT array_agg(fid ORDER BY fid) FROM layer.parcels, (SELECT ST_Transform(ST_MakeEnvelope({Inv(west)}, {Inv(south)}, {Inv(east)}, {Inv(north)}, 6668), {srid}) AS b) q
                WHERE geom IS NULL OR ST_Intersects(ST_Transform(geom, {srid}), ST_Envelope(b))
                """);
            var expected = (long[])(await command.ExecuteScalarAsync())!;
            await using var box = town.Database.Owner.CreateCommand($"""
                SELECT ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b) FROM (SELECT ST_Transform(ST_MakeEnvelope({Inv(west)}, {Inv(south)}, {Inv(east)}, {Inv(north)}, 6668), {srid}) AS b) q
                """);
            await using var reader = await box.ExecuteReaderAsync();
            await reader.ReadAsync();
            var (x1, y1, x2, y2) = (reader.GetDouble(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3));
            var text = northFirst ? $"{Inv(y1)},{Inv(x1)},{Inv(y2)},{Inv(x2)}" : $"{Inv(x1)},{Inv(y1)},{Inv(x2)},{Inv(y2)}";
            var page = await Client.JsonAsync($"/ogc/collections/parcels/items?bbox={text}&bbox-crs={uri}");
            Assert.Equal(expected, page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
        }
    }

    [Theory]
    [InlineData("crs")]
    [InlineData("bbox-crs")]
    [InlineData("filter-crs")]
    public async Task A_system_that_is_not_listed_is_400(string parameter)
    {
        foreach (var uri in (string[])[Epsg + "6678", Epsg + "32654", "EPSG:4326", "", "http://www.opengis.net/def/crs/OGC/1.3/CRS84h"])
            await Client.ProblemAsync($"/ogc/collections/parcels/items?bbox=139,35,140,36&{parameter}={uri}", 400);
    }

    [Theory]
    [InlineData("3857", "1e9,0,2e9,1")]
    [InlineData("3857", "10,0,1,1")]
    [InlineData("6677", "5000000,0,5000001,1")]
    [InlineData("4326", "139,35,140,36")]
    public Task A_box_outside_its_system_is_400(string code, string box) =>
        Client.ProblemAsync($"/ogc/collections/parcels/items?bbox={box}&bbox-crs={Epsg}{code}", 400);

    [Fact]
    public async Task A_box_without_width_is_a_line()
    {
        var page = await Client.JsonAsync($"/ogc/collections/parcels/items?bbox=-99890,-48500,-99880,-48500&bbox-crs={Epsg}6677");
        Assert.Equal([3], page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
    }

    private static string Inv(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<(double First, double Second)> Positions(JsonElement geometry)
    {
        static IEnumerable<(double, double)> Walk(JsonElement c) => c[0].ValueKind == JsonValueKind.Number
            ? [(c[0].GetDouble(), c[1].GetDouble())]
            : c.EnumerateArray().SelectMany(Walk);
        return Walk(geometry.GetProperty("coordinates"));
    }

    private async Task<List<(double X, double Y)>> ByProjAsync(string layer, long fid, int srid)
    {
        await using var command = town.Database.Owner.CreateCommand(
            $"SELECT ST_X(p.geom), ST_Y(p.geom) FROM layer.{layer} t, ST_DumpPoints(ST_Transform(t.geom, {srid})) p WHERE t.fid = $1");
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = fid });
        await using var reader = await command.ExecuteReaderAsync();
        var positions = new List<(double, double)>();
        while (await reader.ReadAsync())
            positions.Add((reader.GetDouble(0), reader.GetDouble(1)));
        return positions;
    }
}
