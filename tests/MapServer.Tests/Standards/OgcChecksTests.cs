using System.Globalization;
using System.Net;
using System.Text.Json;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>
/// The checks of OGC API – Features and – Tiles one after the other, named by part and place in the list of checks. What a check needs more room for has a class of
/// its own beside this one: Part 2 <see cref="CrsTests"/>, Part 3 <see cref="FilterTests"/>, Part 4 <see cref="WritingTests"/>, the definition <see cref="DefinitionTests"/>.
/// </summary>
public sealed class OgcChecksTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Rel = "http://www.opengis.net/def/rel/ogc/1.0/";
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    private static readonly string[] Ids = ["beehives", "flood", "flood_planned", "parcels", "sites"];

    private HttpClient Client => town.Public.Client;

    [Fact]
    public async Task P1_01_the_landing_page_has_its_links() =>
        Assert.Superset(new HashSet<string> { "service-desc", "service-doc", "conformance", "data" }, (await LinksAsync("/ogc")).Select(l => l.Rel).ToHashSet());

    [Fact]
    public async Task P1_02_the_definition_comes_as_openapi_and_as_a_page()
    {
        foreach (var link in (await LinksAsync("/ogc")).Where(l => l.Rel.StartsWith("service-", StringComparison.Ordinal)))
        {
            using var response = await Client.GetAsync(link.Href);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal(link.Type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task P1_03_conformance_names_what_the_server_has_and_staffs_more()
    {
        var classes = (await Client.JsonAsync("/ogc/conformance")).GetProperty("conformsTo").EnumerateArray().Select(c => c.GetString()!).ToList();
        string[] expected =
        [
            "ogcapi-features-1/1.0/conf/core", "ogcapi-features-1/1.0/conf/geojson", "ogcapi-features-1/1.0/conf/html", "ogcapi-features-1/1.0/conf/oas30",
            "ogcapi-features-2/1.0/conf/crs", "ogcapi-features-3/1.0/conf/queryables", "ogcapi-features-3/1.0/conf/queryables-query-parameters",
            "ogcapi-features-3/1.0/conf/filter", "ogcapi-features-3/1.0/conf/features-filter", "ogcapi-features-5/1.0/conf/schemas",
            "ogcapi-features-5/1.0/conf/returnables-and-receivables", "ogcapi-tiles-1/1.0/conf/core", "ogcapi-tiles-1/1.0/conf/mvt", "cql2/1.0/conf/basic-cql2",
        ];
        Assert.Superset(expected.Select(e => "http://www.opengis.net/spec/" + e).ToHashSet(), classes.ToHashSet());
        Assert.DoesNotContain(classes, c => c.Contains("features-4", StringComparison.Ordinal));
        Assert.Equal(classes.Count, classes.Distinct().Count());
    }

    [Fact]
    public async Task P1_04_plain_HTTP_1_1_works()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc/collections") { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task P1_05_collections_link_to_themselves_and_to_their_other_form() =>
        Assert.Equal(["self application/json", "alternate text/html"], (await LinksAsync("/ogc/collections")).Select(l => $"{l.Rel} {l.Type}"));

    [Fact]
    public async Task P1_06_each_collection_is_listed_once_with_an_items_link_a_form()
    {
        var collections = (await Client.JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray().ToList();
        Assert.Equal(Ids, collections.Select(c => c.GetProperty("id").GetString()).Order());
        Assert.All(collections, c => Assert.Equal(["application/geo+json", "text/html", "text/csv"], Links(c).Where(l => l.Rel == "items").Select(l => l.Type)));
    }

    [Fact]
    public async Task P1_07_the_first_system_is_CRS84()
    {
        var list = await Client.JsonAsync("/ogc/collections");
        Assert.Equal(Crs84, list.GetProperty("crs")[0].GetString());
        Assert.All(list.GetProperty("collections").EnumerateArray(), c => Assert.Equal(Crs84, c.GetProperty("crs")[0].GetString()));
    }

    [Fact]
    public async Task P1_08_extents_cover_all_geometries()
    {
        foreach (var id in Ids.Where(i => i != "flood_planned"))
        {
            var box = (await Client.JsonAsync($"/ogc/collections/{id}")).GetProperty("extent").GetProperty("spatial").GetProperty("bbox")[0].EnumerateArray().Select(v => v.GetDouble()).ToArray();
            var inside = string.Create(CultureInfo.InvariantCulture, $"S_WITHIN(geom,BBOX({box[0] - 1e-9},{box[1] - 1e-9},{box[2] + 1e-9},{box[3] + 1e-9})) OR geom IS NULL");
            var all = await MatchedAsync($"/ogc/collections/{id}/items");
            Assert.Equal(all, await MatchedAsync($"/ogc/collections/{id}/items?filter={Uri.EscapeDataString(inside)}"));
        }
    }

    [Fact]
    public async Task P1_10_a_collection_alone_equals_the_one_in_the_list()
    {
        foreach (var one in (await Client.JsonAsync("/ogc/collections")).GetProperty("collections").EnumerateArray())
            Assert.Equal(one.GetRawText(), (await Client.JsonAsync($"/ogc/collections/{one.GetProperty("id").GetString()}")).GetRawText());
    }

    [Fact]
    public async Task P1_11_items_are_feature_collections() =>
        Assert.All(await Task.WhenAll(Ids.Select(i => Client.JsonAsync($"/ogc/collections/{i}/items"))), p => Assert.Equal("FeatureCollection", p.GetProperty("type").GetString()));

    [Theory]
    [InlineData("")]
    [InlineData("&sortby=-地番")]
    [InlineData("&filter=fid>0")]
    public async Task P1_12_following_next_gives_each_feature_once(string also)
    {
        var (path, met) = ($"/ogc/collections/parcels/items?limit=1{also}", new List<long>());
        while (path is not null)
        {
            var page = await Client.JsonAsync(path);
            Assert.Superset(new HashSet<string> { "self application/geo+json", "alternate text/html", "alternate text/csv" }, Links(page).Select(l => $"{l.Rel} {l.Type}").ToHashSet());
            met.AddRange(page.GetProperty("features").EnumerateArray().Select(f => f.GetProperty("id").GetInt64()));
            path = Links(page).SingleOrDefault(l => l.Rel == "next").Href;
        }

        Assert.Equal([1, 2, 3], met.Order());
    }

    [Fact]
    public async Task P1_13_counts_and_time_are_true()
    {
        var page = await Client.JsonAsync("/ogc/collections/parcels/items?limit=2");
        Assert.Equal((2, 3, 2), (page.GetProperty("numberReturned").GetInt32(), page.GetProperty("numberMatched").GetInt32(), page.GetProperty("features").GetArrayLength()));
        Assert.InRange(page.GetProperty("timeStamp").GetDateTimeOffset(), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task P1_14_the_definition_describes_limit_bbox_and_datetime()
    {
        var shared = (await Client.JsonAsync("/ogc/api")).GetProperty("components").GetProperty("parameters");
        Assert.Equal(("integer", "form", false), (shared.GetProperty("limit").GetProperty("schema").GetProperty("type").GetString(), shared.GetProperty("limit").GetProperty("style").GetString(), shared.GetProperty("limit").GetProperty("explode").GetBoolean()));
        Assert.Equal("array", shared.GetProperty("bbox").GetProperty("schema").GetProperty("type").GetString());
        Assert.Equal("string", shared.GetProperty("datetime").GetProperty("schema").GetProperty("type").GetString());
        Assert.All((string[])["limit", "bbox", "datetime"], n => Assert.False(shared.GetProperty(n).GetProperty("required").GetBoolean()));
    }

    [Theory]
    [InlineData("limit=1", 1)]
    [InlineData("limit=99999999", 3)]
    public async Task P1_15_limit_bounds_a_page_and_too_much_is_no_error(string query, int count) =>
        Assert.Equal(count, (await Client.JsonAsync("/ogc/collections/parcels/items?" + query)).GetProperty("numberReturned").GetInt32());

    [Theory]
    [InlineData("bbox=139.3,35.1,139.3005,35.1005", 2)]
    [InlineData("bbox=139.3,35.1,-10,139.3005,35.1005,10", 2)]
    [InlineData("bbox=139.3015,-90,139,90", 2)]
    public async Task P1_16_17_18_boxes_flat_high_and_across_the_antimeridian(string query, int count) => Assert.Equal(count, await MatchedAsync("/ogc/collections/parcels/items?" + query));

    [Theory]
    [InlineData("2026-04-01T00:00:00Z")]
    [InlineData("2026-04-01/2026-05-01")]
    [InlineData("2026-04-01/..")]
    [InlineData("../2026-04-01")]
    [InlineData("2026-04-01/")]
    [InlineData("/2026-04-01")]
    public async Task P1_19_20_features_without_time_match_every_time_together_with_a_box(string time)
    {
        Assert.Equal(3, await MatchedAsync($"/ogc/collections/parcels/items?datetime={time}"));
        Assert.Equal(2, await MatchedAsync($"/ogc/collections/parcels/items?datetime={time}&bbox=139.3,35.1,139.3005,35.1005"));
    }

    [Theory]
    [InlineData("limit=abc")]
    [InlineData("bbox=1,2,3")]
    [InlineData("datetime=xx")]
    [InlineData("unknown=1")]
    public Task P1_21_22_bad_values_and_unknown_parameters_are_400(string query) => Client.ProblemAsync("/ogc/collections/parcels/items?" + query, 400);

    [Fact]
    public async Task P1_23_each_feature_stands_alone_with_links()
    {
        foreach (var fid in (int[])[1, 2, 3])
            Assert.Equal(["self application/geo+json", "alternate text/html", "collection application/json"], (await LinksAsync($"/ogc/collections/parcels/items/{fid}")).Select(l => $"{l.Rel} {l.Type}"));
    }

    [Fact]
    public async Task P1_24_25_features_come_as_geojson_in_longitude_and_latitude_other_documents_as_json()
    {
        foreach (var (path, type) in ((string, string)[])[("/ogc/collections/parcels/items", "application/geo+json"), ("/ogc/collections/parcels/items/1", "application/geo+json"), ("/ogc/collections", "application/json")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("application/geo+json");
            using var response = await Client.SendAsync(request);
            Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        }

        var position = (await Client.JsonAsync("/ogc/collections/beehives/items/1")).GetProperty("geometry").GetProperty("coordinates");
        Assert.Equal((139.305, 35.105), (position[0].GetDouble(), position[1].GetDouble()));
    }

    [Theory]
    [InlineData("/ogc", "地図データの API")]
    [InlineData("/ogc/conformance", "ogcapi-features-1/1.0/conf/core")]
    [InlineData("/ogc/api", "GET /ogc/collections/parcels/items")]
    [InlineData("/ogc/collections", "養蜂箱の場所")]
    [InlineData("/ogc/collections/beehives", "巣の名")]
    [InlineData("/ogc/collections/beehives/items", "みつばち一号")]
    [InlineData("/ogc/collections/beehives/items/1", "みつばち一号")]
    public async Task P1_26_every_document_is_a_page_too(string path, string word)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        using var response = await Client.SendAsync(request);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Accept", response.Headers.Vary);
        var page = await response.Content.ReadAsStringAsync();
        Assert.StartsWith("<!doctype html>", page, StringComparison.Ordinal);
        Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Equal(page, await Client.GetStringAsync(path + "?f=html"));
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        using var json = await Client.GetAsync(path + "?f=json");
        Assert.Contains("json", json.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        await Client.ProblemAsync(path + "?f=xml", 400);
    }

    [Fact]
    public async Task P2_01_02_03_systems_are_well_formed_listed_and_hold_the_one_of_storage()
    {
        foreach (var id in Ids)
        {
            var one = await Client.JsonAsync($"/ogc/collections/{id}");
            var list = one.GetProperty("crs").EnumerateArray().Select(c => c.GetString()!).ToList();
            Assert.All(list, c => Assert.Matches("^http://www.opengis.net/def/crs/(EPSG/0/[0-9]+|OGC/1.3/CRS84)$", c));
            Assert.Contains(Crs84, list);
            Assert.Contains(one.GetProperty("storageCrs").GetString(), list);
        }
    }

    [Fact]
    public async Task P2_04_05_06_items_name_their_system_and_refuse_others()
    {
        foreach (var path in (string[])["/ogc/collections/parcels/items", "/ogc/collections/parcels/items/1"])
        {
            using var plain = await Client.GetAsync(path);
            Assert.Equal($"<{Crs84}>", plain.Headers.GetValues("Content-Crs").Single());
            await Client.ProblemAsync(path + "?crs=http://www.opengis.net/def/crs/EPSG/0/2443", 400);
        }
    }

    [Fact]
    public async Task P2_09_10_the_default_system_of_a_box_changes_nothing_and_an_unlisted_one_is_400()
    {
        const string Box = "/ogc/collections/parcels/items?bbox=139.3,35.1,139.3005,35.1005";
        Assert.Equal(await MatchedAsync(Box), await MatchedAsync($"{Box}&bbox-crs={Crs84}"));
        await Client.ProblemAsync(Box + "&bbox-crs=http://www.opengis.net/def/crs/EPSG/0/2443", 400);
    }

    [Fact]
    public async Task P3_02_03_items_and_collection_lead_to_the_queryables()
    {
        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/ogc/collections/parcels/items"));
        Assert.Contains(head.Headers.GetValues("Link"), l => l.Contains($"rel=\"{Rel}queryables\"", StringComparison.Ordinal));
        Assert.EndsWith("/ogc/collections/parcels/queryables", (await LinksAsync("/ogc/collections/parcels")).Single(l => l.Rel == Rel + "queryables").Href, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queryables")]
    [InlineData("sortables")]
    [InlineData("schema")]
    public async Task P3_04_05_and_P5_03_to_12_schemas_are_such_as_the_standard_wants(string name)
    {
        foreach (var id in Ids)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/ogc/collections/{id}/{name}");
            request.Headers.Accept.ParseAdd("application/schema+json");
            using var response = await Client.SendAsync(request);
            Assert.Equal("application/schema+json", response.Content.Headers.ContentType!.MediaType);
            var schema = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.GetProperty("$schema").GetString());
            Assert.Equal($"{town.Public.Address}ogc/collections/{id}/{name}", schema.GetProperty("$id").GetString());
            Assert.Equal("object", schema.GetProperty("type").GetString());
            var properties = schema.GetProperty("properties").EnumerateObject().ToList();
            Assert.NotEmpty(properties);
            foreach (var property in properties.Select(p => p.Value))
            {
                var spatial = property.TryGetProperty("format", out var format) && format.GetString()!.StartsWith("geometry-", StringComparison.Ordinal);
                Assert.NotEqual(spatial, property.TryGetProperty("type", out _));
                Assert.All(property.EnumerateObject(), w => Assert.True(w.Name is "title" or "type" or "format" or "readOnly" or "description" || w.Name.StartsWith("x-", StringComparison.Ordinal), w.Name));
                if (property.TryGetProperty("x-ogc-unit", out _))
                    Assert.Contains(property.GetProperty("type").GetString(), (string[])["number", "integer"]);
            }

            var roles = properties.Where(p => p.Value.TryGetProperty("x-ogc-role", out _)).Select(p => p.Value.GetProperty("x-ogc-role").GetString()).ToList();
            Assert.Equal(roles.Count, roles.Distinct().Count());
            Assert.Equal(name != "sortables", roles.Contains("id") && roles.Contains("primary-geometry"));
        }
    }

    [Fact]
    public async Task P3_11_the_definition_lists_the_filter_languages_and_their_default()
    {
        var schema = (await Client.JsonAsync("/ogc/api")).GetProperty("components").GetProperty("parameters").GetProperty("filter-lang").GetProperty("schema");
        Assert.Equal(["cql2-text", "cql2-json"], schema.GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        Assert.Equal("cql2-text", schema.GetProperty("default").GetString());
    }

    [Fact]
    public async Task P3_13_14_the_whole_extent_finds_all_that_have_a_place_in_every_system_and_nonsense_is_400()
    {
        const string Epsg = "http://www.opengis.net/def/crs/EPSG/0/";
        foreach (var (crs, box) in ((string, string)[])[(Crs84, "139,35,140,36"), (Epsg + "4326", "35,139,36,140"), (Epsg + "6668", "35,139,36,140"), (Epsg + "3857", "15400000,4100000,15600000,4300000"), (Epsg + "6677", "-200000,-90000,0,20000")])
            Assert.Equal(2, await MatchedAsync($"/ogc/collections/parcels/items?filter-crs={crs}&filter=S_INTERSECTS(geom,BBOX({box}))"));
        await Client.ProblemAsync("/ogc/collections/parcels/items?filter=S_INTERSECTS(geom,BBOX(1000000,1000000,1000001,1000001))", 400);
        await Client.ProblemAsync($"/ogc/collections/parcels/items?filter-crs={Epsg}2443&filter=fid=1", 400);
    }

    [Fact]
    public async Task P3_16_null_is_neither_true_nor_false()
    {
        Assert.Equal(1, await MatchedAsync("/ogc/collections/beehives/items?filter=重さ>1"));
        Assert.Equal(0, await MatchedAsync("/ogc/collections/beehives/items?filter=NOT 重さ>1"));
    }

    [Fact]
    public async Task P5_13_every_feature_is_valid_by_its_schema()
    {
        foreach (var id in Ids)
        {
            var schema = await Client.JsonAsync($"/ogc/collections/{id}/schema");
            var check = new SchemaCheck(schema);
            foreach (var feature in (await Client.JsonAsync($"/ogc/collections/{id}/items")).GetProperty("features").EnumerateArray())
            {
                foreach (var property in feature.GetProperty("properties").EnumerateObject())
                {
                    Assert.True(schema.GetProperty("properties").TryGetProperty(property.Name, out var declared), property.Name);
                    // A value that is not there travels as null.
                    if (property.Value.ValueKind != JsonValueKind.Null)
                        Assert.Empty(check.Faults(property.Value, declared));
                }
            }
        }
    }

    [Theory]
    [InlineData("/ogc", "/ogc/tiles")]
    [InlineData("/ogc/collections/parcels", "/ogc/collections/parcels/tiles")]
    public async Task T_02_to_06_links_lead_from_the_data_to_a_tile(string from, string to)
    {
        var list = (await LinksAsync(from)).Single(l => l.Rel == Rel + "tilesets-vector").Href;
        Assert.EndsWith(to, list, StringComparison.Ordinal);
        var head = (await Client.JsonAsync(list)).GetProperty("tilesets")[0];
        Assert.Equal(("vector", "http://www.opengis.net/def/crs/EPSG/0/3857", "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad"), (head.GetProperty("dataType").GetString(), head.GetProperty("crs").GetString(), head.GetProperty("tileMatrixSetURI").GetString()));
        var set = await Client.JsonAsync(Links(head).Single(l => l.Rel == "self").Href);
        var scheme = await Client.JsonAsync(Links(set).Single(l => l.Rel == Rel + "tiling-scheme").Href);
        Assert.Equal("WebMercatorQuad", scheme.GetProperty("id").GetString());
        var first = scheme.GetProperty("tileMatrices")[0];
        Assert.Equal(559082264.0287178, first.GetProperty("scaleDenominator").GetDouble(), 1e-3);
        Assert.Equal(156543.03392804097, first.GetProperty("cellSize").GetDouble(), 1e-6);
        var item = set.GetProperty("links").EnumerateArray().Single(l => l.GetProperty("rel").GetString() == "item");
        Assert.True(item.GetProperty("templated").GetBoolean());
        Assert.Equal("application/vnd.mapbox-vector-tile", item.GetProperty("type").GetString());

        // The first parcel lies in column 58127 and row 25915 of zoom 16 or near: the row stands first.
        var tile = Core.Geodesy.TileCoord.At(new Core.Geodesy.LonLat(139.3005, 35.1005), 16);
        var address = item.GetProperty("href").GetString()!.Replace("{tileMatrix}", "16", StringComparison.Ordinal)
            .Replace("{tileRow}", tile.Y.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{tileCol}", tile.X.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var decoded = Gis.Testing.Tiles.DecodedTile.Read(await Client.GetByteArrayAsync(address));
        Assert.Contains(decoded.Single(l => l.Name == "parcels").Features, f => f.Id == 1);
    }

    [Theory]
    [InlineData("0/1/0")]
    [InlineData("23/0/0")]
    [InlineData("x/0/0")]
    [InlineData("1/-1/0")]
    public Task T_09_tiles_outside_the_set_are_refused(string tile) => Client.ProblemAsync($"/ogc/collections/parcels/tiles/WebMercatorQuad/{tile}", 400);

    [Fact]
    public async Task T_09_10_other_sets_are_404_and_an_empty_tile_is_204()
    {
        await Client.ProblemAsync("/ogc/collections/parcels/tiles/WorldCRS84Quad", 404);
        await Client.ProblemAsync("/ogc/tileMatrixSets/WorldCRS84Quad", 404);
        using var empty = await Client.GetAsync("/ogc/collections/parcels/tiles/WebMercatorQuad/14/1/1");
        Assert.Equal(HttpStatusCode.NoContent, empty.StatusCode);
    }

    [Fact]
    public async Task T_15_collections_choose_what_is_in_the_tiles_and_in_which_order()
    {
        var tile = Core.Geodesy.TileCoord.At(new Core.Geodesy.LonLat(139.3005, 35.1005), 16);
        async Task<List<string>> LayersAsync(string query) =>
            [.. Gis.Testing.Tiles.DecodedTile.Read(await Client.GetByteArrayAsync($"/ogc/tiles/WebMercatorQuad/16/{tile.Y}/{tile.X}{query}")).Select(l => l.Name)];
        Assert.Equal(["parcels", "flood"], await LayersAsync("?collections=parcels,flood"));
        Assert.Equal(["flood", "parcels"], await LayersAsync("?collections=flood,parcels"));
        Assert.Superset(new HashSet<string> { "parcels", "flood" }, (await LayersAsync("")).ToHashSet());
        Assert.Equal(["flood"], (await Client.JsonAsync("/ogc/tiles/WebMercatorQuad?collections=flood")).GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("id").GetString()));
        await Client.ProblemAsync("/ogc/tiles?collections=none", 404);
    }

    private async Task<int> MatchedAsync(string path) => (await Client.JsonAsync(path)).GetProperty("numberMatched").GetInt32();

    private async Task<List<(string Rel, string Href, string Type)>> LinksAsync(string path) => Links(await Client.JsonAsync(path));

    private static List<(string Rel, string Href, string Type)> Links(JsonElement document) =>
        [.. document.GetProperty("links").EnumerateArray().Select(l => (l.GetProperty("rel").GetString()!, l.GetProperty("href").GetString()!, l.GetProperty("type").GetString()!))];
}
