using Gis.Core.Japanese;
using Xunit;

namespace Gis.Core.Tests.Japanese;

public sealed class ParcelNumberTests
{
    [Theory]
    [InlineData("１２３－４", "123-4")]
    [InlineData("123番地4", "123-4")]
    [InlineData("123番4", "123-4")]
    [InlineData("123の4", "123-4")]
    [InlineData("123ノ4", "123-4")]
    [InlineData("百二十三番地ノ四", "123-4")]
    [InlineData("１２３ー４", "123-4")]
    [InlineData("123−4", "123-4")]
    [InlineData("0123-0004", "123-4")]
    [InlineData("123番地", "123")]
    [InlineData("百二十三", "123")]
    [InlineData("123番地の4の2", "123-4-2")]
    [InlineData("甲１２３－４", "甲123-4")]
    [InlineData("水-71", "水-71")]
    [InlineData("地区外－１", "地区外-1")]
    [InlineData("1234-イ", "1234-イ")]
    public void Spellings_of_one_number_are_one_number(string written, string expected) =>
        Assert.Equal(expected, ParcelNumber.Parse(written)!.Value.Value);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Nothing_is_no_number(string? written) => Assert.Null(ParcelNumber.Parse(written));

    [Fact]
    public void Outside_entries_and_main_numbers_are_known()
    {
        Assert.True(ParcelNumber.Parse("地区外-3")!.Value.IsOutsideMap);
        Assert.True(ParcelNumber.Parse("別図－１")!.Value.IsOutsideMap);
        Assert.Equal(71, ParcelNumber.Parse("水-71")!.Value.Main);
        Assert.Null(ParcelNumber.Parse("無番地")!.Value.Main);
    }

    [Theory]
    [InlineData("大字浜", null, "字西", "１２-３", "浜西/12-3")]
    [InlineData("大字浜字西", null, null, "12番地3", "浜西/12-3")]
    [InlineData("浜", null, "西", "12の3", "浜西/12-3")]
    [InlineData("本町", "一丁目", null, "5", "本町1丁目/5")]
    [InlineData("本町", "１", null, "５番地", "本町1丁目/5")]
    [InlineData("大澤", null, "十文字", "7", "大沢十文字/7")]
    public void Keys_of_one_parcel_are_equal(string oaza, string? chome, string? aza, string number, string expected) =>
        Assert.Equal(expected, ParcelKey.Of(oaza, chome, aza, number));

    [Theory]
    [InlineData("二〇", 20)]
    [InlineData("一二三", 123)]
    [InlineData("百二十三", 123)]
    [InlineData("千五", 1005)]
    [InlineData("十", 10)]
    [InlineData("二十万三千", 203000)]
    public void Kanji_numbers_are_read(string text, long expected)
    {
        Assert.True(KanjiNumber.TryParse(text, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("十百")]
    [InlineData("")]
    [InlineData("三本")]
    public void Malformed_kanji_numbers_are_refused(string text) => Assert.False(KanjiNumber.TryParse(text, out _));

    [Theory]
    [InlineData("三田三丁目", "三田3丁目")]
    [InlineData("三の宮一丁目二番地の三", "三の宮1丁目2番地の3")]
    [InlineData("千葉", "千葉")]
    public void Numbers_inside_names_stay(string text, string expected) => Assert.Equal(expected, KanjiNumber.ReplaceInAddress(text));

    [Theory]
    [InlineData("ｶﾞｷﾞｸﾞﾊﾟ　ＡＢ１", "ガギグパ AB1")]
    [InlineData("ﾀﾞﾁﾂﾞｳﾞ", "ダチヅヴ")]
    public void Widths_are_folded(string text, string expected) => Assert.Equal(expected, Width.Fold(text));

    [Theory]
    [InlineData("髙澤", "高沢")]
    [InlineData("霞が関", "霞ケ関")]
    [InlineData("霞ヶ関", "霞ケ関")]
    [InlineData("丸ノ内", "丸の内")]
    [InlineData("渡邉", "渡辺")]
    public void Variants_are_folded(string text, string expected) => Assert.Equal(expected, Variants.Fold(text));
}
