using Gis.Engine.Hazards;
using Xunit;

namespace Gis.MapServer.Tests.Sites;

public sealed class SiteStateTests
{
    [Theory]
    [InlineData("開設", Opening.Open)]
    [InlineData("開設済み", Opening.Open)]
    [InlineData("未開設", Opening.NotYet)]
    [InlineData("開設準備中", Opening.NotYet)]
    [InlineData("閉鎖", Opening.Closed)]
    [InlineData("常設", Opening.Always)]
    [InlineData("不明", Opening.Unknown)]
    [InlineData("？", Opening.Unknown)]
    [InlineData("確認中", Opening.Unknown)]
    [InlineData("開設中", Opening.Open)]
    [InlineData("開設しました。", Opening.Open)]
    [InlineData("自主開設", Opening.Open)]
    [InlineData("開設（体育館のみ）", Opening.Open)]
    [InlineData("開設していません", Opening.NotYet)]
    [InlineData("開設していない", Opening.NotYet)]
    [InlineData("開設なし", Opening.NotYet)]
    [InlineData("開設検討中", Opening.NotYet)]
    [InlineData("開設見込み", Opening.NotYet)]
    [InlineData("開設を終了しました", Opening.Closed)]
    [InlineData("開設中止", Opening.Closed)]
    [InlineData("開設解除", Opening.Closed)]
    [InlineData("受入停止", Opening.Closed)]
    [InlineData("開設状況を確認中", Opening.Unknown)]
    [InlineData("開設者：町長", Opening.Unknown)]
    public void The_words_of_the_shared_information_are_understood_and_others_are_never_taken_for_open(string text, Opening opening) =>
        Assert.Equal(opening, SiteState.Read(text, null, null)!.Opening);

    [Theory]
    [InlineData("空いています", Crowding.Free)]
    [InlineData("やや混雑", Crowding.Some)]
    [InlineData("混雑", Crowding.Crowded)]
    [InlineData("満員", Crowding.Full)]
    [InlineData("２９％", Crowding.Free)]
    [InlineData("30%", Crowding.Some)]
    [InlineData("79.9%", Crowding.Crowded)]
    [InlineData("80%", Crowding.Full)]
    [InlineData("調査中", Crowding.Unknown)]
    [InlineData("空きあり", Crowding.Free)]
    [InlineData("余裕があります", Crowding.Free)]
    [InlineData("混雑していません", Crowding.Free)]
    [InlineData("混雑なし", Crowding.Free)]
    [InlineData("30%未満", Crowding.Free)]
    [InlineData("残り20%", Crowding.Full)]
    [InlineData("空き 75%", Crowding.Free)]
    [InlineData("少し混んでいます", Crowding.Some)]
    [InlineData("空きなし", Crowding.Full)]
    [InlineData("空きがありません", Crowding.Full)]
    [InlineData("余裕なし", Crowding.Full)]
    [InlineData("受け入れできません", Crowding.Full)]
    [InlineData("定員超過", Crowding.Full)]
    [InlineData("定員未満", Crowding.Unknown)]
    [InlineData("満員ではない", Crowding.Unknown)]
    [InlineData("空調あり", Crowding.Unknown)]
    [InlineData("空きわずか", Crowding.Crowded)]
    [InlineData("空きは少ない", Crowding.Crowded)]
    [InlineData("残り僅か", Crowding.Crowded)]
    [InlineData("少し空いています", Crowding.Some)]
    public void Crowding_is_read_from_words_and_from_shares(string text, Crowding crowding) =>
        Assert.Equal(crowding, SiteState.Read("開設", text, null)!.Crowding);

    [Theory]
    [InlineData("2026-11-22 14:05", "2026-11-22T14:05:00+09:00")]
    [InlineData("2026/11/22 14:05:30", "2026-11-22T14:05:30+09:00")]
    [InlineData("２０２６年１１月２２日 １４時０５分", "2026-11-22T14:05:00+09:00")]
    [InlineData("2026-11-22T14:05:00+09:00", "2026-11-22T14:05:00+09:00")]
    [InlineData("2026-11-22 05:05:00+00", "2026-11-22T14:05:00+09:00")]
    [InlineData("2026-11-22T05:05:00Z", "2026-11-22T14:05:00+09:00")]
    [InlineData("2026-11-22", null)]
    [InlineData("14:05", null)]
    [InlineData("さきほど", null)]
    [InlineData(null, null)]
    public void The_time_is_that_of_japan_and_what_has_none_has_none(string? text, string? expected) =>
        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), SiteState.Read("開設", null, text)!.At);

    [Fact]
    public void A_row_that_says_nothing_has_no_state() => Assert.Null(SiteState.Read(" ", null, "2026-11-22 14:05"));

    [Fact]
    public void Shut_and_full_are_advised_against_and_unknown_is_not()
    {
        Assert.True(SiteState.Read("未開設", null, null)!.IsAgainst);
        Assert.True(SiteState.Read("閉鎖", null, null)!.IsAgainst);
        Assert.True(SiteState.Read("開設", "満員", null)!.IsAgainst);
        Assert.False(SiteState.Read("不明", null, null)!.IsAgainst);
        Assert.False(SiteState.Read("常設", null, null)!.IsAgainst);
    }
}
