using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Xunit;

namespace Gis.Importer.Tests.Formats;

public sealed class ShapefileTests : IDisposable
{
    private static readonly (double X, double Y)[] Two = [(139.1, 35.2), (139.2, 35.3)];
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(932, "CP932")]
    [InlineData(65001, "UTF-8")]
    [InlineData(51932, "EUC-JP")]
    public void The_encoding_is_found_from_the_bytes(int codePage, string expected)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.UTF8;
        var path = ShapefileFixture.Points(folder, "towns", Two, "名称", ["髙崎町の道路", "中央公民館と役場"], encoding);
        using var set = Reading.Open(path);
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal(expected, dataset.Encoding!.Value);
        Assert.Equal("名称", dataset.Fields[0].Name);
        Assert.Equal("中央公民館と役場", dataset.Rows()[1].Values[0]);
    }

    [Fact]
    public void A_cpg_that_lies_is_overruled_by_the_bytes_and_the_command_line_by_nothing()
    {
        var path = ShapefileFixture.Points(folder, "lie", Two, "NAME", ["浸水想定区域", "土砂災害警戒区域"], JapaneseEncodings.Cp932);
        folder.Write("lie.cpg", "UTF-8");
        using (var set = Reading.Open(path))
        {
            Assert.Equal("CP932", set.Datasets[0].Encoding!.Value);
            Assert.Equal("浸水想定区域", set.Datasets[0].Rows()[0].Values[0]);
        }

        using var ordered = Reading.Open(path, "UTF-8");
        Assert.True(ordered.Datasets[0].Encoding!.Overridden);
        Assert.NotEqual("浸水想定区域", ordered.Datasets[0].Rows()[0].Values[0]);
    }

    [Fact]
    public void Decimals_in_an_integer_column_survive_and_dates_are_dates()
    {
        var path = ShapefileFixture.Write(folder, "types", Two,
        [
            ("WIDTH"u8.ToArray(), 'N', 10, 0, ["4.500"u8.ToArray(), "     6"u8.ToArray()]),
            ("COUNT"u8.ToArray(), 'N', 10, 0, ["12"u8.ToArray(), "**********"u8.ToArray()]),
            ("MADE"u8.ToArray(), 'D', 8, 0, ["20250401"u8.ToArray(), "00000000"u8.ToArray()]),
            ("OPEN"u8.ToArray(), 'L', 1, 0, ["T"u8.ToArray(), "?"u8.ToArray()]),
            ("CODE"u8.ToArray(), 'C', 5, 0, ["01"u8.ToArray(), ""u8.ToArray()]),
        ]);
        using var set = Reading.Open(path);
        var rows = set.Datasets[0].Rows();
        Assert.Equal([4.5, 12L, new DateOnly(2025, 4, 1), true, "01"], rows[0].Values);
        Assert.Equal([6.0, null, null, null, null], rows[1].Values);
    }

    [Fact]
    public void A_value_cut_in_the_middle_of_a_character_loses_only_that_character()
    {
        var cut = JapaneseEncodings.Cp932.GetBytes("指定緊急避難場所")[..11];
        var path = ShapefileFixture.Write(folder, "cut", Two, [("N"u8.ToArray(), 'C', 11, 0, [cut, JapaneseEncodings.Cp932.GetBytes("避難所")])]);
        using var set = Reading.Open(path);
        var rows = set.Datasets[0].Rows();
        Assert.Equal("CP932", set.Datasets[0].Encoding!.Value);
        Assert.Equal("指定緊急避", rows[0].Values[0]);
        Assert.Contains(rows[0].Remarks, r => r.Code == "cut-text");
        Assert.Empty(rows[1].Remarks);
    }

    [Fact]
    public void A_missing_index_is_rebuilt_without_writing_beside_the_source()
    {
        var path = ShapefileFixture.Points(folder, "noindex", Two, "NAME", ["a", "b"], Encoding.ASCII);
        File.Delete(Path.ChangeExtension(path, ".shx"));
        using (var set = Reading.Open(path))
            Assert.Equal(["a", "b"], set.Datasets[0].Rows().Select(r => r.Values[0]));
        Assert.False(File.Exists(Path.ChangeExtension(path, ".shx")));
    }

    [Theory]
    [InlineData("PROJCS[\"JGD_2011_Japan_Zone_9\",GEOGCS[\"GCS_JGD_2011\",DATUM[\"D_JGD_2011\",SPHEROID[\"GRS_1980\",6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",139.8333333333333],PARAMETER[\"Scale_Factor\",0.9999],PARAMETER[\"Latitude_Of_Origin\",36.0],UNIT[\"Meter\",1.0]]", 6677)]
    [InlineData("PROJCS[\"Japan_Zone_9\",GEOGCS[\"GCS_Tokyo\",DATUM[\"D_Tokyo\",SPHEROID[\"Bessel_1841\",6377397.155,299.1528128]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]],PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",139.8333333333333],PARAMETER[\"Scale_Factor\",0.9999],PARAMETER[\"Latitude_Of_Origin\",36.0],UNIT[\"Meter\",1.0]]", 30169)]
    public void Plane_zones_in_Esri_words_are_recognised_and_placed(string prj, int epsg)
    {
        var path = ShapefileFixture.Points(folder, "plane", [(-12_345.6, -67_890.1)], "NAME", ["a"], Encoding.ASCII);
        folder.Write("plane.prj", prj);
        using var set = Reading.Open(path);
        Assert.Equal(epsg, set.Datasets[0].Crs!.Value.Epsg);
        var point = set.Datasets[0].Rows()[0].Geometry!.Coordinate;
        var judged = Ogr.Transform(epsg, -12_345.6, -67_890.1);
        Assert.InRange(new Gis.Core.Geodesy.LonLat(point.X, point.Y).DistanceTo(judged), 0, 0.01);
    }

    [Fact]
    public void Metres_without_a_prj_are_refused_and_an_order_places_them()
    {
        var path = ShapefileFixture.Points(folder, "bare", [(-12_345.6, -67_890.1)], "NAME", ["a"], Encoding.ASCII);
        Assert.Contains("--crs", Assert.Throws<SourceException>(() => Reading.Open(path)).Message, StringComparison.Ordinal);
        using var set = Reading.Open(path, crs: "EPSG:6677");
        Assert.True(set.Datasets[0].Crs!.Overridden);
        Assert.InRange(set.Datasets[0].Rows()[0].Geometry!.Coordinate.X, 139.6, 139.8);
    }
}
