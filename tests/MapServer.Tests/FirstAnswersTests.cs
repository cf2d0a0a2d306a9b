using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests;

public sealed class FirstAnswersTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task Health_is_ok() => Assert.Equal("ok", (await town.Public.Client.JsonAsync("/healthz")).GetProperty("status").GetString());

    [Theory]
    [InlineData("/catalogue.json", "layers")]
    [InlineData("/styles/town.json", "layers")]
    [InlineData("/tiles/parcels,flood.json", "vector_layers")]
    [InlineData("/ogc", "links")]
    [InlineData("/ogc/collections", "collections")]
    [InlineData("/ogc/collections/parcels/items?limit=2", "features")]
    public async Task Each_document_has_what_it_is_for(string path, string member) =>
        Assert.NotEqual(0, (await town.Public.Client.JsonAsync(path)).GetProperty(member).GetArrayLength());
}
