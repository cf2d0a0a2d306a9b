using System.Net;
using Gis.Viewer.Hosting;
using Xunit;

namespace Gis.Viewer.Tests.Hosting;

/// <summary>Which addresses of the town's public server open in the window, and what of an answer comes through.</summary>
public sealed class PassedOnTests : IAsyncLifetime
{
    private StandInTown _town = null!;
    private ViewerHost _host = null!;
    private HttpClient _window = null!;

    public async Task InitializeAsync()
    {
        _town = await StandInTown.StartAsync();
        _host = await ViewerHost.StartAsync(new ViewerOptions { Server = _town.Address, Web = _town.Web });
        _window = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        using var opened = await _window.GetAsync(_host.OpeningAddress);
    }

    public async Task DisposeAsync()
    {
        _window.Dispose();
        await _host.DisposeAsync();
        await _town.DisposeAsync();
    }

    [Theory]
    [InlineData("/sites?for=tsunami")]
    [InlineData("/facilities?kind=toilet&has=has-wheelchair")]
    [InlineData("/facilities/map.svg?kind=toilet")]
    [InlineData("/paper")]
    [InlineData("/paper/sheet?district=district.1")]
    [InlineData("/paper/sheets.json")]
    [InlineData("/data")]
    [InlineData("/data/toilet")]
    [InlineData("/data/toilet.csv")]
    [InlineData("/data/toilet.shp-cp932.zip")]
    [InlineData("/data/toilet/map.svg")]
    [InlineData("/data/catalog.jsonld")]
    [InlineData("/share?at=35.1,139.3")]
    [InlineData("/share/qr.svg")]
    [InlineData("/place?lon=139.3&lat=35.1")]
    [InlineData("/place/map.svg?lon=139.3&lat=35.1")]
    [InlineData("/find?q=%E6%9C%AC%E7%94%BA")]
    [InlineData("/map?z=15")]
    [InlineData("/embed")]
    [InlineData("/embed/map.svg")]
    [InlineData("/offline")]
    [InlineData("/manifest.webmanifest")]
    [InlineData("/tiles/road,water/14/14530/6450.mvt")]
    [InlineData("/ogc/collections/road/items/1")]
    [InlineData("/assets/of-another-build-12345678.js")]
    public async Task Pages_of_the_public_server_open_in_the_window(string path)
    {
        using var answer = await _window.GetAsync(new Uri(_host.Address, path));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(WebUtility.UrlDecode(path), WebUtility.UrlDecode((await answer.Content.ReadAsStringAsync()).Split(" cookies=")[0]));
    }

    [Theory]
    [InlineData("/staff")]
    [InlineData("/staff/sign-in")]
    [InlineData("/headquarters")]
    [InlineData("/metrics")]
    [InlineData("/healthz")]
    [InlineData("/sites/1")]
    [InlineData("/data/toilet/map.png")]
    [InlineData("/data/toilet/map.svg/more")]
    [InlineData("/tiles/road/14/14530.mvt")]
    [InlineData("/assetsand")]
    [InlineData("/openly")]
    public async Task What_is_not_in_the_servers_list_is_not_asked_of_it(string path)
    {
        using var answer = await _window.GetAsync(new Uri(_host.Address, path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("このアドレスには何もありません", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_worker_is_the_one_of_the_windows_own_pages()
    {
        using var answer = await _window.GetAsync(new Uri(_host.Address, "/worker.js"));
        Assert.Equal("self.kept = []", await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_choice_of_language_goes_through_and_comes_again_with_no_other_cookie()
    {
        using var chosen = await _window.GetAsync(new Uri(_host.Address, "/sites?lang=en"));
        Assert.StartsWith("lang=en;", Assert.Single(chosen.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, "/data"));
        using var after = await _window.SendAsync(request);
        Assert.EndsWith(" cookies=lang=en", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_keeps_its_own_policy_within_bounds_that_it_cannot_widen()
    {
        using var sheet = await _window.GetAsync(new Uri(_host.Address, "/paper/sheet"));
        var policies = sheet.Headers.GetValues("Content-Security-Policy").ToList();
        Assert.Contains(policies, static policy => policy.Contains("style-src 'sha256-x'", StringComparison.Ordinal));
        Assert.Contains(policies, static policy => policy.Contains("script-src 'self'", StringComparison.Ordinal) && policy.Contains("frame-ancestors 'self'", StringComparison.Ordinal));
        Assert.Equal("sheet.html", sheet.Content.Headers.ContentDisposition?.FileName?.Trim('"'));

        // One that says nothing gets that of the window's own page.
        using var silent = await _window.GetAsync(new Uri(_host.Address, "/sites"));
        Assert.StartsWith("default-src 'none'; script-src 'self'", Assert.Single(silent.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/place?lon=139.3&lat=35.1", "/place?lon=139.3&lat=35.1")]
    [InlineData("http://HERE/data/road#files", "/data/road#files")]
    [InlineData("http://example.lg.jp/", null)]
    [InlineData("//example.lg.jp/", null)]
    public async Task A_way_on_stays_in_the_window(string to, string? place)
    {
        using var answer = await _window.GetAsync(new Uri(_host.Address, "/find?to=" + Uri.EscapeDataString(to)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(place, answer.Headers.NonValidated.TryGetValues("Location", out var values) ? values.ToString() : null);
    }
}
