using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Catalogues;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Xunit;

namespace Gis.Engine.Tests.Styles;

public sealed class StyleBuilderTests
{
    private static readonly Kind Hazard = KindPresets.Builtin.Single(k => k.Id == "flood-depth");

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Layers_are_drawn_by_the_level_of_their_rules_across_layers()
    {
        var low = Made("b_low", new Kind { Id = "low", Title = "低", Draw = [Line("x", 10), Line("top", 90)] });
        var high = Made("a_high", new Kind { Id = "high", Title = "高", Draw = [Line("y", 50)] });
        Assert.Equal(["b_low-x", "a_high-y", "b_low-top"], Layers(low, high).Select(l => (string)l["id"]!));
    }

    [Fact]
    public void A_pattern_is_drawn_for_the_classes_that_have_one_only()
    {
        var layer = Made("zone", Hazard) with
        {
            Style = new LayerStyle
            {
                Classes =
                [
                    new() { Id = "a", Label = "a", Color = "#ff0000", Pattern = "dots", Filter = JsonNode.Parse("""["==",["get","r"],1]""") },
                    new() { Id = "b", Label = "b", Color = "#00ff00", Filter = JsonNode.Parse("""["==",["get","r"],2]""") },
                ],
            },
        };
        var pattern = Layers(layer).Single(l => (string)l["id"]! == "zone-pattern");
        Assert.Equal("""["any",["==",["get","r"],1]]""", pattern["filter"]!.ToJsonString());
        Assert.Contains("pattern-dots-8c0000", pattern["paint"]!.ToJsonString());
        var fill = Layers(layer).Single(l => (string)l["id"]! == "zone-fill");
        Assert.Equal("""["case",["==",["get","r"],1],"#ff0000",["==",["get","r"],2],"#00ff00","#9a9a9a"]""", fill["paint"]!["fill-color"]!.ToJsonString());
    }

    [Fact]
    public void Without_any_pattern_there_is_no_pattern_layer()
    {
        var layer = Made("zone", Hazard) with { Style = new LayerStyle { Classes = [new() { Id = "a", Label = "a", Color = "#ff0000" }] } };
        Assert.DoesNotContain(Layers(layer), l => (string)l["id"]! == "zone-pattern");
    }

    [Fact]
    public void A_label_whose_roles_are_not_there_is_left_out_and_one_that_has_some_keeps_those()
    {
        var address = KindPresets.Builtin.Single(k => k.Id == "address");
        Assert.DoesNotContain(Layers(Made("x", address)), l => (string)l["type"]! == "symbol");
        var some = Made("x", address) with { Fields = [Text("街区", FieldRole.Block)] };
        Assert.Equal("""["concat",["to-string",["coalesce",["get","街区"],""]],"-"]""",
            Layers(some).Single(l => (string)l["type"]! == "symbol")["layout"]!["text-field"]!.ToJsonString(Readable));
    }

    [Fact]
    public void A_hidden_layer_is_there_and_switched_off() => Assert.All(
        Layers(Made("x", new Kind { Id = "k", Title = "k", Visible = false })), l => Assert.Equal("none", (string)l["layout"]!["visibility"]!));

    [Fact]
    public void A_panel_title_never_names_a_field_the_reader_may_not_see()
    {
        var layer = Made("x", new Kind { Id = "k", Title = "k" }) with { PanelTitle = "{名}（{所有者}）", Fields = [Text("名", FieldRole.Name)] };
        Assert.Equal("{名}（）", (string)CatalogueDocument.Build(Snapshot(layer))["layers"]![0]!["panel"]!["title"]!);
    }

    [Fact]
    public void Credits_cannot_become_markup()
    {
        var layer = Made("x", new Kind { Id = "k", Title = "k" }) with { Attribution = new Attribution { Publisher = "<img src=x onerror=alert(1)>" } };
        Assert.DoesNotContain("<img", StyleBuilder.Build(Snapshot(layer)).ToJsonString(Readable));
    }

