using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed class HazardsTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task A_zone_tells_class_range_source_and_what_it_means()
    {
        var zone = (await AtAsync(139.303, 35.103)).GetProperty("hazards").EnumerateArray().Single();
        Assert.Equal("flood", zone.GetProperty("layer").GetString());
        Assert.Equal("flood-depth", zone.GetProperty("kind").GetString());
        Assert.Equal(3, zone.GetProperty("rank").GetInt64());
        Assert.Equal(0.5, zone.GetProperty("minDepth").GetDouble());
        Assert.Equal(3.0, zone.GetProperty("maxDepth").GetDouble());
        Assert.Equal("m", zone.GetProperty("unit").GetString());
        Assert.Equal("想定最大規模", zone.GetProperty("scenario").GetString());
        Assert.Equal("2025-03-01", zone.GetProperty("date").GetString());
        Assert.Equal("潮見町", zone.GetProperty("source").GetString());
        Assert.Equal("#ffd8c0", zone.GetProperty("color").GetString());
        Assert.Equal(55, zone.GetProperty("severity").GetInt32());
        Assert.Contains("0.5m以上3m未満", zone.GetProperty("text").GetString());
        Assert.Contains("1階がつかる深さです", zone.GetProperty("text").GetString());
    }

    [Fact]
    public async Task An_open_ended_depth_has_no_maximum()
    {
        var zone = (await AtAsync(139.308, 35.103)).GetProperty("hazards").EnumerateArray().Single();
        Assert.Equal(20, zone.GetProperty("minDepth").GetDouble());
        Assert.Equal(JsonValueKind.Null, zone.GetProperty("maxDepth").ValueKind);
        Assert.Contains("20m以上", zone.GetProperty("text").GetString());
    }

    [Fact]
    public async Task On_a_shared_edge_both_zones_are_told_the_graver_first() =>
        Assert.Equal([6, 3], (await AtAsync(139.306, 35.103)).GetProperty("hazards").EnumerateArray().Select(z => (int)z.GetProperty("rank").GetInt64()));

    [Fact]
    public async Task No_zone_inside_the_coverage_and_no_data_outside_are_told_apart()
    {
        var inside = await AtAsync(139.295, 35.095);
        Assert.Equal(["flood", "flood_planned"], Words(inside, "checked"));
        Assert.Empty(Words(inside, "outsideCoverage"));
        Assert.Contains("「洪水の深さ」（令和7年3月1日）では、この場所は浸水想定区域に入っていません", inside.GetProperty("text").GetString());
        var outside = await AtAsync(139.325, 35.095);
        Assert.Empty(Words(outside, "checked"));
        Assert.Equal(["flood", "flood_planned"], Words(outside, "outsideCoverage"));
        Assert.Contains("洪水の深さ、計画規模の洪水は、この地点のデータがありません", outside.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_layer_without_a_zone_does_not_contradict_one_of_its_kind_that_has_one()
    {
        var answer = await AtAsync(139.303, 35.103);
        var other = answer.GetProperty("noZone").EnumerateArray().Single();
        Assert.Equal("flood_planned", other.GetProperty("layer").GetString());
        Assert.StartsWith("「計画規模の洪水」（令和7年3月1日）では、この場所は", other.GetProperty("text").GetString());
        Assert.DoesNotContain("「洪水の深さ」（", answer.GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_caution_that_layers_share_is_said_once()
    {
        var text = (await AtAsync(139.295, 35.095)).GetProperty("text").GetString()!;
        Assert.Equal(2, text.Split("区域の外でも、想定をこえる雨などで被害が出ることがあります").Length);
    }

    [Fact]
    public async Task Kinds_that_are_not_loaded_are_named()
    {
        var answer = await AtAsync(139.303, 35.103);
        Assert.Contains("tsunami", Words(answer, "missing"));
        Assert.Contains("landslide", Words(answer, "missing"));
        Assert.DoesNotContain("flood-depth", Words(answer, "missing"));
        Assert.DoesNotContain("parcel", Words(answer, "missing"));
    }

    [Theory]
    [InlineData(139.303, 35.103)]
    [InlineData(139.295, 35.095)]
    [InlineData(139.325, 35.095)]
    [InlineData(0, 0)]
    public async Task It_never_says_that_a_place_is_safe(double lon, double lat)
    {
        var text = (await AtAsync(lon, lat)).ToString();
        foreach (var word in (string[])["安全", "安心", "大丈夫", "危険はありません", "safe"])
            Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_nearest_sites_come_with_distance_direction_and_their_own_hazards()
    {
        var sites = (await AtAsync(139.302, 35.103)).GetProperty("sites").EnumerateArray().ToList();
        Assert.Equal(["本町小学校", "丘の公園"], sites.Select(s => s.GetProperty("name").GetString()));
        Assert.Equal("東", sites[0].GetProperty("direction").GetString());
        Assert.Equal("北東", sites[1].GetProperty("direction").GetString());
        Assert.Equal(["flood"], Words(sites[0], "hazards"));
        Assert.Empty(Words(sites[1], "hazards"));
        Assert.Equal("no", sites[0].GetProperty("fits").GetProperty("flood").GetString());
        Assert.Equal("yes", sites[1].GetProperty("fits").GetProperty("flood").GetString());
        Assert.False(sites[1].GetProperty("fits").TryGetProperty("landslide", out _));
        Assert.Equal(await GeodesicAsync(139.302, 35.103, 139.303, 35.103), sites[0].GetProperty("distance").GetDouble(), 1);
    }

    [Fact]
    public async Task The_place_has_words()
    {
        Assert.Equal("本町1-1（地番）", (await AtAsync(139.3005, 35.1005)).GetProperty("place").GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, (await AtAsync(139.32, 35.12)).GetProperty("place").GetProperty("text").ValueKind);
    }

    [Fact]
    public async Task The_answer_equals_PostGIS_at_random_places()
    {
        var random = Gis.Testing.TestScale.Random(3);
        await using var command = town.Database.Owner.CreateCommand(
            "SELECT coalesce(array_agg(hazard_rank ORDER BY hazard_rank), '{}') FROM layer.flood WHERE ST_Intersects(geom, ST_SetSRID(ST_MakePoint($1, $2), 6668))");
        command.Parameters.Add(new Npgsql.NpgsqlParameter<double>());
        command.Parameters.Add(new Npgsql.NpgsqlParameter<double>());
        var hits = 0;
        for (var i = 0; i < Gis.Testing.TestScale.Cases(150, 5000); i++)
        {
            // A third of the places lie on the edges and corners of zones.
            var (lon, lat) = (139.299 + (random.NextDouble() * 0.011), 35.099 + (random.NextDouble() * 0.008));
            if (i % 3 == 0)
                (lon, lat) = (139.3 + (0.003 * random.Next(4)), 35.1 + (0.003 * random.Next(3)));
            ((Npgsql.NpgsqlParameter<double>)command.Parameters[0]).TypedValue = lon;
            ((Npgsql.NpgsqlParameter<double>)command.Parameters[1]).TypedValue = lat;
            var expected = (long[])(await command.ExecuteScalarAsync())!;
            var answer = await AtAsync(lon, lat);
            Assert.Equal(expected, answer.GetProperty("hazards").EnumerateArray().Select(z => z.GetProperty("rank").GetInt64()).Order());
            hits += expected.Length;
        }

        Assert.True(hits > 20);
    }

    [Theory]
    [InlineData("/hazards")]
    [InlineData("/hazards?lon=139.3")]
    [InlineData("/hazards?lon=a&lat=b")]
    [InlineData("/hazards?lon=NaN&lat=35")]
    [InlineData("/hazards?lon=181&lat=35")]
    [InlineData("/hazards?lon=35&lat=139")]
    [InlineData("/hazards?lon=1e400&lat=35")]
    public Task A_wrong_place_is_a_problem(string path) => town.Public.Client.ProblemAsync(path, 400);

    private static List<string?> Words(JsonElement element, string member) =>
        [.. element.GetProperty(member).EnumerateArray().Select(w => w.GetString())];

    private Task<JsonElement> AtAsync(double lon, double lat) =>
        town.Public.Client.JsonAsync(FormattableString.Invariant($"/hazards?lon={lon:R}&lat={lat:R}"));

    private async Task<double> GeodesicAsync(double lon1, double lat1, double lon2, double lat2)
    {
        await using var command = town.Database.Owner.CreateCommand(FormattableString.Invariant(
            $"SELECT ST_Distance('SRID=4326;POINT({lon1} {lat1})'::geography, 'SRID=4326;POINT({lon2} {lat2})'::geography)"));
        return (double)(await command.ExecuteScalarAsync())!;
    }
}
