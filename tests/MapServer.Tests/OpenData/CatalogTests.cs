using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Gis.MapServer.Tests.OpenData;

/// <summary>The list for portals, and what search engines read in a page.</summary>
public sealed class CatalogTests(CatalogTests.Town fixture) : IClassFixture<CatalogTests.Town>
{
    private readonly OpenTown town = fixture.Open;

    /// <summary>A town with files of all its sets.</summary>
    public sealed class Town : IAsyncLifetime
    {
        /// <summary>The town.</summary>
        public OpenTown Open { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            Open = await OpenTown.StartAsync();
            await Open.RunAsync("""
                UPDATE gis.layer SET attribution = '{"publisher":"潮見町","licence":"CC BY 4.0"}' WHERE id = 'sites';
                UPDATE gis.layer SET attribution = '{"publisher":"潮見町","licence":"町の規約"}', description = '</script><b>説明' WHERE id = 'beehives';
                INSERT INTO gis.former_layer (id, kind, audience, became) VALUES ('places_to_flee', 'emergency-site', 'public', 'sites'), ('watch', 'other', 'public', 'patrol');
                """);
            await Open.WorkAsync();
            await Open.Server.UntilAsync(s => s?.Find("beehives")?.Description is not null && s.Find("sites")!.Attribution.Licence is not null);
        }

        /// <inheritdoc/>
        public async Task DisposeAsync() => await Open.DisposeAsync();
    }

    [Fact]
    public async Task Catalogue_names_every_open_set_with_its_files_terms_and_place()
    {
        using var answer = await town.Server.Client.GetAsync("/data/catalog.jsonld");
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType!.MediaType);
        var catalog = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        var sets = catalog.GetProperty("dataset").EnumerateArray().ToDictionary(s => s.GetProperty("identifier").GetString()!);
        Assert.Equal(["beehives", "flood", "flood_planned", "parcels", "sites"], sets.Keys.Order());
        Assert.DoesNotContain("ヒミツ", catalog.GetRawText(), StringComparison.Ordinal);

        var sites = sets["sites"];
        var origin = town.Server.Address.GetLeftPart(UriPartial.Authority);
        Assert.StartsWith("POLYGON((139.303 35.103,", sites.GetProperty("spatial").GetProperty("bbox").GetString(), StringComparison.Ordinal);
        var files = sites.GetProperty("distribution").EnumerateArray().Where(d => d.TryGetProperty("downloadURL", out _)).ToList();
        Assert.Equal(6, files.Count);
        foreach (var file in files)
        {
            var address = file.GetProperty("downloadURL").GetString()!;
            Assert.StartsWith(origin + "/data/sites.", address, StringComparison.Ordinal);
            var bytes = await town.Server.Client.GetByteArrayAsync(address);
            Assert.Equal(bytes.Length.ToString(null, null), file.GetProperty("byteSize").GetString());
            Assert.Equal("https://creativecommons.org/licenses/by/4.0/", file.GetProperty("license").GetString());
        }

        var bees = sets["beehives"].GetProperty("distribution")[0];
        Assert.False(bees.TryGetProperty("license", out _));
        Assert.Equal("町の規約", bees.GetProperty("rights").GetProperty("label").GetProperty("@value").GetString());
        // Rows lack what the standard wants, so nobody is told that they conform.
        Assert.DoesNotContain(files, f => f.TryGetProperty("conformsTo", out _));

        using var again = new HttpRequestMessage(HttpMethod.Get, "/data/catalog.jsonld") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        Assert.Equal(System.Net.HttpStatusCode.NotModified, (await town.Server.Client.SendAsync(again)).StatusCode);
    }

    [Fact]
    public async Task A_page_tells_search_engines_of_its_set_and_no_title_ends_the_element()
    {
        var page = await town.Server.Client.GetStringAsync("/data/beehives");
        var text = Regex.Match(page, "<script type=\"application/ld\\+json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        var set = JsonDocument.Parse(text).RootElement;
        Assert.Equal("Dataset", set.GetProperty("@type").GetString());
        Assert.Equal("</script><b>説明", set.GetProperty("description").GetString());
        Assert.Equal(6, set.GetProperty("distribution").GetArrayLength());
        Assert.DoesNotContain("<b>説明", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("places_to_flee", "sites")]
    [InlineData("places-to-flee.csv", "sites.csv")]
    [InlineData("flood-planned.shp.zip", "flood_planned.shp.zip")]
    [InlineData("watch", null)]
    [InlineData("watch.csv", null)]
    public async Task A_former_name_leads_to_the_present_one(string name, string? now)
    {
        using var answer = await town.Server.Client.GetAsync("/data/" + name);
        Assert.Equal(now is null ? 404 : 307, (int)answer.StatusCode);
        Assert.Equal(now is null ? null : "/data/" + now, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_set_is_found_by_words_and_group()
    {
        var found = await town.Server.Client.GetStringAsync("/data?words=" + Uri.EscapeDataString("養蜂"));
        Assert.Contains("id=\"beehives\"", found, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"parcels\"", found, StringComparison.Ordinal);
        var hazards = await town.Server.Client.GetStringAsync("/data?group=hazard");
        Assert.Contains("id=\"flood_planned\"", hazards, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"sites\"", hazards, StringComparison.Ordinal);
        Assert.Contains("あてはまるデータがありません", await town.Server.Client.GetStringAsync("/data?words=zzzz"), StringComparison.Ordinal);
    }
}
