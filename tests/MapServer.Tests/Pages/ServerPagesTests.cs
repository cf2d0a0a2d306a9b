using System.Net;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

/// <summary>Pages that must be whole without a script: what they say is looked for in the bytes as sent.</summary>
public sealed class ServerPagesTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task The_sheet_of_a_place_says_zone_meaning_what_to_do_and_where_to_go()
    {
        var page = await PageAsync("/place?lon=139.303&lat=35.103");
        Assert.Contains("<strong>0.5m以上3m未満</strong>", page);
        Assert.Contains("1階がつかる深さです。", page);
        Assert.Contains("令和7年3月1日（2025年）", page);
        Assert.Contains("警戒レベル4までに、区域の外へ立ち退く", page);
        // 本町小学校 is nearer, and marked as unfit in a flood: it stands under the heading that says so, with ×.
        Assert.True(page.IndexOf("丘の公園", StringComparison.Ordinal) < page.IndexOf("向かない所", StringComparison.Ordinal));
        Assert.True(page.IndexOf("本町小学校", StringComparison.Ordinal) > page.IndexOf("向かない所", StringComparison.Ordinal));
        Assert.Contains("×", page);
        Assert.Contains("直線の距離", page);
        Assert.DoesNotContain("安全です", page);
    }

    [Fact]
    public async Task No_zone_no_data_and_not_loaded_are_three_different_sentences()
    {
        var inside = await PageAsync("/place?lon=139.295&lat=35.095");
        var outside = await PageAsync("/place?lon=139.325&lat=35.095");
        Assert.Contains("どの想定区域にも入っていません", inside);
        Assert.Contains("区域の外でも、想定をこえる雨などで被害が出ることがあります", inside);
        Assert.DoesNotContain("データの範囲の外のもの", inside);
        Assert.Contains("データの範囲の外のもの", outside);
        Assert.DoesNotContain("どの想定区域にも入っていません", outside);
        Assert.Contains("この地図にまだ入っていないもの", inside);
    }

    [Fact]
    public async Task One_exact_match_leads_straight_to_its_sheet()
    {
        using var answer = await town.Public.Client.GetAsync("/find?q=" + Uri.EscapeDataString("本町１の１"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/place?lon=139.300500&lat=35.100500", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Several_are_listed_and_none_is_said_with_a_hint()
    {
        Assert.Contains("みつばち一号", await PageAsync("/find?q=" + Uri.EscapeDataString("みつば")));
        Assert.Contains("見つかりませんでした", await PageAsync("/find?q=" + Uri.EscapeDataString("どこにもない言葉")));
        Assert.Contains("さがす言葉を入れてください", await PageAsync("/find"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    public async Task What_was_typed_comes_back_as_text_only(string typed)
    {
        var page = await PageAsync("/find?q=" + Uri.EscapeDataString(typed));
        Assert.DoesNotContain(typed, page);
        Assert.DoesNotContain("<img", page);
    }

    [Fact]
    public async Task The_list_of_sites_keeps_to_the_hazard_that_was_asked_for()
    {
        Assert.Contains("本町小学校", await PageAsync("/sites"));
        var flood = await PageAsync("/sites?for=flood");
        Assert.Contains("丘の公園", flood);
        Assert.DoesNotContain("本町小学校", flood);
    }

    [Fact]
    public async Task Open_data_lists_every_public_layer_and_no_other()
    {
        var page = await PageAsync("/data");
        foreach (var title in (string[])["洪水の深さ", "計画規模の洪水", "指定緊急避難場所", "養蜂箱の場所"])
            Assert.Contains(title, page);
        Assert.DoesNotContain("土地台帳", page);
        Assert.DoesNotContain("ヒミツ", page);
    }

    [Theory]
    [InlineData("/place?lon=abc&lat=35")]
    [InlineData("/place?lon=139&lat=95")]
    [InlineData("/place?lon=139.3&lat=35.1&for=%3Cscript%3E")]
    [InlineData("/sites?for=nothing")]
    public async Task What_cannot_be_meant_is_refused_with_a_sentence(string path) => await town.Public.Client.ProblemAsync(path, 400);

    [Fact]
    public async Task Nobody_keeps_where_people_look()
    {
        foreach (var path in (string[])["/place?lon=139.303&lat=35.103", "/find?q=" + Uri.EscapeDataString("みつば")])
        {
            using var answer = await town.Public.Client.GetAsync(path);
            Assert.True(answer.Headers.CacheControl!.NoStore, path);
        }
    }

    private async Task<string> PageAsync(string path)
    {
        using var answer = await town.Public.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }
}
