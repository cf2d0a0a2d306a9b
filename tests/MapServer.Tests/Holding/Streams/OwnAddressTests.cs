using System.Net;
using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Holding.Streams;

/// <summary>Links lead to the configured address or to an allowed name, whatever headers say; the runtime is not older than the one it was tested with.</summary>
public sealed partial class OwnAddressTests(SmallTown town) : IClassFixture<SmallTown>
{
    private static readonly string[] Pages =
    [
        "/ogc", "/ogc?f=html", "/ogc/collections", "/ogc/collections/parcels", "/ogc/collections/parcels/items?limit=1", "/ogc/collections/parcels/items?f=html", "/ogc/collections/parcels/items/1",
        "/ogc/api", "/ogc/conformance", "/ogc/tiles", "/ogc/collections/parcels/tiles/WebMercatorQuad", "/ogc/tileMatrixSets", "/tiles/parcels.json", "/catalogue.json", "/styles/town.json", "/data", "/sites",
        "/nowhere",
    ];

    private static readonly (string Name, string Value)[] Lies =
    [
        ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Port", "666"), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example;proto=gopher"),
        ("X-Host", "evil.example"), ("X-Original-URL", "/evil"), ("X-Rewrite-URL", "/evil"), ("X-Forwarded-Server", "evil.example"), ("X-HTTP-Method-Override", "DELETE"), ("Origin", "https://evil.example"), ("Referer", "https://evil.example/"),
    ];

    [Theory]
    [InlineData("https://gis.example.lg.jp", "https://gis.example.lg.jp")]
    [InlineData(null, null)]
    public async Task Links_lead_to_the_configured_address_whatever_headers_say(string? configured, string? expected)
    {
        await using var server = await RunningServer.StartAsync(
            town.Database, change: o => o with { PublicUrl = configured is null ? null : new Uri(configured), TrustedProxies = [IPAddress.Loopback], AllowedHosts = ["map.town.example"] });
        foreach (var host in (string?[])[null, "map.town.example"])
        {
            var origin = expected ?? (host is null ? server.Address.ToString().TrimEnd('/') : $"http://{host}");
            foreach (var page in Pages)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, page);
                request.Headers.Host = host;
                foreach (var (name, value) in Lies)
                    request.Headers.TryAddWithoutValidation(name, value);
                using var response = await server.Client.SendAsync(request);
                var all = response.Headers.ToString() + await response.Content.ReadAsStringAsync();
                Assert.DoesNotContain("evil", all, StringComparison.Ordinal);
                Assert.DoesNotContain("gopher", all, StringComparison.Ordinal);
                foreach (Match link in Absolute().Matches(all))
                {
                    // Names of standards and licences are addresses too, but lead nowhere here.
                    if (link.Value.Contains("/ogc/", StringComparison.Ordinal) && !link.Value.StartsWith("http://www.opengis.net", StringComparison.Ordinal))
                        Assert.StartsWith(origin + "/", link.Value);
                }
            }
        }
    }

    [Fact]
    public async Task A_named_proxy_is_believed_in_the_address_and_the_scheme_and_in_nothing_else()
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { TrustedProxies = [IPAddress.Loopback] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var response = await server.Client.SendAsync(request);
        Assert.Contains($"https://127.0.0.1:{server.Address.Port}/ogc", await response.Content.ReadAsStringAsync());
        await using var stranger = await RunningServer.StartAsync(town.Database, change: o => o with { TrustedProxies = [IPAddress.Parse("192.0.2.1")] });
        using var lie = new HttpRequestMessage(HttpMethod.Get, "/ogc");
        lie.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await stranger.Client.SendAsync(lie);
        Assert.DoesNotContain("https://127.0.0.1", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Sign_in_leads_nowhere_else()
    {
        await using var server = await RunningServer.StartAsync(town.Database, Audience.Staff);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/staff");
        foreach (var (name, value) in Lies)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal("/staff/sign-in?next=%2Fstaff", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Strict_transport_is_asked_for_where_the_town_is_reached_by_https()
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { PublicUrl = new Uri("https://gis.example.lg.jp") });
        using var response = await server.Client.GetAsync("/catalogue.json");
        Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
        using var plain = await town.Public.Client.GetAsync("/catalogue.json");
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public void An_older_runtime_is_refused_with_a_sentence()
    {
        Assert.Null(RuntimeVersion.Refuse(Environment.Version));
        Assert.True(RuntimeVersion.Oldest >= new Version(10, 0, 0), "Kestrel before it took a line feed for the end of a chunk's line (CVE-2025-55315)");
        foreach (var old in (Version[])[new(9, 0, 9), new(10, 0, RuntimeVersion.Oldest.Build - 1)])
            Assert.Contains(old.ToString(3), RuntimeVersion.Refuse(old));
    }

    [GeneratedRegex("""https?://[^\s"'<>,;]+""")]
    private static partial Regex Absolute();
}
