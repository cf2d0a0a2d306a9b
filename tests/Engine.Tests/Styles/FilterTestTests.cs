using System.Text.Json.Nodes;
using Gis.Engine.Styles;
using Xunit;

namespace Gis.Engine.Tests.Styles;

public sealed class FilterTestTests
{
    private static readonly Dictionary<string, object?> Feature = new() { ["class"] = "0.5m未満", ["rank"] = 3d, ["open"] = true, ["none"] = null };

    [Theory]
    [InlineData("""["==",["get","class"],"0.5m未満"]""", true)]
    [InlineData("""["==",["get","rank"],3]""", true)]
    [InlineData("""["==",["get","rank"],"3"]""", false)]
    [InlineData("""["!=",["get","rank"],4]""", true)]
    [InlineData("""["<",["get","rank"],3]""", false)]
    [InlineData("""["<=",["get","rank"],3]""", true)]
    [InlineData("""[">",["get","none"],1]""", false)]
    [InlineData("""["<",["get","none"],1]""", false)]
    [InlineData("""[">=",["get","class"],1]""", false)]
    [InlineData("""["has","class"]""", true)]
    [InlineData("""["!",["has","none"]]""", true)]
    [InlineData("""["all",["has","class"],["==",["get","open"],true]]""", true)]
    [InlineData("""["any",["has","missing"],["==",["get","open"],false]]""", false)]
    [InlineData("""["in",["get","class"],["literal",["a","0.5m未満"]]]""", true)]
    [InlineData("""["!",["in",["coalesce",["get","none"],""],["literal",["a"]]]]""", true)]
    [InlineData("""["in","未満",["get","class"]]""", true)]
    [InlineData("""["==",["to-number",["get","rank"]],3]""", true)]
    [InlineData("""["==",["to-string",["get","rank"]],"3"]""", true)]
    [InlineData("""["==",["get","missing"],null]""", true)]
    public void It_picks_as_MapLibre_does(string filter, bool picks) =>
        Assert.Equal(picks, FilterTest.Picks(JsonNode.Parse(filter), name => Feature.GetValueOrDefault(name)));

    [Fact]
    public void No_filter_picks_all() => Assert.True(FilterTest.Picks(null, _ => null));

    [Fact]
    public void An_operator_that_is_not_known_is_refused_rather_than_guessed() =>
        Assert.Throws<FormatException>(() => FilterTest.Picks(JsonNode.Parse("""["within",{}]"""), _ => null));
}
