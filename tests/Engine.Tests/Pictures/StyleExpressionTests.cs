using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Look;
using Gis.Engine.Styles;
using Xunit;

namespace Gis.Engine.Tests.Pictures;

public sealed class StyleExpressionTests
{
    [Theory]
    [InlineData("""["interpolate",["linear"],["zoom"],10,0.7,15,0.6]""", 12.5, 0.65)]
    [InlineData("""["interpolate",["linear"],["zoom"],10,0.7,15,0.6]""", 9, 0.7)]
    [InlineData("""["interpolate",["linear"],["zoom"],10,0.7,15,0.6]""", 16, 0.6)]
    [InlineData("""["interpolate",["exponential",2],["zoom"],10,1,12,4]""", 11, 2)]
    [InlineData("""["step",["zoom"],1,10,2,12,3]""", 11, 2)]
    [InlineData("""["*",["+",["to-number",["get","w"],5],1],2]""", 11, 8)]
    [InlineData("""["case",[">=",["get","w"],9],1,7]""", 11, 7)]
    public void Numbers_are_those_that_the_map_computes(string expression, double zoom, double expected) =>
        Assert.Equal(expected, (double)StyleExpression.Evaluate(JsonNode.Parse(expression), name => name == "w" ? 3d : null, zoom)!, 6);

    [Fact]
    public void Every_area_and_line_of_every_preset_can_be_drawn()
    {
        var rules = KindPresets.Builtin.SelectMany(k => k.Draw).Where(r => r.Type is "fill" or "line").ToList();
        Assert.True(rules.Count > 30);
        foreach (var rule in rules)
        {
            foreach (var (_, value) in rule.Paint ?? [])
                StyleExpression.Evaluate(value, _ => null, 15);
            FilterTest.Picks(rule.Filter, _ => null);
        }
    }

    [Fact]
    public void Every_pattern_and_symbol_that_a_preset_names_is_known()
    {
        var classes = KindPresets.Builtin.SelectMany(k => k.Legend.Select(c => (c.Pattern, c.Symbol)).Concat(k.Scale.Select(s => (s.Pattern, s.Symbol)))).ToList();
        Assert.DoesNotContain(classes, c => c.Pattern != "none" && !Patterns.Names.Contains(c.Pattern));
        Assert.All(classes.Where(c => c.Symbol is not null and not "marker"), c => Assert.NotSame(Symbols.Of("marker"), Symbols.Of(c.Symbol)));
    }
}
