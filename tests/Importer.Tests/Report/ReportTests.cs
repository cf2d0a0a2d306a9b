using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Report;

/// <summary>The report as JSON by its schema, as a page that asks for nothing, and again from the database.</summary>
public sealed class ReportTests(TestDatabase database) : ImporterTest(database)
{
    private const string Town = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N03_004":"試町","N03_007":"14998"},
        "geometry":{"type":"Polygon","coordinates":[[[139.2,35.1],[139.3,35.1],[139.3,35.2],[139.2,35.2],[139.2,35.1]]]}}]}
        """;

    private const string Places = "ID,名称,住所,緯度,経度\n1,<script>alert(1)</script>,試町1,35.15,139.25\n2,乙,試町1,35.151,139.251\n3,ゼロ,試町1,0,0\n4,遠い,試町1,36.15,139.25\n5,丙,試町1,,\n";

    [Fact]
    public async Task Json_follows_its_schema_whatever_happened()
    {
        var schema = await File.ReadAllTextAsync(SourceTree.At("docs", "import-report.schema.json"));
        Folder.Write("town.geojson", Town);
        Folder.Write("broken.geojson", Town[..100]);
        Folder.Write("places.csv", Places);
        var manifest = Folder.Write("town.json", """
            {"town":{"code":"149985","name":"試町"},"imports":[{"file":"town.geojson","kind":"boundary","layer":"b1"},{"file":"places.csv","kind":"facility","layer":"p1"}]}
            """);
        var written = new List<string>();
        async Task RunAsync(int code, params string[] arguments)
        {
            var path = Path.Combine(Folder.Root, $"report{written.Count}.json");
            Assert.Equal(code, (await Run.RunAsync([.. arguments, "--report", path])).Code);
            written.Add(await File.ReadAllTextAsync(path));
        }

        await RunAsync(0, "import", manifest);
        await RunAsync(0, "import", manifest);
        Folder.Write("places.csv", Places.Replace("乙", "乙改", StringComparison.Ordinal) + "6,新,試町1,35.16,139.26\n");
        await RunAsync(0, "import", manifest, "--dry-run");
        await RunAsync(0, "import", manifest);
        await RunAsync(1, "import", Folder.Write("empty.csv", "名称,緯度,経度\n"), "--layer", "p1");
        await RunAsync(0, "import", Folder.Write("some/a.csv", Places), Folder.Write("flood.geojson", Town), "--kind", "flood-depth", "--dataset", "flood", "--layer", "f1");

        foreach (var json in written)
            Assert.Empty(SchemaCheck.Faults(schema, json));
        Assert.Equal(["imported", "imported", "unchanged", "unchanged", "unchanged", "dry-run", "unchanged", "imported", "failed", "imported"], written.SelectMany(Outcomes));
        Assert.NotEmpty(SchemaCheck.Faults(schema, written[0].Replace("\"kept\"", "\"taken\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Changes_are_counted_and_listed_with_fid_key_and_label()
    {
        static string Rows(params int[] ids) => "ID,名称,緯度,経度\n" + string.Concat(ids.Select(i => $"{Math.Abs(i)},施設{i},35.{100 + Math.Abs(i)},139.25\n"));
        await Run.MustAsync("import", Folder.Write("f.csv", Rows(1, 2, 3, 4)), "--kind", "facility", "--layer", "f2");
        var path = Path.Combine(Folder.Root, "f.json");

        await Run.MustAsync("import", Folder.Write("f.csv", Rows(1, -2, 4, 5)), "--kind", "facility", "--layer", "f2", "--report", path);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        var list = report.RootElement.GetProperty("imports")[0].GetProperty("changeList");
        Assert.Equal("5 5 施設5", Row(list.GetProperty("added")));
        Assert.Equal("2 2 施設-2", Row(list.GetProperty("changed")));
        Assert.Equal("3 3 施設3", Row(list.GetProperty("removed")));
        Assert.True(list.GetProperty("isComplete").GetBoolean());
        Assert.Equal(1, await Run.AskAsync<long>("SELECT count(*) FROM gis.import WHERE layer_id = 'f2' AND report -> 'changeList' -> 'added' -> 0 ->> 'label' = '施設5'"));
    }

    [Fact]
    public async Task A_long_list_is_cut_in_the_database_and_whole_in_the_file()
    {
        static string Rows(string mark) => "ID,名称,緯度,経度\n" + string.Concat(Enumerable.Range(1, 1_300).Select(i => $"{i},{mark}{i},35.15,139.25\n"));
        await Run.MustAsync("import", Folder.Write("l.csv", Rows("旧")), "--kind", "facility", "--layer", "l2");
        var path = Path.Combine(Folder.Root, "l.json");

        await Run.MustAsync("import", Folder.Write("l.csv", Rows("新")), "--kind", "facility", "--layer", "l2", "--report", path);

        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        Assert.Equal(1_300, report.RootElement.GetProperty("imports")[0].GetProperty("changeList").GetProperty("changed").GetArrayLength());
        Assert.Equal(1_000, await Run.AskAsync<int>("SELECT jsonb_array_length(report -> 'changeList' -> 'changed') FROM gis.import WHERE layer_id = 'l2' ORDER BY id DESC LIMIT 1"));
    }

    [Fact]
    public async Task The_page_asks_for_nothing_runs_nothing_and_shows_every_row_set_aside()
    {
        Folder.Write("town.geojson", Town);
        await Run.MustAsync("import", Folder.Write("t.json", """{"town":{"code":"149985","name":"試町"},"imports":[{"file":"town.geojson","kind":"boundary","layer":"b3"}]}"""));
        var path = Path.Combine(Folder.Root, "page.html");

        await Run.MustAsync("import", Folder.Write("<img src=x>.csv", Places), "--kind", "facility", "--layer", "p3", "--report", path);

        var html = await File.ReadAllTextAsync(path);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(new Regex("(src|href)=\"(?!#)|url\\(|@import|https?://", RegexOptions.IgnoreCase), html);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        foreach (var words in new[] { "4行目", "5行目", "住所は試町", "5 = 2 + 0 + 1 + 2 + 0", "北へ", "lang=\"ja\"", "class=\"town\"", "@media print" })
            Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.True(File.Exists(Directory.GetFiles(Path.Combine(Run.Home, "imports"), "*-p3.html").Single()));
    }

    [Fact]
    public async Task A_past_report_is_shown_again()
    {
        await Run.MustAsync("import", Folder.Write("p.csv", Places), "--kind", "facility", "--layer", "p4");
        await Run.MustAsync("import", Folder.Write("p.csv", Places.Replace("乙", "丁", StringComparison.Ordinal)), "--kind", "facility", "--layer", "p4");
        var path = Path.Combine(Folder.Root, "again.json");

        var last = await Run.MustAsync("report", "p4", "--report", path);
        var first = await Run.MustAsync("report", "p4", "--back", "1");

        Assert.Contains("変更1", last.Output, StringComparison.Ordinal);
        Assert.Contains("→ --back 1", first.Output, StringComparison.Ordinal);
        Assert.Equal(["imported"], Outcomes(await File.ReadAllTextAsync(path)));
        Assert.Equal(2, (await Run.RunAsync("report", "p4", "--back", "2")).Code);
        Assert.Equal(2, (await Run.RunAsync("report", "nothing")).Code);
    }

    [Fact]
    public async Task In_a_terminal_there_is_a_bar_and_a_table_that_fit_japanese()
    {
        var output = new StringWriter(new StringBuilder());
        var environment = new Gis.Importer.Commands.CommandEnvironment
        {
            Out = output,
            Error = TextWriter.Null,
            IsTerminal = true,
            Connect = _ => Npgsql.NpgsqlDataSource.Create(Database.OwnerConnectionString),
            Actor = "tester",
        };

        var code = await Gis.Importer.Commands.CommandLineEntry.RunAsync(
            ["import", Folder.Write("避難所のとても長い名前の一覧表.csv", Places), "--kind", "facility", "--layer", "p5", "--title", "避難所のとても長い名前の一覧表", "--home", Run.Home], environment);

        Assert.Equal(0, code);
        Assert.Contains("避難所のとても長い名前の一覧表", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("隔離", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', output.ToString()[output.ToString().IndexOf("レイヤ", StringComparison.Ordinal)..]);
    }

    private static IEnumerable<string> Outcomes(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("imports").EnumerateArray().Select(i => i.GetProperty("outcome").GetString()!).ToList();
    }

    private static string Row(JsonElement rows)
    {
        var row = Assert.Single(rows.EnumerateArray().ToList());
        return $"{row.GetProperty("fid")} {row.GetProperty("key")} {row.GetProperty("label")}";
    }
}
