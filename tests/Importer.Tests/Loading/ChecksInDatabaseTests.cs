using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Loading;

/// <summary>A whole small town from a manifest: boundary, rows outside, rows set aside, coverage, odd column names, classes nobody has seen.</summary>
public sealed class ChecksInDatabaseTests(TestDatabase database) : ImporterTest(database)
{
    private const string Boundary = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N03_004":"試町","N03_007":"14998"},
        "geometry":{"type":"Polygon","coordinates":[[[139.2,35.1],[139.3,35.1],[139.3,35.2],[139.2,35.2],[139.2,35.1]]]}}]}
        """;

    private const string Flood = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"浸水深":"0.5m以上3.0m未満"},"geometry":{"type":"Polygon","coordinates":[[[139.21,35.11],[139.22,35.11],[139.22,35.12],[139.21,35.11]]]}},
        {"type":"Feature","properties":{"浸水深":"謎"},"geometry":{"type":"Polygon","coordinates":[[[139.23,35.11],[139.24,35.12],[139.24,35.11],[139.23,35.12],[139.23,35.11]]]}}]}
        """;

    [Fact]
    public async Task Every_row_set_aside_is_kept_also_where_the_list_of_the_report_ends()
    {
        const int Bad = 11_000;
        var rows = Enumerable.Range(1, Bad).Select(i => FormattableString.Invariant($"b{i},穴{i},0,0"));
        var report = Path.Combine(Folder.Root, "many.json");

        var result = await Run.MustAsync(
            "import", Folder.Write("many.csv", $"ID,名称,緯度,経度\n1,役場,35.1,139.1\n{string.Join('\n', rows)}\n"), "--layer", "many", "--kind", "facility", "--report", report);

        Assert.Contains("10,000件まで", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            $"{Bad} {Bad} {Bad} 1",
            await Run.AskAsync<string>(
                """
                SELECT concat_ws(' ', count(*), max(ordinal), count(DISTINCT row_values ->> '名称'), count(DISTINCT import_id))
                FROM gis.set_aside s JOIN gis.import i ON i.id = s.import_id WHERE i.layer_id = 'many'
                """));
        using var json = System.Text.Json.JsonDocument.Parse(await File.ReadAllBytesAsync(report));
        var import = json.RootElement.GetProperty("imports")[0];
        Assert.Equal((10_000, Bad - 10_000), (import.GetProperty("list").GetArrayLength(), import.GetProperty("notListed").GetInt32()));
    }

    [Fact]
    public async Task A_town_from_a_manifest()
    {
        Folder.Write("町界.geojson", Boundary);
        Folder.Write("浸水.geojson", Flood);
        Folder.Write("他社.geojson", Flood);
        Folder.Write("a.csv", "ID,名称,緯度,経度\n1,町内,35.15,139.25\n2,町外,35.5,139.5\n3,ゼロ,0,0\n4,入替,139.25,35.15\n5,空,,\n");
        Folder.Write("b.csv", "ID,名称,緯度,経度\n6,続き,35.16,139.26\n");
        var manifest = Folder.Write("town.json", """
            {"town":{"code":"149985","name":"試町","zone":9,"notice":"試験の町です"},
             "departments":[{"id":"bosai","title":"防災課"}],
             "imports":[
              {"file":"浸水.geojson","kind":"flood-depth","layer":"flood-own","title":"浸水","department":"防災課","attribution":{"publisher":"試町"},"date":"2026-04-01","scenario":"想定最大規模"},
              {"file":"他社.geojson","kind":"flood-depth","layer":"flood_foreign","attribution":{"publisher":"よその県"}},
              {"file":"町界.geojson","kind":"boundary","layer":"boundary"},
              {"file":"a.csv","kind":"facility","layer":"places"},
              {"file":"b.csv","kind":"facility","layer":"places"}]}
            """);

        var first = await Run.MustAsync("import", manifest, "--report", Path.Combine(Folder.Root, "out", "report.json"));
        var second = await Run.MustAsync("import", manifest);

        Assert.Equal("試町 9 試験の町です", await Run.AskAsync<string>("SELECT name || ' ' || plane_zone || ' ' || notice FROM gis.town"));
        Assert.Equal(["町内", "町外", "空", "続き"], await Run.ListAsync("""SELECT "名称" FROM layer.places ORDER BY "ID" """));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(*) FROM gis.set_aside s JOIN gis.import i ON i.id = s.import_id WHERE i.layer_id = 'places' AND s.place IN ('4行目', '5行目') AND s.row_values ->> '名称' IN ('ゼロ', '入替')"));
        Assert.Contains("町外1", first.Output, StringComparison.Ordinal);
        Assert.Equal(4, second.Output.Split("変更なし").Length - 1);

        // The town's own map covers the town, though the boundary came after it; the foreign one is unknown until somebody says.
        Assert.True(await Run.AskAsync<bool>("SELECT ST_Equals(coverage, (SELECT boundary FROM gis.town)) FROM gis.layer WHERE id = 'flood_own'"));
        Assert.True(await Run.AskAsync<bool>("SELECT coverage IS NULL FROM gis.layer WHERE id = 'flood_foreign'"));
        Assert.Equal("bosai 2026-04-01", await Run.AskAsync<string>("SELECT department || ' ' || data_date FROM gis.layer WHERE id = 'flood_own'"));
        Assert.Equal(["0.5m以上3m未満", "謎"], await Run.ListAsync("SELECT c ->> 'label' FROM gis.layer, jsonb_array_elements(style -> 'classes') c WHERE id = 'flood_own' ORDER BY 1"));
        Assert.Equal(["想定最大規模"], await Run.ListAsync("SELECT DISTINCT hazard_scenario FROM layer.flood_own"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(*) FROM layer.flood_own WHERE ST_IsValid(geom)"));
        Assert.Contains("invalid-shape", await File.ReadAllTextAsync(Path.Combine(Folder.Root, "out", "report.json")), StringComparison.Ordinal);
        Assert.Equal(["flood_foreign", "flood_own"], (await Run.MustAsync("layers", "--json")).Output.Split('"').Where(w => w.StartsWith("flood_", StringComparison.Ordinal)).Order().ToList());
    }

    [Fact]
    public async Task Odd_column_names_and_a_kind_nobody_has_seen_come_through()
    {
        Directory.CreateDirectory(Path.Combine(Run.Home, "presets"));
        await File.WriteAllTextAsync(
            Path.Combine(Run.Home, "presets", "dragons.json"),
            """{"id":"dragons","title":"竜","group":"other","order":600,"roles":{"name":["竜の\"名\""]},"search":{"label":"{name}"},"panelTitle":"{name}"}""");
        var file = Folder.Write(
            "odd.csv", "\"竜の\"\"名\"\"\",\"a;DROP TABLE gis.layer--\",fid,geom,gis_since,とてもとてもとてもとてもとてもとてもとてもとても長い列の名前です甲,とてもとてもとてもとてもとてもとてもとてもとても長い列の名前です乙,緯度,経度\n辰,x,7,g,s,1,2,35.1,139.1\n");

        await Run.MustAsync("import", file, "--kind", "dragons", "--layer", "nest");

        Assert.Equal("辰 x 7", await Run.AskAsync<string>(""""SELECT "竜の""名""" || ' ' || "a;DROP TABLE gis.layer--" || ' ' || fid_1 FROM for_public.nest""""));
        Assert.Equal(["辰"], await Run.ListAsync("SELECT label FROM search.public_entry WHERE layer_id = 'nest'"));
        Assert.Equal("{竜の\"名\"}", await Run.AskAsync<string>("SELECT panel_title FROM gis.layer WHERE id = 'nest'"));
        Assert.Equal(2, await Run.AskAsync<long>("SELECT count(*) FROM gis.field WHERE layer_id = 'nest' AND title LIKE 'とても%' AND octet_length(name) <= 63"));
    }

    [Fact]
    public async Task An_empty_edition_does_not_empty_a_layer()
    {
        await Run.MustAsync("import", Folder.Write("e.csv", "ID,名称,緯度,経度\n1,甲,35.15,139.25\n"), "--kind", "aed", "--layer", "kept_full");

        var result = await Run.RunAsync("import", Folder.Write("e.csv", "ID,名称,緯度,経度\n1,甲,0,0\n"), "--kind", "aed", "--layer", "kept_full");

        Assert.Equal(1, result.Code);
        Assert.Equal(1, await Run.AskAsync<long>("SELECT count(*) FROM layer.kept_full"));
    }

    [Fact]
    public async Task Inspect_tells_without_a_database()
    {
        var result = await Run.MustAsync("inspect", Folder.Write("浸水.geojson", Flood));

        Assert.Contains("flood-depth", result.Output, StringComparison.Ordinal);
        Assert.Contains("2件", result.Output, StringComparison.Ordinal);
        Assert.Contains("浸水深", result.Output, StringComparison.Ordinal);
    }
}
