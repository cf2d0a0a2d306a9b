using Gis.Engine.Styles.Legend;
using Gis.Importer.Kinds;
using Gis.Importer.Kinds.Hazards;
using Xunit;

namespace Gis.Importer.Tests.Kinds;

/// <summary>Classes of hazards as sources write them.</summary>
public sealed class HazardReadingTests
{
    private static readonly KindSet Kinds = KindSet.Load(null);

    [Theory]
    [InlineData("flood-depth", "A31a_205", 2L, 2, 0.5, 3.0, "0.5m以上3m未満", "想定最大規模")]
    [InlineData("flood-depth", "A31a_205", "6", 6, 20.0, null, "20m以上", "想定最大規模")]
    [InlineData("flood-depth", "A31a_105", 1L, 1, 0.0, 0.5, "0.5m未満", "計画規模")]
    [InlineData("flood-depth", "A31b_201", 3L, 3, 3.0, 5.0, "3m以上5m未満", "想定最大規模")]
    [InlineData("flood-depth", "A31_001", 14L, 14, 2.0, 5.0, "2m以上5m未満", null)]
    [InlineData("flood-duration", "A31a_305", 2L, 2, 12.0, 24.0, "12時間以上1日未満", "想定最大規模")]
    [InlineData("flood-duration", "A31a_305", 7L, 7, 672.0, null, "4週間以上", "想定最大規模")]
    [InlineData("tsunami", "A40_003", "1m以上2m未満", null, 1.0, 2.0, "1m以上2m未満", null)]
    [InlineData("storm-surge", "A49_003", "0.3m未満", null, 0.0, 0.3, "0.3m未満", null)]
    [InlineData("inland-flood", "浸水深ランク", "２", 2, 0.5, 3.0, "0.5m以上3m未満", null)]
    [InlineData("flood-depth", "水深", 0.7, null, 0.5, 1.0, "0.5m以上1m未満", null)]
    public void Depths_and_durations(string kind, string column, object value, int? rank, double? min, double? max, string words, string? scenario)
    {
        var read = Read(kind, [column], [value]);

        Assert.Equal(new HazardClassValue(rank, min, max, words, scenario, true), read);
    }

    [Theory]
    [InlineData(1L, 1L, "土砂災害警戒区域（急傾斜地の崩壊）")]
    [InlineData(2L, 1L, "土砂災害警戒区域（土石流）")]
    [InlineData(1L, 2L, "土砂災害特別警戒区域（急傾斜地の崩壊）")]
    [InlineData(3L, 4L, "土砂災害特別警戒区域（地滑り・指定前）")]
    [InlineData("2", "3", "土砂災害警戒区域（土石流・指定前）")]
    public void A33_has_the_phenomenon_first_and_the_zone_second(object phenomenon, object zone, string words) =>
        Assert.Equal(words, Read("landslide", ["A33_001", "A33_002"], [phenomenon, zone]).Words);

    [Theory]
    [InlineData("急傾斜地の崩壊", "特別警戒区域", "土砂災害特別警戒区域（急傾斜地の崩壊）")]
    [InlineData("がけ崩れ", "イエローゾーン", "土砂災害警戒区域（急傾斜地の崩壊）")]
    [InlineData("地すべり", "土砂災害警戒区域", "土砂災害警戒区域（地滑り）")]
    public void Landslides_in_words(string phenomenon, string zone, string words) =>
        Assert.Equal(words, Read("landslide", ["種類", "区域"], [phenomenon, zone]).Words);

    [Theory]
    [InlineData(1L, "家屋倒壊等氾濫想定区域（氾濫流）")]
    [InlineData(2L, "家屋倒壊等氾濫想定区域（河岸侵食）")]
    [InlineData(3L, "家屋倒壊等氾濫想定区域（氾濫流・河岸侵食）")]
    public void House_collapse(object value, string words) => Assert.Equal(words, Read("house-collapse", ["A31a_405"], [value]).Words);

    [Fact]
    public void Words_that_cannot_be_read_stay_and_are_reported()
    {
        var kind = Kinds.Find("flood-depth")!;
        var derivation = new HazardDerivation(kind, new HazardReadingFinder(kind, ["区分"], [["紫の所"]], "x").Find(), null);
        var target = new object?[5];

        derivation.Derive(["紫の所"], target);

        Assert.Equal([null, null, null, "紫の所", null], target);
        Assert.Contains(derivation.Remarks, r => r.Contains("「紫の所」1件", StringComparison.Ordinal));
        var legend = LegendBuilder.Hazard(kind, "hazard_class", [new FoundClass("紫の所", null, null, null, 1)]);
        Assert.Equal("紫の所", legend[0].Label);
    }

    [Fact]
    public void A_class_that_spans_two_steps_takes_the_graver_colour_and_pattern()
    {
        var kind = Kinds.Find("flood-depth")!;

        var legend = LegendBuilder.Hazard(kind, "hazard_class", [new FoundClass("2m以上5m未満", 2, 5, null, 1), new FoundClass("0.5m未満", 0, 0.5, 1, 4), new FoundClass(null, 20, null, 6, 1)]);

        Assert.Equal(["0.5m未満", "2m以上5m未満", "20m以上"], legend.Select(c => c.Label));
        Assert.Equal(["#f7f5a9", "#ffb7b7", "#dc7adc"], legend.Select(c => c.Color));
        Assert.Equal(3, legend.Select(c => c.Pattern).Distinct().Count());
        Assert.Equal("""["==",["get","hazard_class"],"0.5m\u672A\u6E80"]""", legend[0].Filter!.ToJsonString());
    }

    private static HazardClassValue Read(string kind, string[] columns, object?[] values) =>
        new HazardReadingFinder(Kinds.Find(kind)!, columns, [values], "file").Find()!.Read(values);
}
