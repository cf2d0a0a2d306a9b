using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Gis.MapServer.Tests.Running;
using Gis.Testing;
using Gis.Testing.Towns;
using Xunit;

namespace Gis.MapServer.Tests.OpenData;

/// <summary>A town that has put a hundred sets out: pages, lists for machines and the map's catalogue stay right and small.</summary>
public sealed partial class ManySetsTests(ManySetsTests.Town town) : IClassFixture<ManySetsTests.Town>
{
    private const int Many = 100;

    // What there is at the edge of a phone's signal: a second or so at 1.6 Mbit/s.
    private const int Light = 60_000;

    private static readonly string[] Kinds = ["facility", "aed", "toilet", "wifi", "hydrant", "shelter", "flood-depth", "zoning", "district", "other"];

    [Fact]
    public async Task The_page_lists_every_set_once_under_its_group()
    {
        var page = await town.Server.Client.GetStringAsync("/data");
        var ids = Items().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(Town.Ids.Order(), ids.Order());
        Assert.Contains($"<option value=\"\">すべて（{Many}）</option>", page, StringComparison.Ordinal);
        // From the top a press leads to each group, whose number stands there.
        var leads = Leads().Matches(page).ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, null));
        Assert.Equal(Many, leads.Values.Sum());
        Assert.Equal(50, leads["facility"]);
        foreach (var group in leads.Keys)
            Assert.Contains($"<h2 id=\"group-{group}\">", page, StringComparison.Ordinal);
        Assert.InRange(await SizeAsync("/data"), 1, Light / 2);
    }

    [Fact]
    public async Task A_part_of_them_is_found_by_a_form_and_shown_with_its_files()
    {
        var page = await town.Server.Client.GetStringAsync("/data?group=facility&words=" + Uri.EscapeDataString("公開データ　４１"));
        Assert.Equal(["set_41"], Items().Matches(page).Select(m => m.Groups[1].Value));
        Assert.Contains("href=\"/data/set_41.csv\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#group-", page, StringComparison.Ordinal);
        var none = await town.Server.Client.GetStringAsync("/data?group=land&words=" + Uri.EscapeDataString("公開データ 41"));
        Assert.Empty(Items().Matches(none));
    }

    [Fact]
    public async Task The_list_for_portals_has_them_all_with_their_files()
    {
        var catalog = await town.Server.Client.JsonAsync("/data/catalog.jsonld");
        var sets = catalog.GetProperty("dataset").EnumerateArray().ToList();
        Assert.Equal(Town.Ids.Order(), sets.Select(s => s.GetProperty("identifier").GetString()!).Order());
        var distributions = sets.SelectMany(s => s.GetProperty("distribution").EnumerateArray()).Select(d => d.GetProperty("@id").GetString()!).ToList();
        Assert.Equal(Many * 7, distributions.Distinct().Count());
        Assert.InRange(await SizeAsync("/data/catalog.jsonld"), 1, Light);
    }

    [Fact]
    public async Task The_map_is_told_of_all_and_draws_only_what_it_opens_with()
    {
        var catalogue = await town.Server.Client.JsonAsync("/catalogue.json");
        Assert.Equal(Town.Ids.Order(), catalogue.GetProperty("layers").EnumerateArray().Select(l => l.GetProperty("id").GetString()!).Order());
        Assert.InRange(await SizeAsync("/catalogue.json"), 1, Light);
        var style = await town.Server.Client.JsonAsync("/styles/town.json");
        var drawn = style.GetProperty("layers").EnumerateArray().Where(l => l.TryGetProperty("source", out _)
                && !(l.TryGetProperty("layout", out var layout) && layout.TryGetProperty("visibility", out var seen) && seen.GetString() == "none"))
            .Select(l => l.GetProperty("metadata").GetProperty("gis:layer").GetString()!).Distinct().ToList();
        var on = catalogue.GetProperty("layers").EnumerateArray().Where(l => l.GetProperty("visible").GetBoolean()).Select(l => l.GetProperty("id").GetString()!);
        Assert.Equal(on.Order(), drawn.Order());
        Assert.InRange(await SizeAsync("/styles/town.json"), 1, Light);
    }

    [Fact]
    public async Task The_interface_lists_them_all()
    {
        var collections = await town.Server.Client.JsonAsync("/ogc/collections");
        Assert.Equal(Town.Ids.Order(), collections.GetProperty("collections").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Order());
        Assert.InRange(await SizeAsync("/ogc/collections"), 1, Light);
    }

    // As it goes over the wire to a browser.
    private async Task<int> SizeAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("br"), new StringWithQualityHeaderValue("gzip") } } };
        using var answer = await town.Server.Client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    [GeneratedRegex("<li id=\"([^\"]+)\"")]
    private static partial Regex Items();

    [GeneratedRegex("<a href=\"#group-([^\"]+)\"><span>[^<]*\\((\\d+)\\)</span></a>")]
    private static partial Regex Leads();

    /// <summary>A hundred small public layers of ten kinds, each with all its files.</summary>
    public sealed class Town : IAsyncLifetime
    {
        private readonly TestDatabase _database = new();

        /// <summary>Ids of the sets.</summary>
        public static IReadOnlyList<string> Ids { get; } = [.. Enumerable.Range(0, Many).Select(i => $"set_{i:00}")];

        /// <summary>Its public server.</summary>
        public RunningServer Server { get; private set; } = null!;

        /// <inheritdoc/>
        public async Task InitializeAsync()
        {
            await _database.InitializeAsync();
            var made = new MadeTown(_database.Owner);
            await made.BeginAsync("POLYGON((139.29 35.09,139.33 35.09,139.33 35.13,139.29 35.13,139.29 35.09))");
            for (var i = 0; i < Many; i++)
                await made.AddAsync(Set(i));
            // What a worker would have made; nobody takes a file here.
            await made.RunAsync("""
                INSERT INTO gis.export_file (layer_id, audience, format, revision, view_mark, file, bytes, row_count, sha256)
                SELECT l.id, 'public', f.format, l.revision, obj_description(to_regclass(gis.table_name(c.view_schema, l.id)), 'pg_class'), l.id || '.' || f.format, 1234, l.feature_count, sha256(l.id::bytea)
                FROM gis.layer l, gis.rights_class c, unnest('{csv,geojson,gpkg,shp,shp-cp932,fgb}'::text[]) AS f (format) WHERE c.id = 'public'
                """);
            Server = await RunningServer.StartAsync(_database);
            await Server.UntilAsync(s => s?.Layers.Count == Many);
        }

        /// <inheritdoc/>
        public async Task DisposeAsync()
        {
            await Server.DisposeAsync();
            await _database.DisposeAsync();
        }

        private static MadeLayer Set(int i)
        {
            var area = Kinds[i % Kinds.Length] is "flood-depth" or "zoning" or "district";
            return new MadeLayer
            {
                Id = Ids[i],
                Title = $"公開データ {i:00}",
                Kind = Kinds[i % Kinds.Length],
                Geometry = area ? "polygon" : "point",
                Date = new DateOnly(2026, 4, 1),
                Attribution = """{"publisher":"潮見町 情報課","licence":"CC BY 4.0","url":"https://example.jp/data","processing":"座標を付けました。"}""",
                Fields = [new("名称", "text", "name"), new("所在地_連結表記", "text", "address"), new("電話番号", "text", "phone"), new("URL", "url", "url"), new("備考"), new("更新日", "date")],
                Rows = [(area ? "POLYGON((139.3 35.1,139.31 35.1,139.31 35.11,139.3 35.11,139.3 35.1))" : "POINT(139.3 35.1)", [$"もの{i}", "本町1-1", "0000-00-0000", null, null, null])],
            };
        }
    }
}
