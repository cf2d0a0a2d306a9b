using Gis.Core.Catalogue;
using Gis.Engine.Styles.Legend;
using Xunit;

namespace Gis.Engine.Tests.Styles;

/// <summary>What of a Japanese legend other languages are told: bounds that they write themselves, and names of words that they have.</summary>
public sealed class LegendWordsTests
{
    [Theory]
    [InlineData("0.5m未満", null, 0.5, "m")]
    [InlineData("0.5m以上3m未満", 0.5, 3.0, "m")]
    [InlineData("20.0m以上", 20.0, null, "m")]
    [InlineData("12時間以上1日未満", 12.0, 24.0, "h")]
    [InlineData("3日以上1週間未満", 72.0, 168.0, "h")]
    [InlineData("0.5m以上1m未満（ひざから腰）", 0.5, 1.0, "m")]
    public void A_range_is_read_from_its_label(string label, double? min, double? max, string unit) =>
        Assert.Equal(new LabelRange(min, max, unit), LabelRange.Of(label));

    [Theory]
    [InlineData("土砂災害警戒区域（土石流）")]
    [InlineData("（不明）")]
    [InlineData("1.2.3m以上")]
    [InlineData("")]
    public void Other_labels_are_no_range(string label) => Assert.Null(LabelRange.Of(label));

    [Theory]
    [InlineData("landslide", "土砂災害特別警戒区域（急傾斜地の崩壊）", "landslide.steep-special")]
    [InlineData("landslide", "土砂災害警戒区域（土石流）", "landslide.debris")]
    [InlineData("landslide", "土砂災害警戒区域（種別不明）", "landslide.unknown")]
    [InlineData("landslide", "土砂災害警戒区域", "landslide.warning")]
    [InlineData("landslide", "町が見つけたあぶないがけ", null)]
    [InlineData("house-collapse", "家屋倒壊等氾濫想定区域（氾濫流・河岸侵食）", "collapse.both")]
    [InlineData("house-collapse", "家屋倒壊等氾濫想定区域（氾濫流）", "collapse.flow")]
    [InlineData("zoning", "近隣商業地域", "zoning.shops-near")]
    [InlineData("zoning", "第1種中高層住居専用地域", "zoning.mid-1")]
    [InlineData("zoning", "第２種低層住居専用地域", "zoning.low-2")]
    [InlineData("flood-depth", "0.5m以上3m未満", null)]
    [InlineData("flood-depth", LegendBuilder.Unsaid, "unsaid")]
    public void A_class_has_the_name_of_what_its_words_say(string kind, string words, string? name) =>
        Assert.Equal(name, ClassName.Of(KindPresets.Builtin.Single(k => k.Id == kind), words));

    [Fact]
    public void Every_step_that_goes_by_words_has_a_name_and_no_other()
    {
        var steps = KindPresets.Builtin.SelectMany(k => k.Scale.Select(s => (Kind: k.Id, Step: s))).ToList();
        Assert.True(steps.Count > 50);
        Assert.Equal([], steps.Where(s => s.Step.Words.Count > 0 != s.Step.Name is not null).Select(s => s.Kind + string.Join('+', s.Step.Words)));
    }

    [Fact]
    public void A_house_that_two_causes_threaten_is_drawn_and_told_as_such()
    {
        var kind = KindPresets.Builtin.Single(k => k.Id == "house-collapse");
        string[] causes = ["氾濫流", "河岸侵食", "氾濫流・河岸侵食"];
        var legend = LegendBuilder.Hazard(kind, "hazard_class", causes.Select(c => new FoundClass($"家屋倒壊等氾濫想定区域（{c}）", null, null, null, 1)));
        Assert.Equal(3, legend.Select(c => c.Pattern).Distinct().Count());
        Assert.Equal("家屋倒壊等氾濫想定区域（氾濫流・河岸侵食）", legend[^1].Label);
        Assert.Contains("川岸", legend[^1].Description, StringComparison.Ordinal);
        Assert.Contains("勢い", legend[^1].Description, StringComparison.Ordinal);
    }
}
