using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests;

/// <summary>Words that would do harm if any of them reached SQL, in every place where a request can put words.</summary>
public sealed class InjectionTests(SmallTown town) : IClassFixture<SmallTown>
{
    public static TheoryData<string> Places =>
    [
        "/tiles/{0}/1/1/1.mvt", "/tiles/parcels/{0}/1/1.mvt", "/tiles/parcels/1/{0}/1.mvt", "/tiles/parcels/1/1/{0}.mvt", "/tiles/parcels/0/0/0.mvt?r={0}",
        "/tiles/{0}.json", "/styles/{0}.json", "/search?q={0}", "/search?q=a&limit={0}", "/hazards?lon={0}&lat=35", "/hazards?lon=139&lat={0}",
        "/ogc/collections/{0}", "/ogc/collections/{0}/items", "/ogc/collections/parcels/items?limit={0}", "/ogc/collections/parcels/items?bbox={0}",
        "/ogc/collections/parcels/items?bbox=1,2,3,{0}", "/ogc/collections/parcels/items?datetime={0}", "/ogc/collections/parcels/items?after={0}",
        "/ogc/collections/parcels/items?offset={0}", "/ogc/collections/parcels/items/{0}", "/ogc/collections/parcels/items?{0}=1", "/{0}",
        "/ogc/collections/parcels/items?filter={0}", "/ogc/collections/parcels/items?filter={0}&filter-lang=cql2-json", "/ogc/collections/parcels/items?filter=地番='{0}'",
        "/ogc/collections/parcels/items?filter=地番=1&filter-lang={0}", "/ogc/collections/parcels/items?地番={0}", "/ogc/collections/parcels/items?sortby={0}",
        "/ogc/collections/parcels/items?sortby=地番&after={0}", "/ogc/collections/parcels/items?properties={0}", "/ogc/collections/parcels/items?crs={0}",
        "/ogc/collections/parcels/items?bbox-crs={0}", "/ogc/collections/parcels/items?filter-crs={0}", "/ogc/collections/parcels/items?f={0}",
        "/ogc/collections/parcels/items/1?crs={0}", "/ogc/collections/{0}/queryables", "/ogc/tileMatrixSets/{0}", "/ogc/tiles/{0}", "/ogc/tiles?collections={0}",
        "/ogc/collections/parcels/tiles/WebMercatorQuad/{0}/1/1", "/ogc/collections/parcels/tiles/WebMercatorQuad/1/{0}/1",
    ];

    private static readonly string[] Words =
    [
        "'; DROP TABLE gis.layer; --", "\" FROM for_staff.parcels; --", "1 OR 1=1", "1) UNION SELECT 1, '所有者' --", "parcels\"; SELECT pg_sleep(9); --",
        "$1", "\\'; SELECT 1; --", "%27%20OR%201=1", "%00", "%ff%fe", "{地番}", "../../secrets", "parcels%0d%0aX-Injected: 1", "%E3%83%92%E3%83%9F%E3%83%84", "💣", "(((((((((("
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Nothing_breaks_nothing_leaks_nothing_is_slow(string place)
    {
        foreach (var word in Words)
        {
            var path = string.Format(null, place, word.Contains('%', StringComparison.Ordinal) ? word : Uri.EscapeDataString(word));
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            using var response = await town.Public.Client.GetAsync(new Uri(town.Public.Address, path), limit.Token);
            var body = await response.Content.ReadAsStringAsync(limit.Token);
            Assert.True((int)response.StatusCode is 200 or 204 or 400 or 404, $"{path}: {(int)response.StatusCode} {body}");
            foreach (var trace in (string[])["Npgsql", "PostgresException", "SELECT ", "syntax", "   at ", "for_public", "42601"])
                Assert.DoesNotContain(trace, body, StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("X-Injected"));
        }

        Assert.Equal(3, (await town.Public.Client.JsonAsync("/ogc/collections/parcels/items")).GetProperty("numberMatched").GetInt32());
    }
}
