using System.Text;
using Gis.Core.Japanese;
using Xunit;

namespace Gis.Core.Tests.Japanese;

public sealed class EncodingDetectorTests
{
    [Theory]
    [InlineData("UTF-8", "潮見町の指定緊急避難場所")]
    [InlineData("CP932", "潮見町の指定緊急避難場所")]
    [InlineData("CP932", "髙﨑①㈱ﾎﾝﾁｮｳ")]
    [InlineData("CP932", "ソ表能十申")]
    [InlineData("EUC-JP", "潮見町の指定緊急避難場所")]
    [InlineData("UTF-16LE", "name,lat,lon,address")]
    [InlineData("UTF-16BE", "name,lat,lon,address")]
    public void Text_is_told_by_its_bytes(string name, string text)
    {
        var verdict = Detect(JapaneseEncodings.ByName(name)!.GetBytes(text));
        Assert.Equal(name, JapaneseEncodings.NameOf(verdict.Encoding));
        Assert.Equal(0, verdict.Malformed);
    }

    [Fact]
    public void A_few_damaged_bytes_do_not_change_the_verdict()
    {
        var utf8 = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("潮見町の道路台帳", 20)));
        utf8[30] = 0xFF;
        Assert.Equal("UTF-8", JapaneseEncodings.NameOf(Detect(utf8).Encoding));
        Assert.True(Detect(utf8).Malformed > 0);

        var sjis = JapaneseEncodings.Cp932.GetBytes(string.Concat(Enumerable.Repeat("潮見町の道路台帳", 20)));
        sjis[31] = 0xFF;
        Assert.Equal("CP932", JapaneseEncodings.NameOf(Detect(sjis).Encoding));
    }

    [Fact]
    public void A_field_cut_in_the_middle_of_a_character_counts_as_whole()
    {
        var detector = new EncodingDetector();
        detector.Feed(Encoding.UTF8.GetBytes("避難所").AsSpan(0, 8));
        detector.EndUnit();
        detector.Feed(Encoding.UTF8.GetBytes("公民館"));
        Assert.Equal(0, detector.Verdict().Malformed);
        Assert.Equal("UTF-8", JapaneseEncodings.NameOf(detector.Verdict().Encoding));
    }

    [Fact]
    public void Chunks_do_not_matter()
    {
        var bytes = JapaneseEncodings.Cp932.GetBytes("潮見町の指定緊急避難場所");
        var detector = new EncodingDetector();
        foreach (var b in bytes)
            detector.Feed([b]);
        Assert.Equal(Detect(bytes), detector.Verdict());
    }

    private static EncodingVerdict Detect(byte[] bytes)
    {
        var detector = new EncodingDetector();
        detector.Feed(bytes);
        return detector.Verdict();
    }
}
