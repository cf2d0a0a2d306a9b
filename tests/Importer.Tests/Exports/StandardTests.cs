using System.Globalization;
using System.Text;
using Gis.Core.Standards;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Exports;

/// <summary>Layers as デジタル庁's lists: columns from whatever the town calls them, there and back again, and what the check says to the officer.</summary>
public sealed class StandardTests : IAsyncLifetime
{
    private TestDatabase database = null!;
    private ImporterRun run = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        run = new ImporterRun(database);
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        await database.DisposeAsync();
    }

    private async Task<string[]> CsvAsync(string layer)
    {
        var file = Path.Combine(run.Home, layer + ".out.csv");
        await run.MustAsync("export", layer, "--out", file);
        return (await File.ReadAllTextAsync(file)).Split("\r\n");
    }

    private async Task ImportAsync(string layer, string kind, string text)
    {
        var file = Path.Combine(run.Home, layer + ".csv");
        await File.WriteAllTextAsync(file, text, new UTF8Encoding(true));
        await run.MustAsync("import", file, "--layer", layer, "--kind", kind, "--audience", "public");
    }

    private const string Toilets = """
        施設番号,施設名,ふりがな,所在地,設置位置,男性トイレ総数,女性トイレ総数,車椅子使用者用トイレの有無,開始時間,緯度,経度,管理課
        7,港トイレ,ミナト,本町1-1,公園の北,2,3,有,8:30,35.1032651,139.304721,建設課
        8,,ミナミ,本町2-2,,1,1,あり,九時,35.11,139.31,建設課

        """;

    [Fact]
    public async Task A_towns_own_columns_come_out_as_those_of_the_standard_and_none_is_lost()
    {
        await ImportAsync("toilet", "toilet", Toilets);
        await run.ExecuteAsync("INSERT INTO gis.town (code, name, plane_zone) VALUES ('14999', '潮見町', 9) ON CONFLICT (only_row) DO UPDATE SET code = '14999', name = '潮見町'");

        var lines = await CsvAsync("toilet");
        var titles = lines[0].TrimStart('\uFEFF').Split(',');
        string Cell(int line, string title) => lines[line].Split(',')[Array.IndexOf(titles, title)];

        Assert.Equal("全国地方公共団体コード,ID,地方公共団体名,名称,名称_カナ,名称_英語", string.Join(',', titles[..6]));
        Assert.Equal("備考", titles[38]);
        Assert.Contains("管理課", titles[39..]);
        Assert.Equal("149993", Cell(1, "全国地方公共団体コード"));
        Assert.Equal("潮見町", Cell(1, "地方公共団体名"));
        Assert.Equal("港トイレ", Cell(1, "名称"));
        Assert.Equal("本町1-1", Cell(1, "所在地_連結表記"));
        Assert.Equal("35.103265", Cell(1, "緯度"));
        Assert.Equal("有", Cell(1, "車椅子使用者用トイレ有無"));
        Assert.Equal("08:30", Cell(1, "利用開始時間"));
        Assert.Equal("建設課", Cell(1, "管理課"));
    }

    [Fact]
    public async Task The_check_names_row_and_column_and_ends_with_one()
    {
        await ImportAsync("toilet", "toilet", Toilets);
        var result = await run.RunAsync("check");

        Assert.Equal(1, result.Code);
        Assert.Contains("（toilet）: 自治体標準オープンデータセット 公衆トイレ一覧、2件。標準の39列のうち", result.Output, StringComparison.Ordinal);
        Assert.Contains("必須の列に空きがある行 1、値の形が違う行 1。", result.Output, StringComparison.Ordinal);
        Assert.Contains("3行目「名称」が空です。必須の列です", result.Output, StringComparison.Ordinal);
        Assert.Contains("3行目「設置位置」が空です", result.Output, StringComparison.Ordinal);
        Assert.Contains("3行目「車椅子使用者用トイレ有無」の「あり」は標準の形ではありません。「有」か「無」にしてください", result.Output, StringComparison.Ordinal);
        Assert.Contains("3行目「利用開始時間」の「九時」は標準の形ではありません。hh:mm の形にしてください", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  2行目", result.Output, StringComparison.Ordinal);

        await run.ExecuteAsync("UPDATE layer.toilet SET 施設名 = '南トイレ', 設置位置 = '北', 車椅子使用者用トイレの有無 = '有', 開始時間 = '09:00' WHERE 施設番号 = '8'");
        var mended = await run.RunAsync("check", "toilet", "--report", Path.Combine(run.Home, "check.json"));
        Assert.Equal(0, mended.Code);
        Assert.Contains("決まりに合わない所はありません", mended.Output, StringComparison.Ordinal);
        Assert.Contains("\"faults\": 0", await File.ReadAllTextAsync(Path.Combine(run.Home, "check.json")), StringComparison.Ordinal);
        Assert.Equal(2, (await run.RunAsync("check", "nothing")).Code);
    }

    [Fact]
    public async Task Two_rows_with_one_id_and_half_a_mark_are_found()
    {
        await ImportAsync(
            "sites", "emergency-site",
            "ID,名称,住所,電話番号,災害種別_洪水,災害種別_地震,緯度,経度\n1,甲,本町1,012-345-6789,△,1,35.103265,139.304721\n1,乙,本町2,012-345-6780,,1,35.103266,139.304721\n");
        var result = await run.RunAsync("check", "sites");
        Assert.Contains("3行目（乙）「ID」の「1」は標準の形ではありません。ほかの行と同じ値にしないでください", result.Output, StringComparison.Ordinal);
        var lines = await CsvAsync("sites");
        Assert.Equal("", lines[1].Split(',')[24]);
        Assert.Equal("1", lines[1].Split(',')[27]);
    }

    /// <summary>What was taken from one town's page is loaded by another's importer as the very same rows.</summary>
    [Theory]
    [InlineData("指定緊急避難場所一覧")]
    [InlineData("公衆トイレ一覧")]
    [InlineData("消防水利施設一覧")]
    [InlineData("AED設置箇所一覧")]
    [InlineData("公衆無線LANアクセスポイント一覧")]
    [InlineData("公共施設一覧")]
    public async Task There_and_back_again(string title)
    {
        var list = StandardList.All.Single(l => l.Title == title);
        var text = string.Join(',', list.Columns.Select(c => c.Name)) + "\r\n"
            + string.Concat(Enumerable.Range(1, 12).Select(n => string.Join(',', list.Columns.Select(c => Sample(c, n))) + "\r\n"));
        await ImportAsync("first", list.Kind, text);

        var first = await CsvAsync("first");
        Assert.Equal(text, string.Join("\r\n", first).TrimStart('\uFEFF'));
        Assert.Equal(0, (await run.RunAsync("check", "first")).Code);
        await run.MustAsync("import", Path.Combine(run.Home, "first.out.csv"), "--layer", "second", "--audience", "public");
        Assert.Equal(list.Kind, await run.AskAsync<string>("SELECT kind FROM gis.layer WHERE id = 'second'"));
        Assert.Equal(first, await CsvAsync("second"));
        const string Rows = "SELECT (to_jsonb(t) - '{fid,gis_since,geom_3857}'::text[])::text FROM layer.";
        Assert.Equal(await run.ListAsync(Rows + "first t ORDER BY fid"), await run.ListAsync(Rows + "second t ORDER BY fid"));
    }

    private static string Sample(StandardColumn column, int n) => column.Rule switch
    {
        ColumnRule.Code => "149993",
        ColumnRule.Unique => string.Create(CultureInfo.InvariantCulture, $"{n:0000000000}"),
        ColumnRule.Kana => "シオミ",
        ColumnRule.Oaza => "0008001",
        ColumnRule.Latitude => string.Create(CultureInfo.InvariantCulture, $"{35.1 + (n / 1000.0):F6}"),
        ColumnRule.Longitude => string.Create(CultureInfo.InvariantCulture, $"{139.3 + (n / 1000.0):F6}"),
        ColumnRule.Number or ColumnRule.Count => n.ToString(CultureInfo.InvariantCulture),
        ColumnRule.Phone => $"0977-66-{1000 + n}",
        ColumnRule.Mail => "a@example.jp",
        ColumnRule.Url => "https://example.jp/a",
        ColumnRule.Postcode => "000-0000",
        ColumnRule.Corporation => "0000000000000",
        ColumnRule.Mark => n % 2 == 0 ? "1" : "",
        ColumnRule.Has => n % 2 == 0 ? "有" : "無",
        ColumnRule.Days => "月火水木金",
        ColumnRule.Time => "08:30",
        ColumnRule.Height => column.Words[0],
        _ => $"値、{n}",
    };

    [SharedDataFact]
    public async Task Templates_of_the_older_lists_are_recognised_and_their_columns_are_ours()
    {
        foreach (var (name, list) in ((string, string)[])[("public_facility", "公共施設一覧"), ("public_wireless_lan", "公衆無線LANアクセスポイント一覧"), ("hospital", "医療機関一覧"), ("tourism", "観光施設一覧")])
        {
            var header = (await File.ReadAllLinesAsync(SharedData.File($"templates/xxxxxx_{name}.csv")))[0].Split(',');
            var found = StandardList.Recognise(header);
            Assert.Equal(list, found?.List.Title);
            foreach (var column in found!.Value.List.Columns)
                Assert.Contains(header, h => h == column.Name || column.Also.Contains(h));
        }
    }
}
