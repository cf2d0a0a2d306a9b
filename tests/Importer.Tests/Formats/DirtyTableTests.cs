using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Tables as offices keep them: what is clear is put right and said, what is not is kept unchanged or set aside with the reason.</summary>
public sealed class DirtyTableTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SourceSet> opened = [];

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        folder.Dispose();
    }

    [Fact]
    public void Numbers_lose_their_unit_when_all_have_the_same()
    {
        var dataset = Only("units.csv", "名称,高さ,収容人数,面積,幅,緯度,経度\na,12.5ｍ,\"3,000人\",１２３．４,3m,35,139\nb,8ｍ,450人,56,30cm,35,139\nc,－,,7.5,2m,35,139\n");
        Assert.Equal([FieldType.Number, FieldType.Integer, FieldType.Number, FieldType.Text], dataset.Fields.Skip(1).Take(4).Select(f => f.Type));
        Assert.Equal(["m", "人", null, null], dataset.Fields.Skip(1).Take(4).Select(f => f.Unit));
        Assert.Equal([12.5, 3000L, 123.4, "3m"], dataset.Rows()[0].Values.Skip(1).Take(4));
        Assert.Equal([null, null, 7.5, "2m"], dataset.Rows()[2].Values.Skip(1).Take(4));
        Assert.Contains(dataset.Remarks, r => r.Contains("単位「人」", StringComparison.Ordinal));
        Assert.Contains(dataset.Remarks, r => r.Contains("「-」だけの値は空欄", StringComparison.Ordinal));
    }

    [Fact]
    public void Dashes_alone_are_no_dates_and_no_numbers()
    {
        var dataset = Only("dashes.csv", "名称,津波,更新日\na,－,－\nb,－,－\n");
        Assert.Equal([FieldType.Text, FieldType.Text], dataset.Fields.Skip(1).Select(f => f.Type));
        Assert.Equal(["－", "－"], dataset.Rows()[0].Values.Skip(1));
    }

    [Theory]
    [InlineData("名称,所在地,位置,,災害種別,,定員\n,,北緯,東経,洪水,地震,\n役場,本町1,35.1,139.1,○,×,20\n")]
    [InlineData("名称,所在地,位置,,災害種別,,定員\n名称,所在地,北緯,東経,洪水,地震,定員\n役場,本町1,35.1,139.1,○,×,20\n")]
    public void A_header_of_two_rows_names_the_columns_together(string text)
    {
        var dataset = Only("two.csv", text);
        Assert.Equal(["名称", "所在地", "位置_北緯", "位置_東経", "災害種別_洪水", "災害種別_地震", "定員"], dataset.Fields.Select(f => f.Name));
        Assert.Equal(139.1, Assert.Single(dataset.Rows()).Geometry!.Coordinate.X);
    }

    [Fact]
    public void A_header_of_two_rows_needs_no_coordinates()
    {
        var dataset = Only("hazards.csv", "No,施設名,災害種別,,,備考\n,,洪水,土砂,地震,\n1,公民館,○,×,○,\n2,学校,○,○,○,体育館\n");
        Assert.Equal(["No", "施設名", "災害種別_洪水", "災害種別_土砂", "災害種別_地震", "備考"], dataset.Fields.Select(f => f.Name));
        Assert.Equal(2, dataset.Rows().Count);
    }

    [Fact]
    public void A_first_row_of_data_is_not_taken_for_a_second_header()
    {
        var dataset = Only("gap.csv", "施設名,地区,,備考\n公民館,本町,北,新館\n学校,港町,南,\n");
        Assert.Equal(["施設名", "地区", "列3", "備考"], dataset.Fields.Select(f => f.Name));
        Assert.Equal(2, dataset.Rows().Count);
    }

    [Fact]
    public void Capacities_in_words_stay_as_they_are()
    {
        var dataset = Only("words.csv", "名称,収容人数\na,屋内480人／屋外350人\nb,約300人\nc,50人\n");
        Assert.Equal(FieldType.Text, dataset.Fields[1].Type);
        Assert.Equal("約300人", dataset.Rows()[1].Values[1]);
    }

    [Fact]
    public void Era_dates_become_dates()
    {
        var dataset = Only("era.csv", "名称,指定日,竣工,完成年,備考日\na,令和8年4月1日,2020/4/1,平成元年,令和8年4月\nb,R8.4.1,昭和50年3月31日,昭和６４年,平成元年1月8日\nc,平成元年１月８日,H31.4.30,大正10年,\n");
        Assert.Equal([FieldType.Date, FieldType.Date, FieldType.Integer, FieldType.Text], dataset.Fields.Skip(1).Select(f => f.Type));
        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(2020, 4, 1), 1989L, "令和8年4月"], dataset.Rows()[0].Values.Skip(1));
        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(1975, 3, 31), 1989L, "平成元年1月8日"], dataset.Rows()[1].Values.Skip(1));
        Assert.Equal([new DateOnly(1989, 1, 8), new DateOnly(2019, 4, 30), 1921L, null], dataset.Rows()[2].Values.Skip(1));
    }

    [Fact]
    public void Serial_and_compact_dates_are_read_where_the_name_says_date()
    {
        var dataset = Only("serial.csv", "名称,更新日,指定年月日,件数\na,46113,20260401,46113\nb,46114,20251231,46114\n");
        Assert.Equal([new DateOnly(2026, 4, 1), new DateOnly(2026, 4, 1), 46113L], dataset.Rows()[0].Values.Skip(1));
    }

    [Theory]
    [InlineData("35°18'20.5\"", "139°05'30.25\"")]
    [InlineData("35度18分20.5秒", "139度5分30.25秒")]
    [InlineData("北緯35度18分20.5秒", "東経139度5分30.25秒")]
    [InlineData("35 18 20.5", "139 05 30.25")]
    [InlineData("N35-18-20.5", "E139-05-30.25")]
    [InlineData("３５°１８′２０．５″", "１３９°０５′３０．２５″")]
    [InlineData("351820.5", "1390530.25")]
    [InlineData("35:18:20.5", "139:5:30.25")]
    [InlineData("35°18.341667'", "139°5.5041667'")]
    public void Degrees_minutes_seconds(string lat, string lon)
    {
        var point = Only("dms.csv", $"名称,緯度,経度\na,\"{lat.Replace("\"", "\"\"", StringComparison.Ordinal)}\",\"{lon.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n").Rows()[0].Geometry!.Coordinate;
        Assert.Equal(35 + 18 / 60.0 + 20.5 / 3600, point.Y, 7);
        Assert.Equal(139 + 5 / 60.0 + 30.25 / 3600, point.X, 7);
    }

    [Theory]
    [InlineData("緯度_度,緯度_分,緯度_秒,経度_度,経度_分,経度_秒", "35,18,20.5,139,5,30.25")]
    [InlineData("北緯（度）,北緯（分）,北緯（秒）,東経（度）,東経（分）,東経（秒）", "３５,１８,２０．５,１３９,５,３０．２５")]
    [InlineData("東経度,東経分,東経秒,北緯度,北緯分,北緯秒", "139度,5分,30.25秒,35度,18分,20.5秒")]
    [InlineData("lat_deg,lat_min,lat_sec,lon_deg,lon_min,lon_sec", "35.0,18.341666666667,,139.0,5.504166666667,")]
    [InlineData("施設緯度度,施設緯度分,施設緯度秒,施設経度度,施設経度分,施設経度秒", "35,18,20.5,139,5,30.25")]
    public void Degrees_minutes_and_seconds_have_a_column_each(string header, string values)
    {
        var rows = Only("split.csv", $"名称,{header}\na,{values}\nb,,,,,,\nc,35,75,0,139,5,0\n").Rows();
        Assert.Equal(35 + 18 / 60.0 + 20.5 / 3600, rows[0].Geometry!.Coordinate.Y, 7);
        Assert.Equal(139 + 5 / 60.0 + 30.25 / 3600, rows[0].Geometry!.Coordinate.X, 7);
        Assert.Equal(["no-coordinates", "unreadable-coordinates"], rows.Skip(1).Select(r => Assert.Single(r.Remarks).Code));
    }

    [Theory]
    [InlineData("緯度経度", "\"35.25,139.5\"")]
    [InlineData("位置情報", "\"139.5, 35.25\"")]
    [InlineData("座標", "(35.25、139.5)")]
    [InlineData("WKT", "POINT (139.5 35.25)")]
    [InlineData("the_geom", "0101000020E610000000000000007061400000000000A04140")]
    public void Both_coordinates_in_one_column(string header, string value)
    {
        var point = Only("both.csv", $"名称,{header}\na,{value}\n").Rows()[0].Geometry!.Coordinate;
        Assert.Equal(new Coordinate(139.5, 35.25), point);
    }

    [Fact]
    public void A_column_called_location_need_not_be_one()
    {
        var row = Only("rooms.csv", "name,location\na,1階ロビー\nb,玄関\n").Rows()[0];
        Assert.Equal(RemarkKind.Note, Assert.Single(row.Remarks).Kind);
        Assert.Equal("1階ロビー", row.Values[1]);
    }

    [Theory]
    [InlineData("X座標(9系),Y座標(9系)", null)]
    [InlineData("平面直角座標X,平面直角座標Y", "EPSG:6677")]
    [InlineData("X,Y", "EPSG:6677")]
    public void Plane_columns_of_surveyors_have_x_to_the_north(string header, string? crs)
    {
        var point = Only("plane.csv", $"名称,{header}\na,-77000.5,\"-57,000.25\"\n", crs).Rows()[0].Geometry!.Coordinate;
        Assert.InRange(new LonLat(point.X, point.Y).DistanceTo(Ogr.Transform(6677, -57_000.25, -77_000.5)), 0, 0.001);
    }

    [Fact]
    public void Plane_columns_of_computers_have_x_to_the_east()
    {
        var point = Only("plane.csv", "名称,x,y\na,-57000.25,-77000.5\n", "EPSG:6677").Rows()[0].Geometry!.Coordinate;
        Assert.InRange(new LonLat(point.X, point.Y).DistanceTo(Ogr.Transform(6677, -57_000.25, -77_000.5)), 0, 0.001);
    }

    [Fact]
    public void Where_the_town_lies_decides_between_readings()
    {
        var near = new PlaceHint(new PlaneZone(9), 139.1, 35.2, 139.3, 35.4);
        foreach (var (header, values) in new[] { ("X,Y", "-77000,-57000"), ("x,y", "-77000,-57000"), ("X座標,Y座標", "-77000,-57000") })
        {
            var set = SourceFormats.Opener().Open(folder.Write("near.csv", $"名称,{header}\na,{values}\n"), new ReadOptions(Near: new(near)));
            opened.Add(set);
            var dataset = Assert.Single(set.Datasets);
            Assert.Equal(6677, dataset.Crs!.Value.Epsg);
            Assert.Contains("町の9系", dataset.Crs.Evidence, StringComparison.Ordinal);
            Assert.Equal(35.304, dataset.Rows()[0].Geometry!.Coordinate.Y, 2);
        }
    }

    [Theory]
    [InlineData("x,y", "15529068.98,4198193.02")]
    [InlineData("Y座標,X座標", "4198193.02,15529068.98")]
    public void Web_mercator_metres_are_recognised(string header, string values)
    {
        var dataset = Only("mercator.csv", $"名称,{header}\na,{values}\n");
        Assert.Equal(3857, dataset.Crs!.Value.Epsg);
        Assert.Equal(139.5, dataset.Rows()[0].Geometry!.Coordinate.X, 2);
    }

    [Fact]
    public void The_old_datum_is_read_from_the_column_names()
    {
        var dataset = Only("old.csv", "名称,緯度(日本測地系),経度(日本測地系)\na,35.1,139.1\n");
        Assert.Equal(4301, dataset.Crs!.Value.Epsg);
        var both = Only("both.csv", "名称,緯度(日本測地系),経度(日本測地系),緯度(世界測地系),経度(世界測地系)\na,35.1,139.1,35.10324,139.09674\n");
        Assert.Equal(6668, both.Crs!.Value.Epsg);
        Assert.Equal(35.10324, both.Rows()[0].Geometry!.Coordinate.Y, 9);
    }

    [Fact]
    public void Sums_notes_and_repeated_headers_are_no_data()
    {
        var dataset = Only("sums.csv", "施設一覧,,,\n令和8年4月1日現在,,,\n名称,面積,緯度,経度\n役場,1200,35.1,139.1\n名称,面積,緯度,経度\n公民館,300,35.2,139.2\n小 計,1500,,\n合　計,1500,,\n※面積は延床,,,\n");
        Assert.Equal(FieldType.Integer, dataset.Fields[1].Type);
        Assert.Equal([null, "repeated-header", null, "total-row", "total-row", "note-row"], dataset.Rows().Select(r => r.Remarks.Count == 0 ? null : r.Remarks[0].Code));
        Assert.Equal(2, dataset.Rows().Count(r => !r.IsSetAside));
        Assert.Equal("施設一覧 令和8年4月1日現在", dataset.Facts["表題"]);
    }

    [Fact]
    public void A_header_of_two_rows_is_joined()
    {
        var dataset = Only("two.csv", "番号,名称,所在地,位置,\n,,,緯度,経度\n1,役場,本町1,35.1,139.1\n2,公民館,本町2,35.2,139.2\n");
        Assert.Equal(["番号", "名称", "所在地", "位置_緯度", "位置_経度"], dataset.Fields.Select(f => f.Name));
        Assert.Equal(2, dataset.Rows().Count);
        Assert.All(dataset.Rows(), r => Assert.NotNull(r.Geometry));
    }

    [Fact]
    public void Years_can_be_a_header()
    {
        var dataset = Only("years.csv", "地区,2020,2021\n本町,100,110\n新町,90,95\n");
        Assert.Equal(["地区", "2020", "2021"], dataset.Fields.Select(f => f.Name));
    }

    [Fact]
    public void A_broken_quote_spoils_its_own_row_only()
    {
        var rows = Only("quote.csv", "名称,住所,緯度,経度\na,本町1,35.1,139.1\n\"b,本町2,35.2,139.2\nc,本町3,35.3,139.3\nd,\"一行目\n二行目\",35.4,139.4\n\"e,本町5,35.5,139.5\n").Rows();
        Assert.Equal(["2行目", "3行目", "4行目", "5行目", "7行目"], rows.Select(r => r.Place));
        Assert.Equal([null, "broken-quotes", null, null, "broken-quotes"], rows.Select(r => r.Remarks.Count == 0 ? null : r.Remarks[0].Code));
        Assert.Equal(["b", "本町2", 35.2, 139.2], rows[1].Values);
        Assert.Equal(RemarkKind.Repaired, rows[1].Remarks[0].Kind);
        Assert.Equal("一行目\n二行目", rows[3].Values[1]);
    }

    [Fact]
    public void A_comma_without_quotes_shifts_its_own_row_only()
    {
        var dataset = Only("shift.csv", "名称,住所,緯度,経度,定員\na,本町1,35.1,139.1,10\nb,本町2,3階,35.2,139.2,20\nc,本町3,35.3,139.3,30\nd\n");
        Assert.Equal([FieldType.Text, FieldType.Text, FieldType.Number, FieldType.Number, FieldType.Integer], dataset.Fields.Select(f => f.Type));
        var rows = dataset.Rows();
        Assert.Equal([null, "extra-cells", null, "no-coordinates"], rows.Select(r => r.Remarks.Count == 0 ? null : r.Remarks[0].Code));
        Assert.Equal(RemarkKind.Suspect, rows[1].Remarks[0].Kind);
    }

    [Fact]
    public void Cells_beyond_the_last_column_are_said_and_do_not_spoil_the_row()
    {
        var row = Assert.Single(Only("extra.csv", "名称,緯度,経度\na,35.1,139.1,余り\n").Rows());
        Assert.Equal(RemarkKind.Note, Assert.Single(row.Remarks).Kind);
        Assert.Contains("余り", row.Remarks[0].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("全国地方公共団体コード,ID,地方公共団体名,名称,設置位置,緯度,経度,男性トイレ総数,女性トイレ総数", "toilet", "自治体標準オープンデータセット 公衆トイレ一覧")]
    [InlineData("都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,種別,住所,方書,緯度,経度,口径,備考", "hydrant", "推奨データセット 消防水利施設一覧")]
    [InlineData("全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,設置位置,小児対応設備の有無", "aed", "自治体標準オープンデータセット AED設置箇所一覧")]
    [InlineData("都道府県コード又は市区町村コード,NO,名称,住所,方書,緯度,経度,設置者,SSID", "wifi", "推奨データセット 公衆無線LANアクセスポイント一覧")]
    public void National_lists_are_known_by_their_columns(string header, string kind, string title)
    {
        var dataset = Only("list.csv", $"{header}\n{string.Join(',', header.Split(',').Select(h => h switch { "緯度" => "35.1", "経度" => "139.1", _ => "1" }))}\n");
        Assert.Equal(kind, dataset.KindHint);
        Assert.Equal(title, dataset.Facts["データの規格"]);
        Assert.Contains(title, dataset.Hint!.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_without_a_mark_with_tabs_and_full_width_digits()
    {
        var text = "名称\t緯度\t経度\t人口\n本町\t３５．２５\t１３９．５\t１，２３４人\n";
        var set = Reading.Open(folder.Write("wide.txt", JapaneseEncodings.ByName("UTF-16BE")!.GetBytes(text)));
        opened.Add(set);
        var row = Assert.Single(Assert.Single(set.Datasets).Rows());
        Assert.Equal(new Coordinate(139.5, 35.25), row.Geometry!.Coordinate);
        Assert.Equal(1234L, row.Values[3]);
    }

    private Dataset Only(string name, string text, string? crs = null)
    {
        var set = Reading.Open(folder.Write(name, text), crs: crs);
        opened.Add(set);
        return Assert.Single(set.Datasets);
    }
}