    [Fact]
    public void Every_preset_gives_a_style_without_placeholders_left()
    {
        var layers = KindPresets.Builtin.Where(k => k.Group != "register").Select((k, i) => Made($"layer_{i}", k) with
        {
            Geometry = GeometryFamily.Mixed,
            Fields = [.. k.Roles.Keys.Append(FieldRole.Name).Append(FieldRole.HazardClass).Distinct().Select(r => Text("欄" + r, r))],
        });
        var text = StyleBuilder.Build(Snapshot([.. layers])).ToJsonString(Readable);
        foreach (var mark in (string[])["@color", "@outline", "@pattern", "@symbol", "@label", "@role"])
            Assert.DoesNotContain(mark, text);
    }

    [Fact]
    public void A_colour_nobody_chose_is_always_the_same_and_differs_between_layers()
    {
        Assert.Equal("#4e43b1", DerivedColor.For("beehives"));
        Assert.NotEqual(DerivedColor.For("beehives"), DerivedColor.For("birdhouses"));
    }

    [Fact]
    public void Names_of_few_large_areas_are_points_of_their_own()
    {
        var district = Made("areas", KindPresets.Builtin.Single(k => k.Id == "district")) with { FeatureCount = 20, Fields = [Text("名", FieldRole.Name)] };
        var style = StyleBuilder.Build(Snapshot(district));
        var name = style["layers"]!.AsArray().Single(l => (string?)l!["type"] == "symbol")!;
        Assert.Equal("areas:names", (string?)name["source"]);
        Assert.Null(name["source-layer"]);
        Assert.StartsWith("/names/areas.json?r=", (string?)style["sources"]!["areas:names"]!["data"]);
        Assert.All(style["layers"]!.AsArray().Where(l => (string?)l!["type"] == "line"), l => Assert.Equal("areas", (string?)l!["source"]));

        var many = StyleBuilder.Build(Snapshot(district with { FeatureCount = 20_000 }));
        Assert.Null(many["sources"]!["areas:names"]);
    }

    [Fact]
    public void The_legend_knows_how_strongly_the_map_is_coloured()
    {
        DrawRule Fill(string opacity) => new()
        {
            Id = "fill",
            Type = "fill",
            Level = 1,
            Paint = new JsonObject { ["fill-color"] = "@color", ["fill-opacity"] = JsonNode.Parse(opacity) },
        };
        double Of(params DrawRule[] rules) => LegendStrength.Of(Made("x", new Kind { Id = "k", Title = "k", Draw = rules }));
        Assert.Equal(0.4, Of(Fill("0.4")));
        Assert.Equal(0.55, Of(Fill("""["interpolate",["linear"],["zoom"],10,0.7,18,0.55]""")));
        Assert.Equal(1, Of(Line("x", 1)));
    }

    private static Field Text(string name, string role) => new() { Name = name, Title = name, Type = FieldType.Text, Role = role, RightsClass = "public" };

    private static DrawRule Line(string id, int level) => new() { Id = id, Type = "line", Level = level, Paint = new JsonObject { ["line-width"] = 1 } };

    private static Layer Made(string id, Kind kind) => new()
    {
        Id = LayerId.Parse(id),
        Title = id,
        Kind = kind,
        Audience = Audience.Public,
        Geometry = GeometryFamily.Polygon,
        Attribution = new Attribution(),
        Style = new LayerStyle(),
        Fields = [],
    };

    private static TownSnapshot Snapshot(params Layer[] layers) => new(
        new Catalogue(new Town("99999", "潮見町", null, new PlaneZone(9), null), layers, new Dictionary<string, Kind>()),
        Audience.Public, null, new Dictionary<string, CoverageReach>());

    private static List<JsonNode> Layers(params Layer[] layers) => [.. StyleBuilder.Build(Snapshot(layers))["layers"]!.AsArray().Skip(1).Select(l => l!)];
}
