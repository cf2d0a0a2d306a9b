using Gis.Core.Database;
using Gis.MapServer.Hosting;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

public sealed class TownSettingsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gis-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_word_of_the_town_no_other_host_is_named()
    {
        Assert.Empty(Read(null).OutsideHosts);
        Assert.Empty(Read("{}").OutsideHosts);
        Assert.Empty(Read("{\"gsiTiles\": false}").Bases());
    }

    [Fact]
    public void Switched_on_the_tiles_of_the_survey_authority_are_offered_with_their_credit_from_the_host_that_the_policy_names()
    {
        var settings = Read("{\"gsiTiles\": true}");
        var tiles = Assert.Single(settings.Bases())!;
        Assert.StartsWith(Assert.Single(settings.OutsideHosts) + "/", (string?)tiles["tiles"]);
        Assert.Equal("地理院タイル", (string?)tiles["credit"]);
        Assert.NotNull(tiles["url"]);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_told_with_its_line_and_an_example()
    {
        var fault = Assert.Throws<FormatException>(() => Read("{\n\"gsiTiles\": maybe}"));
        Assert.Contains("2 行目", fault.Message);
        Assert.Contains("gsiTiles", fault.Message);
    }

    private TownSettings Read(string? json)
    {
        var file = Path.Combine(_folder, "settings.json");
        if (json is not null)
            File.WriteAllText(file, json);
        return TownSettings.Read(new GisHome(_folder));
    }
}
