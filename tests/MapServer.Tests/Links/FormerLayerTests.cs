using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Links;

/// <summary>A layer that was withdrawn or made secret while links to it hang on walls.</summary>
public sealed class FormerLayerTests : IAsyncLifetime
{
    private readonly SmallTown _town = new();

    public Task InitializeAsync() => _town.InitializeAsync();

    public Task DisposeAsync() => _town.DisposeAsync();

    [Fact]
    public async Task Its_kind_is_shown_instead_and_what_only_staff_saw_is_not_even_named()
    {
        Assert.DoesNotContain("地図の項目が変わりました", await _town.Public.Client.GetStringAsync("/map?layers=flood"));
        foreach (var statement in (string[])["SELECT gis.drop_layer('flood')", "SELECT gis.drop_layer('patrol')"])
        {
            await using var command = _town.Database.Owner.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }

        await _town.Public.UntilAsync(s => s!.Find("flood") is null);
        var former = (await _town.Public.Client.JsonAsync("/catalogue.json")).GetProperty("former");
        Assert.Equal("flood-depth", former.GetProperty("flood").GetProperty("kind").GetString());
        Assert.False(former.TryGetProperty("patrol", out _));
        var page = await _town.Public.Client.GetStringAsync("/map?layers=flood");
        Assert.Contains("いまの「計画規模の洪水」を出しています", page);
    }
}
