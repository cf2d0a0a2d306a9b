using System.Text.Json.Nodes;
using Gis.Engine.Styles;
using Xunit;

namespace Gis.Engine.Tests.Styles;

public sealed class StyleThemeTests
{
    private static readonly JsonObject Style = JsonNode.Parse("""
        {"layers":[
          {"id":"background","type":"background","paint":{"background-color":"#c8ddea"}},
          {"id":"ground","type":"fill","metadata":{"gis:group":"base"},"paint":{"fill-color":["case",["==",["get","a"],1],"#fbfaf6","rgba(255,255,255,0.5)"]}},
          {"id":"name","type":"symbol","metadata":{"gis:group":"base"},"paint":{"text-color":"#4a5160","text-halo-color":"rgba(255,255,255,0.9)","text-halo-width":1.8}},
          {"id":"flood","type":"fill","metadata":{"gis:group":"hazard"},"paint":{"fill-color":"#ffd8c0","fill-opacity":["interpolate",["linear"],["zoom"],10,0.7,18,0.5]}},
          {"id":"flood-pattern","type":"fill","metadata":{"gis:group":"hazard"},"paint":{"fill-pattern":"pattern-dots-112233","fill-opacity":0.4}}]}
        """)!.AsObject();

    [Theory]
    [InlineData("dark")]
    [InlineData("contrast")]
    public void Colours_and_patterns_of_hazards_are_the_same_in_every_look(string look)
    {
        var changed = StyleTheme.Apply(Style, look);
        foreach (var id in (string[])["flood", "flood-pattern"])
        {
            foreach (var property in (string[])["fill-color", "fill-pattern"])
                Assert.Equal(Paint(Style, id)[property]?.ToJsonString(), Paint(changed, id)[property]?.ToJsonString());
        }

        Assert.NotEqual(Paint(Style, "background").ToJsonString(), Paint(changed, "background").ToJsonString());
        // What was given is not changed.
        Assert.Equal("#c8ddea", (string?)Paint(Style, "background")["background-color"]);
    }

    [Fact]
    public void In_the_dark_light_ground_becomes_dark_letters_become_light_and_hazards_are_laid_on_more_thickly()
    {
        var dark = StyleTheme.Apply(Style, "dark");
        var ground = Paint(dark, "ground")["fill-color"]!.AsArray();
        Assert.True(Lightness((string)ground[2]!) < 0.25);
        Assert.True(Lightness((string)Paint(dark, "name")["text-color"]!) > 0.75);
        Assert.True(Lightness((string)Paint(dark, "name")["text-halo-color"]!) < 0.15);
        Assert.Equal(0.92, (double)Paint(dark, "flood")["fill-opacity"]![4]!);
        Assert.Equal(0.7, (double)Paint(dark, "flood")["fill-opacity"]![6]!, 3);
        Assert.Equal(0.4, (double)Paint(dark, "flood-pattern")["fill-opacity"]!);
    }

    private static JsonObject Paint(JsonObject style, string id) => style["layers"]!.AsArray().Single(l => (string?)l!["id"] == id)!["paint"]!.AsObject();

    private static double Lightness(string color) => double.Parse(color.Split(',')[2].TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture) / 100;
}
