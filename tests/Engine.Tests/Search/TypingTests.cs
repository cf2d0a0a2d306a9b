using Gis.Engine.Search;
using Xunit;

namespace Gis.Engine.Tests.Search;

public sealed class TypingTests
{
    [Theory]
    [InlineData("潮見駅", "潮見駅", 0)]
    [InlineData("塩見駅", "潮見駅", 1)]
    [InlineData("潮駅", "潮見駅", 1)]
    [InlineData("潮見見駅", "潮見駅", 1)]
    [InlineData("見駅前", "潮見駅前広場", 0)]
    [InlineData("塩見小", "潮見小学校", 1)]
    [InlineData("abc", "xyz", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 0)]
    public void Errors_are_counted_to_the_nearest_part(string words, string name, int errors) => Assert.Equal(errors, Typing.Errors(words, name));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(5, 1)]
    [InlineData(6, 2)]
    [InlineData(10, 3)]
    public void Longer_words_may_hold_more_errors(int length, int allowed) => Assert.Equal(allowed, Typing.Allowed(length));
}
