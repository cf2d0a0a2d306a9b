using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.MapServer.Tests.Standards;

/// <summary>The OpenAPI definition is true: held against the addresses that are mounted, against real answers and against what is refused.</summary>
public sealed partial class DefinitionTests(SmallTown town, StaffTests.StaffTown staff) : IClassFixture<SmallTown>, IClassFixture<StaffTests.StaffTown>
{
    [Fact]
    public async Task Residents_definition_names_every_address_and_no_other() =>
        Assert.Equal(Mounted(town.Public), Described(await town.Public.Client.JsonAsync("/ogc/api")));

    [Fact]
    public async Task Staffs_definition_names_every_address_and_no_other()
    {
        using var client = await staff.SignedInAsync();
        // The sign-in is a page with a form, not an interface for programs.
        Assert.Equal(Mounted(staff.Server).Where(m => !m.Contains("/staff/sign-", StringComparison.Ordinal)), Described(await client.JsonAsync("/ogc/api")));
    }

    [Fact]
    public async Task Ids_of_operations_differ_and_every_reference_leads_somewhere()
    {
        var api = await town.Public.Client.JsonAsync("/ogc/api");
        Assert.Equal("3.0.3", api.GetProperty("openapi").GetString());
        var ids = Operations(api).Select(o => o.Operation.GetProperty("operationId").GetString()!).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Contains(ids, i => i.EndsWith("collection.vector.getTile", StringComparison.Ordinal));
        Assert.Contains(ids, i => i.EndsWith("dataset.vector.getTileSetsList", StringComparison.Ordinal));
        var check = new SchemaCheck(api);
        foreach (Match reference in References().Matches(api.GetRawText()))
            Assert.NotEqual(JsonValueKind.Undefined, check.Resolve(reference.Groups[1].Value).ValueKind);
        foreach (var (path, operation) in Operations(api))
        {
            var inPath = Parameters(api, operation).Where(p => p.GetProperty("in").GetString() == "path").ToList();
            Assert.All(inPath, p => Assert.True(p.GetProperty("required").GetBoolean()));
            Assert.Equal(Places().Matches(path).Select(m => m.Groups[1].Value).Order(), inPath.Select(p => p.GetProperty("name").GetString()!).Order());
        }
    }

