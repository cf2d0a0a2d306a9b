using System.Net;
using System.Text.RegularExpressions;
using Gis.Testing;
using Gis.Viewer.Hosting;
using Xunit;

namespace Gis.Viewer.Tests.Hosting;

/// <summary>The running town through the window's door: every page that the head of a page leads to, and all files that these pages load, are there.</summary>
public sealed partial class TownPagesTests
{
    [Fact]
    public async Task Every_page_that_the_menu_leads_to_opens_with_all_that_it_loads()
    {
        await using var host = await ViewerHost.StartAsync(new ViewerOptions { Server = TestTown.PublicUrl, Web = TestTown.Pages });
        using var window = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        using (await window.GetAsync(host.OpeningAddress))
        {
        }

        var first = await window.GetStringAsync(new Uri(host.Address, "/sites"));
        var pages = Links().Matches(Navigation().Match(first).Value).Select(static link => link.Groups[1].Value).ToList();
        Assert.Superset(new HashSet<string> { "/", "/sites", "/facilities", "/paper", "/data", "/share" }, pages.ToHashSet());
        var missing = new List<string>();
        var loaded = new HashSet<string>(["/worker.js", "/manifest.webmanifest", "/offline"]);
        foreach (var path in pages)
        {
            using var answer = await window.GetAsync(new Uri(host.Address, path));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                missing.Add(path);
            }

            loaded.UnionWith(Loaded().Matches(await answer.Content.ReadAsStringAsync()).Select(static part => WebUtility.HtmlDecode(part.Groups[1].Value)));
        }

        Assert.Contains(loaded, static path => path.StartsWith("/embed", StringComparison.Ordinal));
        foreach (var path in loaded)
        {
            using var answer = await window.GetAsync(new Uri(host.Address, path));
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                missing.Add($"{path} {answer.StatusCode}");
            }
        }

        Assert.Empty(missing);
    }

    [GeneratedRegex("<nav.*?</nav>", RegexOptions.Singleline)]
    private static partial Regex Navigation();

    [GeneratedRegex("<a href=\"(/[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("(?:<link [^>]*href|<script [^>]*src|<img [^>]*src|<source [^>]*srcset|<iframe [^>]*src)=\"(/[^\" ]+)\"")]
    private static partial Regex Loaded();
}
