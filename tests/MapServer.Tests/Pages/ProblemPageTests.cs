using System.Net;
using Gis.MapServer.Tests.Running;
using Xunit;

namespace Gis.MapServer.Tests.Pages;

/// <summary>What a person sees who opened an address that cannot be answered; programs keep getting problem documents (<see cref="HttpRulesTests"/>).</summary>
public sealed class ProblemPageTests(SmallTown town) : IClassFixture<SmallTown>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [Fact]
    public async Task An_address_that_is_not_there_is_a_page_with_ways_on()
    {
        using var answer = await OpenAsync(town.Public, "/hinan-basho");
        var page = await PageAsync(answer, 404);
        Assert.Contains("<h1>見つかりません</h1>", page);
        foreach (var path in (string[])["/", "/sites", "/facilities", "/paper", "/data"])
            Assert.Contains($"<a href=\"{path}\">", page);
        // Nothing to wait for.
        Assert.DoesNotContain("もう一度開く", page);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task It_says_what_was_wrong_with_this_request()
    {
        using var answer = await OpenAsync(town.Public, "/place?lon=139.29999&lat=95");
        Assert.Matches("<p class=\"lead\">[^<]{8,}</p>", await PageAsync(answer, 400));
    }

    [Fact]
    public async Task In_another_language_the_Japanese_sentence_stands_below()
    {
        using var answer = await OpenAsync(town.Public, "/sites?for=nothing&lang=en");
        var page = await PageAsync(answer, 400);
        Assert.Contains("<html lang=\"en\"", page);
        Assert.Contains("<h1>This address cannot be answered</h1>", page);
        Assert.Matches("<p lang=\"ja\">for には、災害の種類", page);
    }

    [Fact]
    public async Task Who_is_turned_away_is_told_not_to_wait_for_a_map()
    {
        await using var server = await RunningServer.StartAsync(town.Database, change: o => o with { RequestsPerSecond = 1, TrustedProxies = [IPAddress.Loopback] });
        for (var i = 0; i < 40; i++)
        {
            using var answer = await OpenAsync(server, "/sites?lang=vi", from: "203.0.113.7");
            if (answer.StatusCode != HttpStatusCode.TooManyRequests)
                continue;
            var page = await PageAsync(answer, 429);
            Assert.Contains("<html lang=\"vi\"", page);
            Assert.Contains("<p lang=\"ja\">このページを待たずに、町の放送や避難情報にしたがい", page);
            Assert.Contains("<a class=\"button\" href=\"\">Mở lại</a>", page);
            Assert.True(answer.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
            return;
        }

        Assert.Fail("Nobody was turned away.");
    }

    [Theory]
    [InlineData("//203.0.113.9/x")]
    [InlineData("/x%22%3E%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("/sites?for=%22%3E%3Cscript%3E")]
    public async Task Nothing_of_the_address_stands_on_it(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(town.Public.Client.BaseAddress!, "/").ToString().TrimEnd('/') + path));
        request.Headers.TryAddWithoutValidation("Accept", Browser);
        using var answer = await town.Public.Client.SendAsync(request);
        var page = await PageAsync(answer, (int)answer.StatusCode);
        Assert.DoesNotContain("203.0.113.9", page);
        Assert.DoesNotContain("<script", page);
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/json")]
    [InlineData("application/geo+json, text/html;q=0.5")]
    [InlineData("text/html;q=0.1, application/json")]
    public async Task Programs_get_a_document(string accept)
    {
        using var answer = await OpenAsync(town.Public, "/sites?for=nothing", accept);
        await answer.ProblemAsync(400);
    }

    [Fact]
    public async Task An_address_that_names_its_form_gets_a_document_in_a_browser_too()
    {
        using var answer = await OpenAsync(town.Public, "/ogc/collections/nothing?f=json");
        await answer.ProblemAsync(404);
    }

    private static async Task<HttpResponseMessage> OpenAsync(RunningServer server, string path, string accept = Browser, string? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (from is not null)
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", from);
        return await server.Client.SendAsync(request);
    }

    private static async Task<string> PageAsync(HttpResponseMessage answer, int status)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(status >= 400);
        return await answer.Content.ReadAsStringAsync();
    }
}
