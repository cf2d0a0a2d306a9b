using Gis.Core.Database;
using Xunit;

namespace Gis.Core.Tests.Database;

public sealed class PublicAddressTests : IDisposable
{
    private readonly GisHome _home = new(Directory.CreateTempSubdirectory("gis-public-address-").FullName);

    public void Dispose() => Directory.Delete(_home.Root, recursive: true);

    [Fact]
    public void What_was_set_is_read_again_and_the_other_settings_stay()
    {
        Assert.Null(PublicAddress.Of(_home));
        File.WriteAllText(_home.SettingsFile, "{\"gsiTiles\": true, \"x\": \"町\"}");
        Assert.True(PublicAddress.Set(_home, new Uri("https://map.example.lg.jp:8443")));
        Assert.False(PublicAddress.Set(_home, new Uri("https://map.example.lg.jp:8443")));
        Assert.Equal(new Uri("https://map.example.lg.jp:8443"), PublicAddress.Of(_home));
        var text = File.ReadAllText(_home.SettingsFile);
        Assert.Contains("\"gsiTiles\": true", text);
        Assert.Contains("町", text);
        Assert.Equal([_home.SettingsFile], Directory.EnumerateFiles(_home.Root));
    }

    [Theory]
    [InlineData("")]
    [InlineData("map.example.lg.jp")]
    [InlineData("//map.example.lg.jp")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://map.example.lg.jp/hazard")]
    [InlineData("https://map.example.lg.jp/?a=1")]
    [InlineData("https://map.example.lg.jp/#a")]
    [InlineData("https://someone@map.example.lg.jp")]
    [InlineData("https://*.example.lg.jp")]
    [InlineData("https://a.example;script-src *")]
    [InlineData("https://a.example 'unsafe-inline'")]
    [InlineData("https://a.example\n")]
    public void What_is_more_or_less_than_scheme_and_name_is_no_address(string text) => Assert.Null(PublicAddress.Read(text));

    [Fact]
    public void A_slash_at_the_end_does_no_harm() => Assert.Equal(new Uri("https://map.example.lg.jp"), PublicAddress.Read("https://map.example.lg.jp/"));

    [Fact]
    public void Settings_that_are_no_object_are_said_to_be_unreadable_and_stay()
    {
        File.WriteAllText(_home.SettingsFile, "[1]");
        Assert.Throws<FormatException>(() => PublicAddress.Set(_home, new Uri("https://map.example.lg.jp")));
        Assert.Equal("[1]", File.ReadAllText(_home.SettingsFile));
    }
}
