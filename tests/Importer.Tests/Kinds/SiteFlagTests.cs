using Gis.Importer.Kinds.Sites;
using Xunit;

namespace Gis.Importer.Tests.Kinds;

public sealed class SiteFlagTests
{
    [Theory]
    [InlineData("1", "yes")]
    [InlineData("１", "yes")]
    [InlineData("1.0", "yes")]
    [InlineData("○", "yes")]
    [InlineData("〇", "yes")]
    [InlineData("◯", "yes")]
    [InlineData("有", "yes")]
    [InlineData("TRUE", "yes")]
    [InlineData("△", "limited")]
    [InlineData("○（2階以上）", "limited")]
    [InlineData("0", "no")]
    [InlineData("×", "no")]
    [InlineData("無", "no")]
    [InlineData("", "no")]
    [InlineData("  ", "no")]
    [InlineData(null, "no")]
    [InlineData("-", "no")]
    [InlineData("−", "no")]
    [InlineData("－", "no")]
    [InlineData("ー", "no")]
    [InlineData("―", "no")]
    [InlineData("要確認", null)]
    public void Marks_are_read(string? mark, string? expected) => Assert.Equal(expected, SiteFlag.Read(mark));

    [Fact]
    public void Typed_values_are_read()
    {
        Assert.Equal("yes", SiteFlag.Read(1L));
        Assert.Equal("no", SiteFlag.Read(0L));
        Assert.Equal("yes", SiteFlag.Read(1.0));
        Assert.Equal("yes", SiteFlag.Read(true));
        Assert.Equal("no", SiteFlag.Read(false));
        Assert.Null(SiteFlag.Read(7L));
    }

    [Theory]
    [InlineData("全災害", "tsunami", "yes")]
    [InlineData("洪水・地震", "earthquake", "yes")]
    [InlineData("洪水・地震", "tsunami", "no")]
    [InlineData("地震時", "earthquake", "yes")]
    [InlineData("土石流", "landslide", "yes")]
    [InlineData("", "flood", "no")]
    public void Lists_of_hazards_are_read(string text, string flag, string expected) => Assert.Equal(expected, SiteFlag.ReadList(text, flag));
}
