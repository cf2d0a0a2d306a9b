using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>OGC API Features, Part 1: the abstract tests of core and GeoJSON, one after the other, on a made town.</summary>
public sealed class OgcCoreTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    private HttpClient Client => town.Public.Client;

    [Fact]
    public async Task The_landing_page_leads_everywhere()
    {
        var links = await LinksAsync("/ogc");
        foreach (var rel in links.Keys)
        {
            using var response = await Client.GetAsync(links[rel].Href);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal(links[rel].Type, response.Content.Headers.ContentType!.ToString().Replace("; charset=utf-8", "", StringComparison.Ordinal)
                .Replace("; version", ";version", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Conformance_names_core_geojson_and_the_api_definition()
    {
        var classes = (await Client.JsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(c => c.GetString()!).ToList();
        foreach (var one in (string[])["core", "geojson", "oas30"])
            Assert.Contains("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/" + one, classes);
    }

    [Fact]
    public async Task Every_collection_is_listed_once_and_equals_its_own_page()
    {
        var list = await Client.JsonAsync("/ogc/collections");
        Assert.Contains(list.GetProperty("links").EnumerateArray(), l => Rel(l) == "self");
        var ids = list.GetProperty("collections").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).ToList();
        Assert.Equal(["beehives", "flood", "flood_planned", "parcels", "sites"], ids.Order());
        foreach (var one in list.GetProperty("collections").EnumerateArray())
        {
            Assert.Equal(Crs84, one.GetProperty("crs")[0].GetString());
            Assert.Equal("feature", one.GetProperty("itemType").GetString());
            Assert.Single(one.GetProperty("links").EnumerateArray(), l => Rel(l) == "items" && l.GetProperty("type").GetString() == "application/geo+json");
            Assert.Equal(one.GetRawText(), (await Client.JsonAsync($"/ogc/collections/{one.GetProperty("id").GetString()}")).GetRawText());
        }
    }

    [Fact]
    public async Task The_extent_covers_every_geometry()
    {
        foreach (var one in (await Client.JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray())
        {
            if (!one.TryGetProperty("extent", out _))
            {
                Assert.Equal("flood_planned", one.GetProperty("id").GetString());
                continue;
            }

            var box = one.GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].EnumerateArray().Select(v => v.GetDouble()).ToArray();
            var page = await ItemsAsync(one.GetProperty("id").GetString()!, "limit=1000");
            foreach (var (x, y) in page.GetProperty("features").EnumerateArray().SelectMany(f => Positions(f.GetProperty("geometry"))))
                Assert.True(x >= box[0] - 1e-9 && y >= box[1] - 1e-9 && x <= box[2] + 1e-9 && y <= box[3] + 1e-9);
        }
    }

    [Theory]
    [InlineData("parcels", 3)]
    [InlineData("flood", 3)]
    [InlineData("beehives", 2)]
    [InlineData("sites", 2)]
    public async Task Items_are_a_feature_collection_with_true_counts(string id, int count)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var page = await ItemsAsync(id, "");
        Assert.Equal("FeatureCollection", page.GetProperty("type").GetString());
        Assert.Equal(count, page.GetProperty("numberMatched").GetInt32());
        Assert.Equal(count, page.GetProperty("numberReturned").GetInt32());
        Assert.Equal(count, page.GetProperty("features").GetArrayLength());
        Assert.InRange(page.GetProperty("timeStamp").GetDateTimeOffset(), before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.DoesNotContain(page.GetProperty("links").EnumerateArray(), l => Rel(l) == "next");
    }

    [Theory]
    [InlineData("")]
    [InlineData("&bbox=139,35,140,36")]
    [InlineData("&datetime=2026-01-01/..")]
    public async Task Following_next_gives_each_feature_once(string also)
    {
        var (path, ids, pages) = ($"/ogc/collections/parcels/items?limit=1{also}", new List<long>(), 0);
        while (path is not null)
        {
            var page = await Client.JsonAsync(path);
            Assert.Equal(3, page.GetProperty("numberMatched").GetInt32());
            ids.AddRange(page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
            path = page.GetProperty("links").EnumerateArray().Where(l => Rel(l) == "next").Select(l => l.GetProperty("href").GetString()).SingleOrDefault();
            pages++;
        }

        Assert.Equal([1, 2, 3], ids);
        Assert.Equal(3, pages);
    }

    [Fact]
    public async Task Limit_above_the_maximum_is_no_error() => Assert.Equal(3, (await ItemsAsync("parcels", "limit=99999999")).GetProperty("numberReturned").GetInt32());

    [Fact]
    public async Task An_offset_leaves_out_so_many() =>
        Assert.Equal([2, 3], (await ItemsAsync("parcels", "offset=1")).GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt32()));

    [Theory]
    [InlineData("139.3,35.1,139.3005,35.1005", new[] { 1, 3 })]
    [InlineData("139.3015,35.1001,139.3016,35.1002", new[] { 2, 3 })]
    [InlineData("139.3015,35.1001,-5,139.3016,35.1002,5", new[] { 2, 3 })]
    [InlineData("10,10,11,11", new[] { 3 })]
    [InlineData("139.3015,-90,139,90", new[] { 2, 3 })]
    [InlineData("-180,-90,180,90", new[] { 1, 2, 3 })]
    public async Task A_box_selects_what_meets_it_and_what_has_no_place(string box, int[] fids)
    {
        var page = await ItemsAsync("parcels", "bbox=" + box);
        Assert.Equal(fids, page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt32()));
        Assert.Equal(fids.Length, page.GetProperty("numberMatched").GetInt32());
    }

    [Theory]
    [InlineData("2026-04-01")]
    [InlineData("2026-04-01T00:00:00Z")]
    [InlineData("2026-04-01T00:00:00.5%2B09:00")]
    [InlineData("../2026-04-01")]
    [InlineData("2026-04-01/..")]
    [InlineData("2026-04-01/")]
    [InlineData("/2026-04-01")]
    [InlineData("2026-04-01/2026-05-01T00:00:00Z")]
    public async Task Datetime_is_understood_and_features_without_time_match(string time) =>
        Assert.Equal(3, (await ItemsAsync("parcels", "datetime=" + time)).GetProperty("numberMatched").GetInt32());

    [Theory]
    [InlineData("limit=abc")]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=1.5")]
    [InlineData("limit=")]
    [InlineData("limit=1&limit=2")]
    [InlineData("bbox=1,2,3")]
    [InlineData("bbox=1,2,3,x")]
    [InlineData("bbox=1,2,3,NaN")]
    [InlineData("bbox=1,2,3,1e999")]
    [InlineData("bbox=1,2,3,4,5")]
    [InlineData("bbox=139,36,140,35")]
    [InlineData("bbox=0,-91,1,91")]
    [InlineData("bbox=")]
    [InlineData("datetime=xx")]
    [InlineData("datetime=")]
    [InlineData("datetime=../..")]
    [InlineData("datetime=2026-13-01")]
    [InlineData("datetime=2026-01-01/2026-01-02/2026-01-03")]
    [InlineData("after=x")]
    [InlineData("offset=-1")]
    [InlineData("unknown=1")]
    [InlineData("LIMIT=1")]
    [InlineData("crs=http://www.opengis.net/def/crs/EPSG/0/2443")]
    public Task A_wrong_or_unknown_parameter_is_400(string query) => Client.ProblemAsync("/ogc/collections/parcels/items?" + query, 400);

    [Theory]
    [InlineData("/ogc")]
    [InlineData("/ogc/conformance")]
    [InlineData("/ogc/api")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/parcels")]
    [InlineData("/ogc/collections/parcels/items/1")]
    public Task An_unknown_parameter_is_400_everywhere(string path) => Client.ProblemAsync(path + "?unknown=1", 400);

    [Fact]
    public async Task Each_feature_has_its_own_address_with_links()
    {
        foreach (var feature in (await ItemsAsync("parcels", "")).GetProperty("features").EnumerateArray())
        {
            var id = feature.GetProperty("id").GetInt64();
            using var response = await Client.GetAsync($"/ogc/collections/parcels/items/{id}");
            Assert.Equal("application/geo+json", response.Content.Headers.ContentType!.MediaType);
            var alone = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(id, alone.GetProperty("id").GetInt64());
            Assert.Equal(feature.GetProperty("properties").GetRawText(), alone.GetProperty("properties").GetRawText());
            Assert.Equal(feature.GetProperty("geometry").GetRawText(), alone.GetProperty("geometry").GetRawText());
            Assert.Equal(["self", "alternate", "collection"], alone.GetProperty("links").EnumerateArray().Select(Rel));
            Assert.All(alone.GetProperty("links").EnumerateArray(), l => Assert.NotEqual("", l.GetProperty("type").GetString()));
        }
    }

    [Fact]
    public async Task Dates_and_numbers_keep_their_types()
    {
        var properties = (await Client.JsonAsync("/ogc/collections/beehives/items/1")).GetProperty("properties");
        Assert.Equal("2026-04-01", properties.GetProperty("置いた日").GetString());
        Assert.Equal(12.5, properties.GetProperty("重さ").GetDouble());
        Assert.Equal(JsonValueKind.Null, (await Client.JsonAsync("/ogc/collections/beehives/items/2")).GetProperty("properties").GetProperty("重さ").ValueKind);
    }

    [Fact]
    public async Task Outer_rings_go_counter_clockwise_and_there_is_no_crs_member()
    {
        foreach (var geometry in (await ItemsAsync("flood", "")).GetProperty("features").EnumerateArray().Select(f => f.GetProperty("geometry")))
        {
            Assert.False(geometry.TryGetProperty("crs", out _));
            var ring = geometry.GetProperty("type").GetString() == "Polygon" ? geometry.GetProperty("coordinates")[0] : geometry.GetProperty("coordinates")[0][0];
            var points = ring.EnumerateArray().Select(p => (X: p[0].GetDouble(), Y: p[1].GetDouble())).ToList();
            var (x0, y0) = points[0];
            Assert.True(points.Zip(points.Skip(1), (a, b) => ((a.X - x0) * (b.Y - y0)) - ((b.X - x0) * (a.Y - y0))).Sum() > 0);
        }
    }

    private static string Rel(JsonElement link) => link.GetProperty("rel").GetString()!;

    private static IEnumerable<(double X, double Y)> Positions(JsonElement geometry)
    {
        static IEnumerable<(double, double)> Walk(JsonElement c) => c[0].ValueKind == JsonValueKind.Number
            ? [(c[0].GetDouble(), c[1].GetDouble())]
            : c.EnumerateArray().SelectMany(Walk);
        return geometry.ValueKind == JsonValueKind.Null ? [] : Walk(geometry.GetProperty("coordinates"));
    }

    private async Task<Dictionary<string, (string Href, string Type)>> LinksAsync(string path) =>
        (await Client.JsonAsync(path)).GetProperty("links").EnumerateArray()
        .ToDictionary(Rel, l => (l.GetProperty("href").GetString()!, l.GetProperty("type").GetString()!));

    private Task<JsonElement> ItemsAsync(string id, string query) => Client.JsonAsync($"/ogc/collections/{id}/items?{query}");
}
