using Gis.Core.Japanese;
using Xunit;

namespace Gis.Core.Tests.Japanese;

public sealed class EraDateTests
{
    [Theory]
    [InlineData(2026, 4, 1, "令和8年4月1日")]
    [InlineData(2019, 5, 1, "令和元年5月1日")]
    [InlineData(2019, 4, 30, "平成31年4月30日")]
    [InlineData(1989, 1, 7, "昭和64年1月7日")]
    [InlineData(1926, 12, 24, "大正15年12月24日")]
    [InlineData(1912, 7, 29, "明治45年7月29日")]
    [InlineData(1872, 12, 31, "1872年12月31日")]
    public void Dates_are_written_with_their_era(int year, int month, int day, string text) =>
        Assert.Equal(text, EraDate.ToText(new DateOnly(year, month, day)));
}
