using Gis.Core.Japanese;
using Gis.Engine.Search;
using Xunit;

namespace Gis.Engine.Tests.Search;

public sealed class WithinTownTests
{
    [Theory]
    [InlineData("潮見町本町1-2-3", "本町1-2-3")]
    [InlineData("神奈川県架空郡潮見町本町１丁目２番３号", "本町１丁目２番３号")]
    [InlineData("架空郡潮見町大字中田12", "大字中田12")]
    [InlineData("〒259-0000 神奈川県架空郡潮見町 中田 12", "中田 12")]
    public void What_follows_the_town_is_searched(string typed, string rest) =>
        Assert.Equal(SearchText.Normalise(rest), WithinTown.Of(SearchText.Normalise(typed), "潮見町"));

    [Theory]
    [InlineData("潮見町")]
    [InlineData("本町1-2-3")]
    [InlineData("新潮見町本町1")]
    [InlineData("本町潮見町1")]
    [InlineData("")]
    public void Anything_else_stays_whole(string typed) => Assert.Null(WithinTown.Of(SearchText.Normalise(typed), "潮見町"));

    [Fact]
    public void Without_a_town_nothing_is_taken_off() => Assert.Null(WithinTown.Of("潮見町本町1", null));
}
