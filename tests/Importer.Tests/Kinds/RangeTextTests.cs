using Gis.Engine.Styles.Legend;
using Gis.Importer.Kinds.Hazards;
using Xunit;

namespace Gis.Importer.Tests.Kinds;

public sealed class RangeTextTests
{
    [Theory]
    [InlineData("1m以上2m未満", 1.0, 2.0)]
    [InlineData("0.3m未満", 0.0, 0.3)]
    [InlineData("20m以上", 20.0, null)]
    [InlineData("0.0-0.5", 0.0, 0.5)]
    [InlineData("浸水深3.0～5.0m", 3.0, 5.0)]
    [InlineData("浸水深３．０〜５．０ｍ", 3.0, 5.0)]
    [InlineData("0.5m～3.0m未満の区域", 0.5, 3.0)]
    [InlineData("0.5～3m", 0.5, 3.0)]
    [InlineData("50cm以上1m未満", 0.5, 1.0)]
    [InlineData("20cm～50cm", 0.2, 0.5)]
    [InlineData("20–50cm", 0.2, 0.5)]
    [InlineData("0.3メートル以上1.0メートル未満", 0.3, 1.0)]
    [InlineData("～0.5m", 0.0, 0.5)]
    [InlineData("5.0m～", 5.0, null)]
    [InlineData("5m以上", 5.0, null)]
    [InlineData("1m超3m以下", 1.0, 3.0)]
    [InlineData("0.5ｍ未満（床下浸水）", 0.0, 0.5)]
    [InlineData("2階床上浸水（3.0m以上5.0m未満）", 3.0, 5.0)]
    [InlineData("床下浸水", null, null)]
    public void Depths_are_read(string text, double? min, double? max)
    {
        var read = RangeText.TryParse(text, "m", out var range);

        Assert.Equal(min is not null, read);
        if (min is { } low)
            Assert.Equal((low, max), (range.Min, range.Max));
    }

    [Theory]
    [InlineData("12時間未満", 0, 12.0)]
    [InlineData("12時間以上1日未満", 12, 24.0)]
    [InlineData("1日以上3日未満", 24, 72.0)]
    [InlineData("3日～1週間", 72, 168.0)]
    [InlineData("１週間以上２週間未満", 168, 336.0)]
    [InlineData("4週間以上", 672, null)]
    [InlineData("24～72時間", 24, 72.0)]
    [InlineData("三日以上一週間未満", 72, 168.0)]
    public void Durations_are_read_in_hours(string text, double min, double? max)
    {
        Assert.True(RangeText.TryParse(text, "h", out var range));
        Assert.Equal((min, max), (range.Min, range.Max));
    }

    [Theory]
    [InlineData("2015-01-23 19:27:24")]
    [InlineData("2015-01-23")]
    [InlineData("0778-22-0367")]
    [InlineData("3")]
    [InlineData("区域内")]
    [InlineData("5-3")]
    [InlineData("")]
    public void What_is_no_range_is_not_read_as_one(string text) => Assert.False(RangeText.TryParse(text, "m", out _));

    [Theory]
    [InlineData(0.0, 0.5, "m", "0.5m未満")]
    [InlineData(0.5, 3.0, "m", "0.5m以上3m未満")]
    [InlineData(3.0, 5.0, "m", "3m以上5m未満")]
    [InlineData(20.0, null, "m", "20m以上")]
    [InlineData(12.0, 24.0, "h", "12時間以上1日未満")]
    [InlineData(72.0, 168.0, "h", "3日以上1週間未満")]
    [InlineData(336.0, 672.0, "h", "2週間以上4週間未満")]
    [InlineData(null, null, "m", null)]
    public void Ranges_are_put_into_words(double? min, double? max, string unit, string? words) => Assert.Equal(words, RangeWords.Of(min, max, unit));
}
