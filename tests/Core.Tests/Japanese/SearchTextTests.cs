using Gis.Core.Japanese;
using Xunit;

namespace Gis.Core.Tests.Japanese;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("飯豊原123-4", "大字飯豊字原１２３番地４", "飯豊原１２３－４", "飯豊原123の4", "飯豊原 百二十三番四", "飯豊原123番地の4", "飯豊原一二三番地ノ四")]
    [InlineData("本町1-2-3", "本町一丁目2番3号", "本町１丁目２－３", "本町1ー2ー3", "本町 1-2-3", "本町1丁目2番地3")]
    [InlineData("本町3", "本町三丁目", "本町3丁目", "本町３丁")]
    [InlineData("霞け関", "霞が関", "霞ヶ関", "霞ケ関", "霞ガ関")]
    [InlineData("丸の内", "丸ノ内", "丸之内", "丸の内")]
    [InlineData("高沢", "髙澤", "高沢")]
    [InlineData("しおみ小学校", "シオミ小学校", "ｼｵﾐ小学校", "しおみ 小学校")]
    [InlineData("がつこう", "ガッコウ", "ｶﾞｯｺｳ")]
    [InlineData("wifiすぽつと", "Wi-Fiスポット", "ＷｉＦｉスポット", "WI‐FI・スポット")]
    [InlineData("株しおみ", "㈱しおみ", "(株)シオミ")]
    [InlineData("浜西123-4", "大字浜字西 123番地4", "浜西１２３－４", "浜西123の4")]
    [InlineData("ほんちよう", "ほんちょう", "ﾎﾝﾁｮｳ", "ホンチョウ")]
    [InlineData("霞けせき", "霞ヶセキ")]
    [InlineData("三の宮神社", "三の宮神社", "三ノ宮神社")]
    [InlineData("aedb1", "AED　Ｂ１")]
    [InlineData("十文字", "十文字")]
    [InlineData("三田", "三田")]
    [InlineData("一の瀬", "一ノ瀬", "一の瀬")]
    public void Ways_to_write_one_thing_are_equal(string expected, params string[] ways)
    {
        foreach (var way in ways)
            Assert.Equal(expected, SearchText.Normalise(way));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("　\t")]
    [InlineData("・、。（）")]
    [InlineData("\0\u0001")]
    [InlineData("\ud83d")]
    public void Nothing_to_search_is_empty(string? text) => Assert.Equal("", SearchText.Normalise(text));

    [Fact]
    public void Normal_form_is_stable()
    {
        foreach (var text in (string[])["大字飯豊字原１２３番地４", "本町一丁目2番3号", "国道134号", "2号線", "一番町", "十文字", "名字の滝", "Wi-Fi 3", "1-", "-1", "番地"])
        {
            var once = SearchText.Normalise(text);
            Assert.Equal(once, SearchText.Normalise(once));
        }
    }

    [Theory]
    [InlineData("飯豊 百二十三番四", "飯豊", "123-4")]
    [InlineData("飯豊123-4", "飯豊", "123-4")]
    [InlineData("123の4", "123-4")]
    [InlineData("本町　公園", "本町", "公園")]
    public void Parts_divide_names_from_numbers(string text, params string[] parts) => Assert.Equal(parts, SearchText.Parts(text));

    [Theory]
    [InlineData("宮之浦")]
    [InlineData("丸ノ内公園")]
    [InlineData("尾之間628-1")]
    [InlineData("霞が関")]
    [InlineData("自由ヶ丘")]
    [InlineData("海が見える丘")]
    [InlineData("一乃谷")]
    [InlineData("乃木神社")]
    [InlineData("飯豊字原123番地4")]
    public void What_has_been_typed_so_far_is_the_beginning_of_the_whole(string whole)
    {
        var key = SearchText.Normalise(whole);
        for (var typed = 2; typed <= whole.Length; typed++)
        {
            var words = whole[..typed];
            Assert.True(
                key.StartsWith(SearchText.Normalise(words), StringComparison.Ordinal)
                    || (SearchText.NormaliseUnfinished(words) is { } unfinished && key.StartsWith(unfinished, StringComparison.Ordinal)),
                words);
        }
    }

    [Theory]
    [InlineData("宮之浦", "之浦")]
    [InlineData("尾之間628", "之間6")]
    [InlineData("丸の内公園", "ノ内")]
    public void A_part_is_found_in_the_whole(string whole, string part) => Assert.Contains(SearchText.Normalise(part), SearchText.Normalise(whole), StringComparison.Ordinal);

    [Fact]
    public void Long_text_is_cut() => Assert.Equal(SearchText.MaxLength, SearchText.Normalise(new string('山', 5000)).Length);
}
