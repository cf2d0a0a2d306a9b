using System.Text.Json;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Checks;

/// <summary>Each row of a file is kept, repaired, unplaced, quarantined or refused, and the report says which, where and why.</summary>
public sealed class RowsInDatabaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Town = """
        {"town":{"code":"149985","name":"試町","zone":9},"imports":[{"file":"town.geojson","kind":"boundary","layer":"boundary"}]}
        """;

    private const string Boundary = """
        {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N03_004":"試町","N03_007":"14998"},
        "geometry":{"type":"Polygon","coordinates":[[[139.2,35.1],[139.3,35.1],[139.3,35.2],[139.2,35.2],[139.2,35.1]]]}}]}
        """;

    private readonly TemporaryFolder folder = new();
    private readonly ImporterRun run = new(database);

    public async Task InitializeAsync()
    {
        folder.Write("town.geojson", Boundary);
        await run.MustAsync("import", folder.Write("town.json", Town));
    }

    public Task DisposeAsync()
    {
        folder.Dispose();
        run.Dispose();
        return Task.CompletedTask;
    }

    public static TheoryData<string, string, string> Rows => new()
    {
        { "1,町内,試町1,35.15,139.25", "kept", "" },
        { "1,町外,隣町1,35.5,139.5", "kept", "outside-town" },
        { "1,座標なし,試町1,,", "unplaced", "" },
        { "1,ゼロ,試町1,0,0", "quarantined", "zero-coordinates" },
        { "1,仮,試町1,999,999", "quarantined", "impossible-coordinates" },
        { "1,入替,試町1,139.25,35.15", "quarantined", "swapped-lat-lon" },
        { "1,遠い,試町1,36.15,139.25", "quarantined", "address-disagrees" },
        { "1,外国,試町1,48.85,2.35", "quarantined", "not-in-japan" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_row_is_where_its_evidence_puts_it(string row, string state, string code)
    {
        // A second good row: a file of which nothing can be loaded is refused whole.
        var file = folder.Write("places.csv", $"ID,名称,住所,緯度,経度\n{row}\n2,役場,試町2,35.151,139.251\n");

        var report = await ReportOf("import", file, "--kind", "facility", "--layer", "places");

        var rows = report.GetProperty("rows");
        Assert.Equal(2, rows.GetProperty("read").GetInt32());
        Assert.Equal(state == "kept" ? 2 : 1, rows.GetProperty("kept").GetInt32());
        Assert.Equal(1, rows.GetProperty(state).GetInt32() - (state == "kept" ? 1 : 0));
        if (code.Length == 0)
            return;
        var entry = Assert.Single(report.GetProperty("list").EnumerateArray().ToList());
        Assert.Equal(code, entry.GetProperty("code").GetString());
        Assert.Equal("2行目", entry.GetProperty("place").GetString());
        Assert.Equal("places.csv", entry.GetProperty("file").GetString());
        Assert.Equal(state == "kept" ? "remark" : state, entry.GetProperty("action").GetString());
    }

    [Fact]
    public async Task What_comes_again_with_its_key_is_there_already_and_what_only_shares_it_is_kept()
    {
        var file = folder.Write("twice.csv", "ID,名称,緯度,経度\n1,甲,35.15,139.25\n1,甲,35.15,139.25\n1,乙,35.16,139.25\n2,丙,35.15,139.25\n");
        var report = await ReportOf("import", file, "--kind", "aed", "--layer", "twice");

        Assert.Equal(["甲", "乙", "丙"], await run.ListAsync("""SELECT "名称" FROM layer.twice ORDER BY fid"""));
        Assert.Equal((1, 1), (report.GetProperty("rows").GetProperty("quarantined").GetInt32(), report.GetProperty("rows").GetProperty("repeated").GetInt32()));
        Assert.Equal(
            ["3行目 quarantined duplicate", "4行目 remark duplicate-key"],
            report.GetProperty("list").EnumerateArray().Select(e => $"{e.GetProperty("place")} {e.GetProperty("action")} {e.GetProperty("code")}").ToList());

        await run.MustAsync("import", folder.Write("nokey.csv", "名称,緯度,経度\n蛇口,35.15,139.25\n蛇口,35.15,139.25\n"), "--kind", "other", "--layer", "nokey");
        Assert.Equal(2, await run.AskAsync<long>("SELECT count(*) FROM layer.nokey"));
    }

    [Fact]
    public async Task A_repair_loses_no_area_and_the_report_shows_both()
    {
        // A bow tie: two triangles of which one runs backwards, so that its rings sum up to nothing.
        var file = folder.Write("bow.geojson", """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"名称":"蝶"},"geometry":{"type":"Polygon","coordinates":[[[139.21,35.11],[139.22,35.12],[139.22,35.11],[139.21,35.12],[139.21,35.11]]]}},
            {"type":"Feature","properties":{"名称":"線"},"geometry":{"type":"Polygon","coordinates":[[[139.21,35.11],[139.22,35.11],[139.21,35.11],[139.21,35.11]]]}},
            {"type":"Feature","properties":{"名称":"良"},"geometry":{"type":"Polygon","coordinates":[[[139.21,35.11],[139.22,35.11],[139.22,35.12],[139.21,35.11]]]}}]}
            """);

        var report = await ReportOf("import", file, "--kind", "district", "--layer", "bow");

        var rows = report.GetProperty("rows");
        Assert.Equal((3, 1, 1, 1), (rows.GetProperty("read").GetInt32(), rows.GetProperty("kept").GetInt32(), rows.GetProperty("repaired").GetInt32(), rows.GetProperty("refused").GetInt32()));
        var repaired = report.GetProperty("list").EnumerateArray().Single(e => e.GetProperty("action").GetString() == "repaired");
        var onTheEllipsoid = await run.AskAsync<double>("SELECT ST_Area(geom::geography) FROM layer.bow WHERE fid = 1");
        Assert.InRange(repaired.GetProperty("areaAfter").GetDouble() / onTheEllipsoid, 0.9995, 1.0005);
        Assert.True(repaired.GetProperty("areaBefore").GetDouble() <= repaired.GetProperty("areaAfter").GetDouble());
        Assert.Equal("degenerate", report.GetProperty("list").EnumerateArray().Single(e => e.GetProperty("action").GetString() == "refused").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_parcel_read_in_the_wrong_zone_lands_in_another_prefecture_and_is_quarantined()
    {
        var map = MojMapFixture.Map("公共座標8系", MojMapFixture.Square(-94000, -52000, 30));
        var right = MojMapFixture.Map("公共座標9系", MojMapFixture.Square(-94000, -52000, 30)).Replace("試験図", "正図", StringComparison.Ordinal);
        folder.Write("maps/wrong.xml", map);
        folder.Write("maps/right.xml", right);

        var report = await ReportOf("import", Path.Combine(folder.Root, "maps"), "--layer", "parcels");

        var entry = report.GetProperty("list").EnumerateArray().Single(e => e.GetProperty("action").GetString() == "quarantined");
        Assert.Equal("wrong-zone", entry.GetProperty("code").GetString());
        Assert.Contains("9系", entry.GetProperty("message").GetString()!, StringComparison.Ordinal);
        Assert.True(entry.GetProperty("lon").GetDouble() < 139);
    }

    private async Task<JsonElement> ReportOf(params string[] arguments)
    {
        var path = Path.Combine(folder.Root, "report.json");
        await run.MustAsync([.. arguments, "--report", path]);
        return JsonDocument.Parse(await File.ReadAllTextAsync(path)).RootElement.GetProperty("imports")[0].Clone();
    }
}
