using System.Net;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

/// <summary>What residents' browsers may keep, and that nothing of the staff's may be kept anywhere.</summary>
public sealed class OfflineTests(SmallTown town, StaffTests.StaffTown staff) : IClassFixture<SmallTown>, IClassFixture<StaffTests.StaffTown>
{
    private const string Place = "/place?lon=139.303000&lat=35.103000";

    [Theory]
    [InlineData(Place)]
    [InlineData("/place/map.svg?lon=139.303&lat=35.103&z=15")]
    [InlineData("/hazards?lon=139.303&lat=35.103")]
    public async Task An_answer_about_a_place_may_be_kept_only_by_the_browser_that_asks_for_its_copy(string path)
    {
        Assert.Equal("no-store", await RuleAsync(town.Public.Client, path, keep: false));
        Assert.Equal("no-cache, private", await RuleAsync(town.Public.Client, path, keep: true));
        using var client = await staff.SignedInAsync();
        Assert.Equal("no-store", await RuleAsync(client, path, keep: true));
    }

    [Fact]
    public async Task A_residents_page_names_the_worker_and_can_say_that_it_is_a_copy()
    {
        var page = await town.Public.Client.GetStringAsync(Place);
        Assert.Contains("data-offline=\"/worker.js\"", page, StringComparison.Ordinal);
        Assert.Contains("<div class=\"stored\" data-stored hidden>", page, StringComparison.Ordinal);
        Assert.Contains("{when}に保存した内容です", page, StringComparison.Ordinal);
        Assert.Contains("rel=\"manifest\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staffs_pages_name_no_worker_and_have_no_address_for_one()
    {
        using var client = await staff.SignedInAsync();
        var page = await client.GetStringAsync(Place);
        Assert.DoesNotContain("worker.js", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-stored", page, StringComparison.Ordinal);
        Assert.DoesNotContain("data-keep", page, StringComparison.Ordinal);
        foreach (var path in (string[])["/worker.js", "/manifest.webmanifest", "/offline"])
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task The_manifest_bears_the_towns_name_in_the_language_that_is_asked_for()
    {
        var manifest = await town.Public.Client.JsonAsync("/manifest.webmanifest");
        Assert.EndsWith("ハザードマップ", manifest.GetProperty("name").GetString(), StringComparison.Ordinal);
        Assert.Equal("/", manifest.GetProperty("scope").GetString());
        Assert.Equal("ja", manifest.GetProperty("lang").GetString());
        Assert.Contains(manifest.GetProperty("icons").EnumerateArray(), i => i.GetProperty("purpose").GetString() == "maskable");
        Assert.Equal("en", (await town.Public.Client.JsonAsync("/manifest.webmanifest?lang=en")).GetProperty("lang").GetString());
    }

    private static async Task<string?> RuleAsync(HttpClient client, string path, bool keep)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (keep)
            request.Headers.Add("Gis-Keep", "1");
        using var answer = await client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.CacheControl?.ToString();
    }
}
