using System.Net;
using Gis.Viewer.Hosting;
using Xunit;

namespace Gis.Viewer.Tests.Hosting;

public sealed class DoorTests : IAsyncLifetime
{
    private StandInTown _town = null!;
    private ViewerHost _host = null!;

    public async Task InitializeAsync()
    {
        _town = await StandInTown.StartAsync();
        _host = await ViewerHost.StartAsync(new ViewerOptions { Server = _town.Address, Web = _town.Web });
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/assets/map.js")]
    [InlineData("/catalogue.json")]
    [InlineData("/tiles/a/1/1/1.mvt")]
    [InlineData("/open")]
    [InlineData("/open?token=")]
    [InlineData("/open?token=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/nothing")]
    public async Task Without_the_token_everything_is_403(string path)
    {
        using var client = Client();
        using var answer = await client.GetAsync(new Uri(_host.Address, path));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("潮見町", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_token_works_once_and_the_cookie_after_it()
    {
        using var window = Client();
        using var opened = await window.GetAsync(_host.OpeningAddress);
        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(_host.OpeningAddress.Query[7..], cookie, StringComparison.Ordinal);

        Assert.Contains("潮見町", await window.GetStringAsync(_host.Address), StringComparison.Ordinal);

        using var second = Client();
        using var refused = await second.GetAsync(_host.OpeningAddress);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Of_many_who_come_at_once_one_gets_in()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var client = Client();
            using var answer = await client.GetAsync(_host.OpeningAddress);
            return answer.StatusCode;
        }));
        Assert.Equal(1, answers.Count(static status => status == HttpStatusCode.Redirect));
        Assert.Equal(19, answers.Count(static status => status == HttpStatusCode.Forbidden));
    }

    [Theory]
    [InlineData("example.lg.jp")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:1")]
    public async Task Another_host_name_is_refused_even_with_the_cookie(string host)
    {
        using var window = Client();
        await window.GetAsync(_host.OpeningAddress);
        using var request = new HttpRequestMessage(HttpMethod.Get, _host.Address) { Headers = { Host = host } };
        using var answer = await window.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Data_is_passed_on_without_the_viewers_cookie_and_nothing_else_is()
    {
        using var window = Client();
        await window.GetAsync(_host.OpeningAddress);

        using var answer = await window.GetAsync(new Uri(_host.Address, "/search?q=%E6%9C%AC%E7%94%BA&limit=3"));
        Assert.Equal("/search?q=%E6%9C%AC%E7%94%BA&limit=3 cookies=", await answer.Content.ReadAsStringAsync());
        Assert.Equal("\"7\"", answer.Headers.ETag?.Tag);
        Assert.False(answer.Headers.Contains("Set-Cookie"));

        // What the map's style asks for, places of names among it.
        foreach (var path in new[] { "/catalogue.json", "/styles/town.json", "/names/district.json", "/tiles/a/1/1/1.mvt", "/hazards", "/live", "/ogc/collections" })
        {
            using var part = await window.GetAsync(new Uri(_host.Address, path));
            Assert.Equal(HttpStatusCode.OK, part.StatusCode);
        }

        foreach (var path in new[] { "/staff", "/metrics", "/healthz", "/searching" })
        {
            using var other = await window.GetAsync(new Uri(_host.Address, path));
            Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        }

        using var write = await window.PostAsync(new Uri(_host.Address, "/search"), null);
        Assert.Equal(HttpStatusCode.NotFound, write.StatusCode);
    }

    [Fact]
    public async Task A_town_that_does_not_answer_is_said_in_Japanese()
    {
        var gone = _town.Address;
        await _town.DisposeAsync();
        _town = await StandInTown.StartAsync();
        await using var host = await ViewerHost.StartAsync(new ViewerOptions { Server = gone, Web = _town.Web });
        using var window = Client();
        await window.GetAsync(host.OpeningAddress);
        using var answer = await window.GetAsync(new Uri(host.Address, "/catalogue.json"));
        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    [Fact]
    public async Task It_listens_on_the_loopback_address_only()
    {
        Assert.Equal("127.0.0.1", _host.Address.Host);
        using var client = Client();
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(new Uri($"http://127.0.0.2:{_host.Address.Port}/")));
    }

    private static HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
}
