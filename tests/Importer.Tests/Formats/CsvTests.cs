using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

public sealed class CsvTests : IDisposable
{
    private const string Towns = "名称,備考,経度,緯度\n役場,\"一行目\n二行目, \"\"引用\"\"\",139.5,35.25\n髙砂公民館,,139.6,35.35\n";
    private readonly TemporaryFolder folder = new();
    private readonly List<SourceSet> opened = [];

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        folder.Dispose();
    }

    public static TheoryData<string, bool, string> Encodings => new()
    {
        { "UTF-8", false, "UTF-8" },
        { "UTF-8", true, "UTF-8" },
        { "CP932", false, "CP932" },
        { "EUC-JP", false, "EUC-JP" },
        { "UTF-16", true, "UTF-16LE" },
        { "UTF-16", false, "UTF-16LE" },
        { "UTF-16BE", true, "UTF-16BE" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_encoding_reads_the_same(string name, bool mark, string expected)
    {
        var encoding = JapaneseEncodings.ByName(name)!;
        byte[] preamble = !mark ? [] : encoding.CodePage == 65001 ? [0xEF, 0xBB, 0xBF] : encoding.GetPreamble();
        var dataset = Only(folder.Write("towns.csv", [.. preamble, .. encoding.GetBytes(Towns)]));
        var rows = dataset.Rows();
        Assert.Equal(expected, dataset.Encoding!.Value);
        Assert.NotEmpty(dataset.Encoding.Evidence);
        Assert.Equal(["役場", "一行目\n二行目, \"引用\"", 139.5, 35.25], rows[0].Values);
        Assert.Equal("髙砂公民館", rows[1].Values[0]);
        Assert.Equal("4行目", rows[1].Place);
        Assert.Equal(new Coordinate(139.5, 35.25), rows[0].Geometry!.Coordinate);
    }

    [Fact]
    public void Leading_zeros_and_codes_stay_text()
    {
        var dataset = Only(folder.Write("codes.csv", "団体コード,先頭ゼロ,人数,面積,開始日,地番,緯度,経度\n142239,007,12,3.5,2026-04-01,12,35,139\n142239,10,,4,2026/5/1,13,35,139\n"));
        Assert.Equal(
            [FieldType.Text, FieldType.Text, FieldType.Integer, FieldType.Number, FieldType.Date, FieldType.Text, FieldType.Integer, FieldType.Integer],
            dataset.Fields.Select(f => f.Type));
        Assert.Equal(["142239", "007", 12L, 3.5, new DateOnly(2026, 4, 1), "12", 35L, 139L], dataset.Rows()[0].Values);
        Assert.Null(dataset.Rows()[1].Values[2]);
    }

    [Theory]
    [InlineData("latitude,longitude", "35.25,139.5")]
    [InlineData("lat,lon", "35.25,139.5")]
    [InlineData("経度,緯度", "139.5,35.25")]
    [InlineData("所在地_緯度,所在地_経度", "35.25,139.5")]
    [InlineData("緯度（世界測地系）,経度（世界測地系）", "３５．２５,１３９．５")]
    [InlineData("緯度,経度", "35度15分00秒,139度30分0.0秒")]
    [InlineData("緯度,経度", "北緯35.25度,東経139.5度")]
    [InlineData("x,y", "139.5,35.25")]
    [InlineData("緯度,経度", "139.5,35.25")]
    public void Coordinates_are_found_under_many_names_and_spellings(string header, string values)
    {
        var row = Only(folder.Write("place.csv", $"名称,{header}\na,{values}\n")).Rows()[0];
        Assert.Equal(35.25, row.Geometry!.Coordinate.Y, 9);
        Assert.Equal(139.5, row.Geometry.Coordinate.X, 9);
    }

    [Fact]
    public void One_exchanged_row_and_impossible_values_are_suspect_and_blank_ones_are_not()
    {
        var rows = Only(folder.Write("mixed.csv", "名称,緯度,経度\na,35.1,139.1\nb,139.2,35.2\nc,0,0\nd,999,999\ne,,\nf,不明,139\ng,35.3,139.3\n")).Rows();
        Assert.Equal(
            [null, "swapped-lat-lon", "zero-coordinates", "impossible-coordinates", "no-coordinates", "unreadable-coordinates", null],
            rows.Select(r => r.Remarks.Count == 0 ? null : r.Remarks[0].Code));
        Assert.Equal(RemarkKind.Note, rows[4].Remarks[0].Kind);
        Assert.All(new[] { 1, 2, 3, 5 }, i => Assert.Equal(RemarkKind.Suspect, rows[i].Remarks[0].Kind));
        Assert.All(new[] { 2, 3, 4, 5 }, i => Assert.Equal(new Placement.Unplaced(null), rows[i].Placement));
    }

    [Fact]
    public void Survey_columns_have_x_to_the_north()
    {
        var path = folder.Write("survey.csv", "名称,X座標,Y座標,座標系\na,-67890.1,-12345.6,9系\n");
        var dataset = Only(path);
        var judged = Ogr.Transform(6677, -12_345.6, -67_890.1);
        var point = dataset.Rows()[0].Geometry!.Coordinate;
        Assert.Equal(6677, dataset.Crs!.Value.Epsg);
        Assert.InRange(new Gis.Core.Geodesy.LonLat(point.X, point.Y).DistanceTo(judged), 0, 0.001);
    }

    [Fact]
    public void An_old_datum_column_is_followed_and_says_what_error_is_left()
    {
        var dataset = Only(folder.Write("old.csv", "名称,緯度,経度,測地系\na,35,139,日本測地系\n"));
        Assert.Equal(4301, dataset.Crs!.Value.Epsg);
        Assert.Equal(10, dataset.CoordinateErrorMetres);
        var point = dataset.Rows()[0].Geometry!.Coordinate;
        Assert.InRange(new Gis.Core.Geodesy.LonLat(point.X, point.Y).DistanceTo(Ogr.Transform(4301, 139, 35)), 0, 0.01);
    }

    [Fact]
    public void Titles_above_the_header_and_empty_rows_are_skipped_and_said()
    {
        var dataset = Only(folder.Write("title.csv", "潮見町 施設一覧,,,\n令和8年4月1日現在,,,\n名称,住所,緯度,経度\n役場,本町1,35,139\n,,,\n"));
        var row = Assert.Single(dataset.Rows());
        Assert.Equal("4行目", row.Place);
        Assert.Equal("名称", dataset.Fields[0].Name);
        Assert.Contains(dataset.Remarks, r => r.StartsWith("3行目を見出し", StringComparison.Ordinal));
        Assert.Contains(dataset.Remarks, r => r.Contains("空の行を1行", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("名称\t緯度\t経度\na\t35\t139\n", "t.tsv")]
    [InlineData("名称;緯度;経度\na;35;139\n", "s.csv")]
    [InlineData("名称,緯度,経度\r\na,35,139", "n.csv")]
    [InlineData("名称,緯度,経度\ra,35,139\r", "r.csv")]
    public void Separators_and_line_ends_are_found(string text, string name)
    {
        var row = Assert.Single(Only(folder.Write(name, text)).Rows());
        Assert.Equal("2行目", row.Place);
        Assert.Equal(139, row.Geometry!.Coordinate.X);
    }

    [Fact]
    public void Members_with_japanese_names_in_either_encoding_are_named_right()
    {
        foreach (var encoding in new[] { JapaneseEncodings.Cp932, Encoding.UTF8 })
        {
            using var set = Reading.Open(folder.Zip("names.zip", encoding, ("施設\\表示一覧.csv", Encoding.UTF8.GetBytes(Towns))));
            Assert.Equal("names.zip!/施設/表示一覧.csv", Assert.Single(set.Datasets).SourcePath);
        }
    }

    private Dataset Only(string path)
    {
        var set = Reading.Open(path);
        opened.Add(set);
        return Assert.Single(set.Datasets);
    }
}