    [Fact]
    public async Task Every_answer_is_as_described()
    {
        var api = await town.Public.Client.JsonAsync("/ogc/api");
        var check = new SchemaCheck(api);
        // /live has no end, and this town has no district and no worker that makes files: SampleTownTests, SheetTests and DownloadTests ask for those.
        foreach (var (path, operation) in Operations(api).Where(o => o.Path is not ("/live" or "/names/{layer}.json" or "/paper/sheet" or "/data/{layer}.{format}")))
        {
            foreach (var (type, content) in operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject().Select(c => (c.Name, c.Value)))
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, Filled(api, path));
                request.Headers.Accept.ParseAdd(type);
                using var response = await town.Public.Client.SendAsync(request);
                var (status, body) = (((int)response.StatusCode).ToString(CultureInfo.InvariantCulture), await response.Content.ReadAsStringAsync());
                Assert.True(status is "200" or "204" or "302", $"{path} {type}: {status} {body}");
                if (status != "200")
                {
                    Assert.True(operation.GetProperty("responses").TryGetProperty(status, out _), $"{path}: {status} is not described");
                    continue;
                }

                Assert.Equal(type.Split(';')[0], response.Content.Headers.ContentType!.MediaType);
                if (type.Contains("json", StringComparison.Ordinal))
                    Assert.Empty(check.Faults(JsonDocument.Parse(body).RootElement, content.GetProperty("schema"), path));
            }
        }
    }

    [Fact]
    public async Task Every_problem_is_as_described()
    {
        var api = await town.Public.Client.JsonAsync("/ogc/api");
        var check = new SchemaCheck(api);
        foreach (var (path, status) in ((string, string)[])[("/ogc/collections/parcels/items?limit=x", "400"), ("/ogc/collections/parcels/items/99", "404"), ("/ogc?x=1", "400")])
        {
            using var response = await town.Public.Client.GetAsync(path);
            Assert.Equal(status, ((int)response.StatusCode).ToString(CultureInfo.InvariantCulture));
            var schema = api.GetProperty("components").GetProperty("schemas").GetProperty("Problem");
            Assert.Empty(check.Faults(JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement, schema));
        }
    }

    [Fact]
    public async Task Every_parameter_of_the_standard_is_taken_and_every_other_refused()
    {
        var api = await town.Public.Client.JsonAsync("/ogc/api");
        foreach (var (path, operation) in Operations(api).Where(o => IsStandard(api, o.Path)))
        {
            var address = Filled(api, path);
            foreach (var parameter in Parameters(api, operation).Where(p => p.GetProperty("in").GetString() == "query"))
            {
                var name = parameter.GetProperty("name").GetString()!;
                using var response = await town.Public.Client.GetAsync($"{address}?{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Good(path, name, parameter.GetProperty("schema")))}");
                Assert.True((int)response.StatusCode is 200 or 204, $"{path} {name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }

            var declared = Parameters(api, operation).Select(p => p.GetProperty("name").GetString()!).ToHashSet();
            foreach (var name in ((string[])["unknown", "bbox", "filter", "crs", "limit", "f", "collections", "備考", "geom", "Limit"]).Where(n => !declared.Contains(n)))
                await town.Public.Client.ProblemAsync($"{address}?{Uri.EscapeDataString(name)}=1", 400);
        }
    }

    private static string Good(string path, string name, JsonElement schema) => name switch
    {
        "bbox" => "139.3,35.1,139.31,35.11",
        "datetime" => "2026-04-01/..",
        "filter" => "fid > 0",
        "sortby" or "properties" => path switch { "/collections/parcels/items" => "地番", "/collections/beehives/items" => "巣の名", "/collections/sites/items" => "名称", _ when path.Contains("featureId", StringComparison.Ordinal) => "地番", _ => "hazard_rank" },
        "collections" => "parcels,flood",
        "after" => "1",
        _ when schema.TryGetProperty("enum", out var values) => values[0].GetString()!,
        _ when schema.TryGetProperty("format", out _) => "2026-04-01",
        _ => schema.GetProperty("type").GetString() switch { "integer" or "number" => "1", "boolean" => "true", _ => "x" },
    };

    private static string Filled(JsonElement api, string path)
    {
        var standard = IsStandard(api, path);
        var filled = path.Replace("{collectionId}", "parcels", StringComparison.Ordinal).Replace("{featureId}", "1", StringComparison.Ordinal)
            .Replace("{tileMatrixSetId}", "WebMercatorQuad", StringComparison.Ordinal).Replace("{tileMatrix}/{tileRow}/{tileCol}", "16/25897/58127", StringComparison.Ordinal)
            .Replace("{layers}", "parcels", StringComparison.Ordinal).Replace("{layer}", "parcels", StringComparison.Ordinal).Replace("{name}", "town", StringComparison.Ordinal).Replace("{z}/{x}/{y}", "0/0/0", StringComparison.Ordinal);
        return (standard ? "/ogc" + (filled == "/" ? "" : filled) : filled) + path switch
        {
            "/search" => "?q=a",
            "/hazards" or "/place" => "?lon=139.3&lat=35.1",
            "/place/map.svg" => "?lon=139.3&lat=35.1&z=15",
            "/find" => "?q=x",
            _ => "",
        };
    }

    private static bool IsStandard(JsonElement api, string path) => !api.GetProperty("paths").GetProperty(path).TryGetProperty("servers", out _);

    private static IEnumerable<(string Path, JsonElement Operation)> Operations(JsonElement api) => api.GetProperty("paths").EnumerateObject()
        .SelectMany(p => p.Value.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object).Select(m => (p.Name, m.Value)));

    private static IEnumerable<JsonElement> Parameters(JsonElement api, JsonElement operation) => operation.GetProperty("parameters").EnumerateArray()
        .Select(p => p.TryGetProperty("$ref", out var reference) ? new SchemaCheck(api).Resolve(reference.GetString()!) : p);

    private static List<string> Described(JsonElement api) => [.. api.GetProperty("paths").EnumerateObject()
        .SelectMany(p => p.Value.EnumerateObject().Where(m => m.Value.ValueKind == JsonValueKind.Object)
            .Select(m => $"{m.Name.ToUpperInvariant()} {Plain((IsStandard(api, p.Name) ? "/ogc" : "") + (p.Name == "/" ? "" : p.Name))}"))
        .Distinct().Order(StringComparer.Ordinal)];

    private static List<string> Mounted(RunningServer server) => [.. server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
        .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {Plain("/" + e.RoutePattern.RawText!.TrimStart('/'))}"))
        .Distinct().Order(StringComparer.Ordinal)];

    // Names of places differ between routes and definition; the items of each collection are described apart.
    private static string Plain(string path) => Collection().Replace(Places().Replace(path, "{}"), "/ogc/collections/{}/items");

    [GeneratedRegex(@"\{([^}]+)\}")]
    private static partial Regex Places();

    [GeneratedRegex("^/ogc/collections/[^/]+/items")]
    private static partial Regex Collection();

    [GeneratedRegex("\"\\$ref\":\"([^\"]+)\"")]
    private static partial Regex References();
}
