using System.Net;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Links;

/// <summary>What printed links, frames and the page that makes them say without a script, and who may frame what.</summary>
public sealed class LinkPagesTests(SmallTown town) : IClassFixture<SmallTown>
{
    [Fact]
    public async Task A_printed_link_holds_the_whole_answer_for_those_without_a_script()
    {
        var page = await PageAsync("/map?at=35.103,139.303&z=15&layers=flood-depth");
        Assert.Contains("<strong>0.5m以上3m未満</strong>", page);
        Assert.Contains("丘の公園", page);
        Assert.True(page.IndexOf("<noscript>", StringComparison.Ordinal) < page.IndexOf("0.5m以上3m未満", StringComparison.Ordinal));
        Assert.DoesNotContain("link-remarks", page);
    }

    [Fact]
    public async Task A_link_without_a_place_holds_a_picture_and_the_lists()
    {
        var page = await PageAsync("/map?layers=flood-depth");
        Assert.Contains("/embed/map.svg", page);
        Assert.Contains("href=\"/sites\"", page);
    }

    [Theory]
    [InlineData("/map?at=here", "このリンクの場所が読み取れない")]
    [InlineData("/map?at=43.06,141.35", "地図の外")]
    [InlineData("/map?layers=storm-surge", "いまこの地図にありません")]
    [InlineData("/embed?layers=nothing_known", "いまこの地図にありません")]
    public async Task What_cannot_be_followed_is_answered_with_a_sentence_and_never_refused(string path, string sentence) =>
        Assert.Contains(sentence, await PageAsync(path));

    [Fact]
    public async Task Beside_a_translated_remark_stands_the_japanese_one()
    {
        var page = await PageAsync("/map?at=here&lang=en");
        Assert.Contains("cannot be read", page);
        Assert.Contains("<span lang=\"ja\"> このリンクの場所が読み取れない", page);
    }

    [Theory]
    [InlineData("/map?layers=%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/embed?layers=%22%3E%3Cimg%20src=x%3E&at=%3Cscript%3Ealert(1)%3C/script%3E&base=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/share?q=%3Cscript%3Ealert(1)%3C/script%3E&base=%22%3E%3Cscript%3Ealert(1)")]
    public async Task Nothing_of_an_address_becomes_markup(string path) => Assert.DoesNotContain("<script>alert", await PageAsync(path));

    [Fact]
    public async Task Only_the_frame_may_be_framed_and_asks_for_no_position()
    {
        foreach (var path in (string[])["/place?lon=139.303&lat=35.103", "/sites", "/share", "/map", "/map?at=35.103,139.303", "/facilities", "/paper", "/data", "/offline", "/embed/none", "/catalogue.json"])
        {
            using var answer = await town.Public.Client.GetAsync(path);
            Assert.Contains("frame-ancestors 'none'", Policy(answer));
        }

        using var frame = await town.Public.Client.GetAsync("/embed");
        Assert.Contains("frame-ancestors *", Policy(frame));
        Assert.Contains("geolocation=()", frame.Headers.GetValues("Permissions-Policy").Single());
        Assert.True(frame.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task The_frame_sets_no_cookie_in_any_language()
    {
        using var answer = await town.Public.Client.GetAsync("/embed?lang=en");
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("Open the large map", await answer.Content.ReadAsStringAsync());
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/embed") { Headers = { { "Cookie", "lang=ko" } } };
        using var other = await town.Public.Client.SendAsync(asked);
        Assert.Contains("大きな地図で開く", await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_town_may_name_those_who_may_frame_it_and_its_public_address()
    {
        await using var own = await RunningServer.StartAsync(town.Database, change: options =>
        {
            File.WriteAllText(options.Home.SettingsFile, "{\"embedOn\": [\"https://www.town.example.lg.jp/\"], \"publicUrl\": \"https://map.example.lg.jp\"}");
            return options;
        });
        using var answer = await own.Client.GetAsync("/embed");
        Assert.Contains("frame-ancestors 'self' https://www.town.example.lg.jp", Policy(answer));
        Assert.DoesNotContain("frame-ancestors *", Policy(answer));
        var page = WebUtility.HtmlDecode(await own.Client.GetStringAsync("/share?at=35.103,139.303&z=16"));
        Assert.Contains("value=\"https://map.example.lg.jp/map?at=35.103000,139.303000&z=16\"", page);
        Assert.Contains("<iframe src=\"https://map.example.lg.jp/embed?at=", page);
        Assert.DoesNotContain("公開アドレスが設定されていません", page);
        Assert.Contains("https://map.example.lg.jp/place?", await own.Client.GetStringAsync("/place?lon=139.303&lat=35.103"));
    }

    [Fact]
    public async Task Without_a_public_address_the_page_says_that_links_may_not_open_elsewhere() =>
        Assert.Contains("公開アドレスが設定されていません", await PageAsync("/share"));

    [Fact]
    public async Task A_place_is_found_by_words_and_layers_are_named_so_that_they_outlive_their_data()
    {
        var page = WebUtility.HtmlDecode(await PageAsync("/share?q=" + Uri.EscapeDataString("本町１の１") + "&layers=none&layers=sites&layers=flood"));
        Assert.Contains("「本町1-1」の場所にしました", page);
        // flood is the first of two layers of its kind, sites the only one.
        Assert.Matches("value=\"http://127.0.0.1:[0-9]+/map\\?at=35.100500,139.300500&z=16&layers=[a-z_,-]+\"", page);
        Assert.Contains("layers=flood-depth,emergency-site", page);
    }

    [Fact]
    public async Task The_code_is_a_picture_for_printing()
    {
        using var answer = await town.Public.Client.GetAsync("/share/qr.svg?at=35.103,139.303");
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(new Regex("width=\"40mm\" height=\"40mm\""), await answer.Content.ReadAsStringAsync());
    }

    private static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();

    private async Task<string> PageAsync(string path)
    {
        using var answer = await town.Public.Client.GetAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {page}");
        return page;
    }
}
