using Gis.Importer.Formats;
using NetTopologySuite.Geometries;
using Xunit;
using static Gis.Importer.Tests.Formats.XlsxFixture;

namespace Gis.Importer.Tests.Formats;

public sealed class XlsxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SourceSet> opened = [];

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        folder.Dispose();
    }

    [Fact]
    public void Strings_numbers_dates_and_codes_are_what_the_cells_show()
    {
        var book = new XlsxFixture
        {
            Shared = { "<t>役場</t>", "<r><t>公</t></r><r><t xml:space=\"preserve\">民 館</t></r><rPh sb=\"0\" eb=\"1\"><t>コウミンカン</t></rPh>", "<t>一行目_x000D_\n二行目</t>" },
            Formats = { "yyyy\\-mm\\-dd", "[$-411]ggge\"年\"m\"月\"d\"日\"", "00000", "h:mm", "0.00E+00", "#,##0\"円\"" },
        };
        book.Sheet("一覧",
        [
            Words("名称", "設置日", "更新日", "町コード", "開館", "費用", "休館", "緯度", "経度", "備考"),
            Text(0) + Number("46113", 1) + Number("46113", 2) + Number("8443", 3) + Number("0.354166666666667", 4) + Number("1200", 6) + "<c t=\"b\"><v>1</v></c>" + Number("35.350999999999999") + Number("139.5") + Text(2),
            Text(1) + Number("46114", 1) + Number("59", 2) + Number("22203", 3) + Number("0.5", 4) + Number("1500", 6) + "<c t=\"b\"><v>0</v></c>" + Number("35.25") + Number("139.25") + "<c t=\"e\"><v>#N/A</v></c>",
        ]);
        var dataset = Only(book.Write(folder, "施設.xlsx"));
        Assert.Equal("施設", dataset.Name);
        Assert.Equal("一覧", dataset.Facts["シート"]);
        var rows = dataset.Rows();
        Assert.Equal(["役場", new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 1), "08443", "08:30", 1200L, true, 35.351, 139.5, "一行目\r\n二行目"], rows[0].Values);
        Assert.Equal(["公民 館", new DateOnly(2026, 4, 2), new DateOnly(1900, 2, 28), "22203", "12:00", 1500L, false, 35.25, 139.25, null], rows[1].Values);
        Assert.Equal(new Coordinate(139.25, 35.25), rows[1].Geometry!.Coordinate);
        Assert.Equal("3行目", rows[1].Place);
    }

    [Fact]
    public void Days_can_count_from_1904()
    {
        var book = new XlsxFixture { From1904 = true, Formats = { "yyyy/m/d" } };
        book.Sheet("Sheet1", [Words("名称", "設置日"), Words("a") + Number("44651", 1)]);
        Assert.Equal(new DateOnly(2026, 4, 1), Only(book.Write(folder, "mac.xlsx")).Rows()[0].Values[1]);
    }

    [Fact]
    public void Titles_merged_cells_and_sums_are_understood()
    {
        var book = new XlsxFixture();
        book.Sheet("Sheet1",
        [
            Words("潮見町 防災倉庫一覧"), "",
            Words("地区", "名称", "位置", ""), Words("", "", "緯度", "経度"),
            Words("本町", "倉庫1") + Number("35.1") + Number("139.1"), Words("", "倉庫2") + Number("35.2") + Number("139.2"),
            Words("新町", "倉庫3") + Number("35.3") + Number("139.3"), Words("合計", "3"),
        ], "visible", "A1:D1", "A3:A4", "B3:B4", "C3:D3", "A5:A6");
        var dataset = Only(book.Write(folder, "倉庫.xlsx"));
        Assert.Equal(["地区", "名称", "位置_緯度", "位置_経度"], dataset.Fields.Select(f => f.Name));
        var rows = dataset.Rows();
        Assert.Equal(["本町", "本町", "新町", "合計"], rows.Select(r => r.Values[0]));
        Assert.True(rows[3].IsSetAside);
        Assert.All(rows.Take(3), r => Assert.NotNull(r.Geometry));
        Assert.Contains(dataset.Remarks, r => r.Contains("結合", StringComparison.Ordinal));
        Assert.Equal("潮見町 防災倉庫一覧", dataset.Facts["表題"]);
    }

    [Fact]
    public void Every_visible_sheet_is_a_dataset_and_the_hidden_ones_are_named()
    {
        string[] table = [Words("名称", "緯度", "経度"), Words("a") + Number("35.1") + Number("139.1")];
        var book = new XlsxFixture().Sheet("避難所", table).Sheet("Sheet2", table).Sheet("作業用", table, "hidden").Sheet("記入要領", [Words("項目", "説明"), Words("名称", "施設の名前")]).Sheet("空", []);
        using var set = Reading.Open(book.Write(folder, "町の施設.xlsx"));
        Assert.Equal(["避難所", "町の施設_Sheet2", "記入要領"], set.Datasets.Select(d => d.Name));
        Assert.Equal([true, true, false], set.Datasets.Select(d => d.IsDefault));
        Assert.Equal("shelter", set.Datasets[0].KindHint);
        Assert.Contains(set.Datasets[0].Remarks, r => r.Contains("非表示のシート「作業用」", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_workbook_is_refused_in_one_sentence()
    {
        var path = new XlsxFixture().Sheet("Sheet1", [Words("名称"), "<c t=\"inlineStr\"><is><t>a</is></c>"]).Write(folder, "broken.xlsx");
        Assert.Contains("Excelブックが壊れている", Assert.Throws<SourceException>(() => Reading.Open(path)).Message, StringComparison.Ordinal);
        Assert.Contains("古い形式", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("old.xls", "x"))).Message, StringComparison.Ordinal);
    }

    private Dataset Only(string path)
    {
        var set = Reading.Open(path);
        opened.Add(set);
        return Assert.Single(set.Datasets);
    }
}
