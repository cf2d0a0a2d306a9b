using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Gis.Core.Geodesy;
using Gis.MapServer.Tests.Running;
using Gis.Testing.Tiles;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed class HttpRulesTests(SmallTown town) : IClassFixture<SmallTown>
{
    private static readonly TileCoord Tile = TileCoord.At(new LonLat(139.3005, 35.1005), 16);

    private HttpClient Client => town.Public.Client;

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/tiles/unknown/1/1/1.mvt")]
    [InlineData("/tiles/parcels,unknown/1/1/1.mvt")]
    [InlineData("/tiles/land_register/1/1/1.mvt")]
    [InlineData("/tiles/unknown.json")]
    [InlineData("/styles/unknown.json")]
    [InlineData("/ogc/collections/unknown")]
    [InlineData("/ogc/collections/unknown/items")]
    [InlineData("/ogc/collections/parcels/items/999")]
    [InlineData("/ogc/collections/parcels/items/x")]
    [InlineData("/data/%20")]
    [InlineData("/data/%09/map.svg")]
    [InlineData("/data/%C2%85")]
    [InlineData("/data/%20.csv")]
    [InlineData("/tiles/%20.json")]
    [InlineData("/styles/%20.json")]
    [InlineData("/names/%20.json")]
    [InlineData("/ogc/tileMatrixSets/%20")]
    [InlineData("/ogc/collections/%20")]
    [InlineData("/ogc/collections/%20/items")]
    [InlineData("/ogc/collections/%20/schema")]
    [InlineData("/ogc/collections/parcels/items/%20")]
    [InlineData("/staff")]
    [InlineData("/staff/sign-in")]
    [InlineData("/staff/relations/parcels/1/register")]
    [InlineData("/appsettings.json")]
    [InlineData("/assets/../gis-server.dll")]
    [InlineData("/assets/%2e%2e/%2e%2e/etc/passwd")]
    public Task What_is_not_there_is_a_404_problem(string path) => Client.ProblemAsync(path, 404);

    [Theory]
    [InlineData("/tiles/parcels/-1/0/0.mvt")]
    [InlineData("/tiles/parcels/x/0/0.mvt")]
    [InlineData("/tiles/parcels/1/99999999999/0.mvt")]
    [InlineData("/tiles/,/1/0/0.mvt")]
    [InlineData("/tiles/parcels/30/1/1.mvt")]
    [InlineData("/tiles/parcels/2/4/0.mvt")]
    [InlineData("/tiles/parcels/0/0/0.mvt?filter=true")]
    public Task A_wrong_tile_address_is_a_400_problem(string path) => Client.ProblemAsync(path, 400);

    [Theory]
    [InlineData("POST", "/catalogue.json")]
    [InlineData("DELETE", "/ogc/collections/parcels/items/1")]
    [InlineData("PUT", "/tiles/parcels/1/1/1.mvt")]
    [InlineData("POST", "/healthz")]
    public async Task Another_method_is_a_405_problem(string method, string path)
    {
        using var response = await Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        await response.ProblemAsync(405);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused_and_never_comes_back()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        request.Headers.Host = "evil.example";
        using var response = await Client.SendAsync(request);
        await response.ProblemAsync(421);
        Assert.DoesNotContain("evil", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Forwarded_headers_of_strangers_are_not_believed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains($"http://127.0.0.1:{town.Public.Address.Port}/ogc", text);
        Assert.DoesNotContain("evil", text);
    }

    [Theory]
    [InlineData("/catalogue.json")]
    [InlineData("/nowhere")]
    [InlineData("/hazards")]
    [InlineData("/tiles/parcels/0/0/0.mvt")]
    public async Task Every_answer_carries_the_security_headers_and_no_name_of_the_program(string path)
    {
        using var response = await Client.GetAsync(path);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", response.Headers.GetValues("Referrer-Policy").Single());
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("X-Powered-By"));
    }

    [Theory]
    [InlineData("/catalogue.json")]
    [InlineData("/styles/town.json")]
    [InlineData("/tiles/parcels.json")]
    [InlineData("/tiles/parcels/0/0/0.mvt")]
    [InlineData("/ogc/collections")]
    [InlineData("/ogc/collections/parcels/items")]
    [InlineData("/ogc/collections/parcels/items/1")]
    public async Task Who_has_it_already_gets_304(string path)
    {
        using var first = await Client.GetAsync(path);
        Assert.NotNull(first.Headers.ETag);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        using var other = new HttpRequestMessage(HttpMethod.Get, path);
        other.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"other\""));
        using var third = await Client.SendAsync(other);
        Assert.NotEqual(HttpStatusCode.NotModified, third.StatusCode);
    }

    [Fact]
    public async Task A_tile_travels_as_gzip_or_plain_with_a_tag_for_each()
    {
        var path = $"/tiles/parcels/{Tile}.mvt";
        using var plain = await Client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.AcceptEncoding.ParseAdd("br, gzip");
        using var packed = await Client.SendAsync(request);
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.Equal("Accept-Encoding", packed.Headers.Vary.Single());
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        await unpacked.CopyToAsync(bytes);
        Assert.Equal(await plain.Content.ReadAsByteArrayAsync(), bytes.ToArray());
        Assert.Equal("application/vnd.mapbox-vector-tile", plain.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1ul, 2ul], DecodedTile.Read(bytes.ToArray()).Single().Features.Select(f => f.Id!.Value).Order());
    }

    [Fact]
    public async Task A_tile_address_with_its_stamp_may_be_kept_for_ever_any_other_must_be_asked_for()
    {
        var template = (await Client.JsonAsync("/tiles/parcels.json")).GetProperty("tiles")[0].GetString()!;
        using var stamped = await Client.GetAsync(template.Replace("{z}/{x}/{y}", Tile.ToString(), StringComparison.Ordinal));
        Assert.Contains("immutable", stamped.Headers.CacheControl!.ToString());
        using var old = await Client.GetAsync($"/tiles/parcels/{Tile}.mvt?r=0-00000000");
        Assert.True(old.Headers.CacheControl!.NoCache);
        Assert.Equal(await stamped.Content.ReadAsByteArrayAsync(), await old.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task An_empty_tile_is_204()
    {
        using var response = await Client.GetAsync("/tiles/parcels,flood/14/1/1.mvt");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }

    [Fact]
    public async Task Repeating_a_layer_repeats_nothing()
    {
        var many = string.Join(",", Enumerable.Repeat("parcels", 500));
        Assert.Single(DecodedTile.Read(await Client.GetByteArrayAsync($"/tiles/{many}/{Tile}.mvt")));
    }

    [Fact]
    public async Task Documents_are_compressed_for_those_who_can()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/catalogue.json");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br");
        using var response = await Client.SendAsync(request);
        Assert.Equal("br", response.Content.Headers.ContentEncoding.Single());
    }

    [Theory]
    [InlineData("/catalogue.json")]
    [InlineData("/tiles/parcels/0/0/0.mvt")]
    [InlineData("/ogc/collections/parcels/items")]
    [InlineData("/healthz")]
    public async Task HEAD_gives_the_headers_of_GET_and_no_body(string path)
    {
        using var get = await Client.GetAsync(path);
        using var head = await Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
        Assert.Equal(get.StatusCode, head.StatusCode);
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }
}
