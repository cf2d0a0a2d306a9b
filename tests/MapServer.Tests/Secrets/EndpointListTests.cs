using Gis.Core.Catalogue;
using Gis.MapServer.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gis.MapServer.Tests.Secrets;

/// <summary>What is mounted equals a committed list: nothing becomes public without somebody writing it there.</summary>
public sealed class EndpointListTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public void Public_endpoints_are_those_of_the_list() => Compare(town.Public, "public-endpoints.txt");

    [Fact]
    public async Task Staff_endpoints_are_those_of_the_list()
    {
        await using var staff = await RunningServer.StartAsync(town.Database, Audience.Staff);
        Compare(staff, "staff-endpoints.txt");
    }

    private static void Compare(RunningServer server, string file)
    {
        var mounted = server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText!.TrimStart('/')}"))
            .Distinct().Order(StringComparer.Ordinal);
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file)).Where(l => l.Length > 0 && !l.StartsWith('#'));
        Assert.Equal(listed, mounted);
    }
}
