using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Paper;

/// <summary>Sheets of districts as bytes: which there are, what stands on them, and what is refused.</summary>
public sealed partial class SheetTests(DistrictTown town) : IClassFixture<DistrictTown>
{
    [Fact]
    public async Task Every_published_district_has_one_sheet_and_areas_of_one_name_share_theirs()
    {
        var list = await town.Public.Client.JsonAsync("/paper/sheets.json?size=A3&hazard=flood");
        var sheets = list.GetProperty("sheets").EnumerateArray().ToList();
        Assert.Equal(["本町", "広い<地区>", "上町", "はずれ"], sheets.Select(s => s.GetProperty("district").GetString()));
        Assert.Equal(["flood"], list.GetProperty("shown").EnumerateArray().Select(s => s.GetString()));
        foreach (var sheet in sheets)
            Assert.Contains("size:", await PageAsync(sheet.GetProperty("href").GetString()!));
        var form = await PageAsync("/paper?district=wards.3");
        Assert.Contains("selected=\"selected\">上町</option>", form);
        Assert.Contains("広い&lt;地区&gt;", form);
    }

    [Fact]
    public async Task A_sheet_holds_district_scale_ranges_sites_notice_credits_and_the_sentence_of_caution()
    {
        var page = await PageAsync("/paper/sheet?district=wards.1&hazard=flood&size=A4");
        foreach (var words in (string[])["本町", "0.5m以上3m未満", "20.0m以上", "本町小学校", "本町1丁目1番", "色のない所も安全とは限りません", "架空の町です", "令和7年3月1日作成", "潮見町"])
            Assert.Contains(words, page);
        Assert.Matches(@"縮尺 1：[0-9,]+</text>", page);
        // 本町小学校 is unfit in a flood: struck through on the map, × in the list.
        Assert.Contains("#c00000", page);
        Assert.Matches(@"chosen""[^>]*>×</td>", page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("安全です", page);
    }

    [Fact]
    public async Task Nothing_that_only_staff_may_see_is_on_any_sheet()
    {
        var list = await town.Public.Client.JsonAsync("/paper/sheets.json");
        var pages = new List<string> { list.GetRawText(), await PageAsync("/paper") };
        foreach (var sheet in list.GetProperty("sheets").EnumerateArray())
            pages.Add(await PageAsync(sheet.GetProperty("href").GetString()!));
        Assert.All(SmallTown.Secrets, secret => Assert.All(pages, page => Assert.DoesNotContain(secret, page)));
        await town.Public.Client.ProblemAsync("/paper/sheet?district=wards.5", 404);
        await town.Public.Client.ProblemAsync("/paper/sheet?district=patrol.1", 404);
    }

    [Fact]
    public async Task What_does_not_fit_gets_a_coarser_scale_and_is_never_cut_in_silence()
    {
        var wide = await PageAsync("/paper/sheet?district=wards.2&size=A4");
        Assert.True(ScaleOf(wide) > 25_000, $"1:{ScaleOf(wide)}");
        Assert.DoesNotContain("地区の全体が入りません", wide);
        Assert.Contains("地区の全体が入りません", await PageAsync("/paper/sheet?district=wards.2&size=A4&scale=5000"));
        var small = await PageAsync("/paper/sheet?district=wards.1&size=A4");
        Assert.DoesNotContain("地区の全体が入りません", small);
        Assert.True(ScaleOf(await PageAsync("/paper/sheet?district=wards.1&size=A3")) < ScaleOf(small));
    }

    [Fact]
    public async Task Ground_without_data_is_marked_and_explained_and_only_there()
    {
        const string Words = "データの範囲の外";
        Assert.Contains(Words, await PageAsync("/paper/sheet?district=wards.6&hazard=flood"));
        Assert.Contains("id=\"beyond\"", await PageAsync("/paper/sheet?district=wards.6&hazard=flood"));
        Assert.DoesNotContain(Words, await PageAsync("/paper/sheet?district=wards.1&hazard=flood&size=A4&scale=2500"));
        // This layer's reach is not recorded: that is said, and nothing is marked.
        var unknown = await PageAsync("/paper/sheet?district=wards.6&hazard=surge");
        Assert.Contains("どこまでを調べたデータか記録されていません", unknown);
        Assert.DoesNotContain(Words, unknown);
    }

    [Fact]
    public async Task Roads_bear_their_names_once_lanes_only_where_the_scale_has_room_for_them()
    {
        var close = await PageAsync("/paper/sheet?district=wards.1&size=A3&scale=2500");
        var far = await PageAsync("/paper/sheet?district=wards.1&size=A3&scale=5000");
        foreach (var page in (string[])[close, far])
            Assert.Single(Regex.Matches(page, ">本町大通り</text>"));
        Assert.Contains(">うら道一号線</text>", close);
        Assert.DoesNotContain(">うら道一号線</text>", far);
        Assert.DoesNotContain("とても短い路地の名前", close);
    }

    [Fact]
    public async Task The_page_may_load_nothing_and_its_policy_knows_its_style_sheet()
    {
        using var answer = await town.Public.Client.GetAsync("/paper/sheet?district=wards.1");
        var page = await answer.Content.ReadAsStringAsync();
        var style = StyleSheet().Match(page).Groups[1].Value;
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains($"style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy);
        Assert.StartsWith("default-src 'none'", policy);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.DoesNotContain(" style=\"", page);
        Assert.DoesNotMatch("(src|href)=\"https?:", page);
    }

    [Theory]
    [InlineData("district=wards.99", 404)]
    [InlineData("district=", 404)]
    [InlineData("district=wards.1&hazard=parcels", 404)]
    [InlineData("district=wards.1&size=A0", 400)]
    [InlineData("district=wards.1&scale=1234", 400)]
    [InlineData("district=wards.1&orientation=round", 400)]
    [InlineData("district=wards.1&hazard=a&hazard=b&hazard=c&hazard=d", 400)]
    public async Task What_cannot_be_meant_is_refused_with_a_sentence(string query, int status) => await town.Public.Client.ProblemAsync("/paper/sheet?" + query, status);

    [Fact]
    public async Task Other_languages_keep_the_Japanese_sentence_of_caution_beside_theirs()
    {
        var page = await PageAsync("/paper/sheet?district=wards.1&hazard=flood&lang=en");
        Assert.Contains("No colour does not mean no danger", page);
        Assert.Contains("<span lang=\"ja\">色のない所も安全とは限りません</span>", page);
        Assert.Contains("Scale 1:", page);
    }

    private static int ScaleOf(string page) => int.Parse(Scale().Match(page).Groups[1].Value, CultureInfo.InvariantCulture);

    private async Task<string> PageAsync(string path)
    {
        using var answer = await town.Public.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    [GeneratedRegex("data-scale=\"([0-9]+)\"")]
    private static partial Regex Scale();

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleSheet();
}
