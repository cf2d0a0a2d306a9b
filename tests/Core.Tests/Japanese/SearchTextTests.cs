using Gis.Core.Japanese;
using Xunit;

namespace Gis.Core.Tests.Japanese;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("本町１丁目２番３号", "本町1-2-3")]
    [InlineData("本町一丁目2-3", "本町1-2-3")]
    [InlineData("本町1-2-3", "本町1-2-3")]
    [InlineData("大字浜字西 123番地4", "浜西123-4")]
    [InlineData("浜西１２３－４", "浜西123-4")]
    [InlineData("浜西123の4", "浜西123-4")]
    [InlineData("髙澤", "高沢")]
    [InlineData("ほんちょう", "ホンチョウ")]
    [InlineData("ﾎﾝﾁｮｳ", "ホンチョウ")]
    [InlineData("霞が関ビル", "霞ケ関ビル")]
    [InlineData("三の宮神社", "三ノ宮神社")]
    [InlineData("AED　Ｂ１", "aedb1")]
    [InlineData("十文字", "十文字")]
    public void Spellings_of_one_thing_are_one_key(string written, string expected) => Assert.Equal(expected, SearchText.Normalise(written));
}
