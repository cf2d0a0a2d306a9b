using System.IO.Compression;
using System.Text;
using Gis.Importer.Formats;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Files that cannot be read end in one Japanese sentence that names the file and says what to do.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_web_page_named_xml()
    {
        var error = Refused(folder.Write("map.xml", "<!DOCTYPE html>\n<html><head><title>404 Not Found</title></head><body>x</body></html>"));
        Assert.Contains("map.xml", error, StringComparison.Ordinal);
        Assert.Contains("Webページ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_web_page_named_csv() => Assert.Contains("Webページ", Refused(folder.Write("list.csv", "<html><body>a,b,c</body></html>")), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file() => Assert.Contains("空(0バイト)", Refused(folder.Write("empty.geojson", "")), StringComparison.Ordinal);

    [Fact]
    public void A_missing_file() => Assert.Contains("見つかりません", Refused(Path.Combine(folder.Root, "nowhere.shp")), StringComparison.Ordinal);

    [Fact]
    public void A_truncated_zip()
    {
        var whole = File.ReadAllBytes(folder.Zip("whole.zip", Encoding.UTF8, ("a.csv", Encoding.UTF8.GetBytes("緯度,経度\n35,139\n" + new string('x', 5000)))));
        Assert.Contains("ZIPが途中で切れている", Refused(folder.Write("cut.zip", whole[..(whole.Length / 2)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shapefile_without_its_shapes()
    {
        var zip = folder.Zip("roads.zip", Encoding.UTF8, ("road.dbf", new byte[100]), ("road.shx", new byte[100]), ("road.prj", "GEOGCS"u8.ToArray()));
        Assert.Contains("(.shp)がありません", Refused(zip), StringComparison.Ordinal);
    }

    [Fact]
    public void A_shapefile_cut_in_the_middle()
    {
        var road = ShapefileFixture.Points(folder, "road", [(139.1, 35.2), (139.2, 35.3), (139.3, 35.4)], "NAME", ["a", "b", "c"], Encoding.ASCII);
        File.WriteAllBytes(road, File.ReadAllBytes(road)[..150]);
        Assert.Contains("途中で切れています", Refused(road), StringComparison.Ordinal);
    }

    [Fact]
    public void A_geojson_in_metres_without_a_system()
    {
        var error = Refused(folder.Write("metres.geojson", Feature("[-12345.6,-67890.1]")));
        Assert.Contains("metres.geojson", error, StringComparison.Ordinal);
        Assert.Contains("--crs EPSG:6677", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_geojson_that_breaks_off()
    {
        var text = Feature("[139.1,35.1]");
        Assert.Contains("途中で切れている", Refused(folder.Write("cut.geojson", text[..^20])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cadastral_map_that_breaks_off_names_the_line()
    {
        var map = MojMapFixture.Map("公共座標9系", MojMapFixture.Square(0, 0, 10));
        var path = folder.Write("cut.xml", map[..(map.Length * 2 / 3)]);
        using var set = Reading.Open(path);
        var error = Assert.Throws<SourceException>(() => set.Datasets[0].Rows()).Message;
        Assert.Matches("cut.xml\\(\\d+行目\\)", error);
    }

    [Fact]
    public void A_csv_without_coordinates_is_kept_without_place()
    {
        using var set = Reading.Open(folder.Write("list.csv", "名称,住所\n役場,本町1\n公民館,本町2\n"));
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal(GeometryFamily.None, dataset.Geometry);
        Assert.Contains(dataset.Remarks, r => r.Contains("緯度・経度の列が見つからない", StringComparison.Ordinal));
        Assert.All(dataset.Rows(), r => Assert.Equal(new Placement.Unplaced(null), r.Placement));
    }

    [Fact]
    public void An_unknown_encoding_name() =>
        Assert.Contains("文字コード「KLINGON」", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("a.csv", "a,b\n1,2\n"), "KLINGON")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_zip_that_reaches_out_of_its_folder()
    {
        var path = folder.Zip("evil.zip", Encoding.UTF8, ("../../evil.csv", "緯度,経度\n35,139\n"u8.ToArray()));
        Assert.Contains("展開先の外", Refused(path), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Root, "evil.csv")));
    }

    [Fact]
    public void A_zip_bomb()
    {
        var path = Path.Combine(folder.Root, "bomb.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        using (var stream = zip.CreateEntry("zeros.csv", CompressionLevel.SmallestSize).Open())
        {
            for (var i = 0; i < 40; i++)
                stream.Write(new byte[1 << 20]);
        }

        Assert.Contains("異常に大きく", Refused(path), StringComparison.Ordinal);
    }

    [Fact]
    public void One_broken_file_in_a_folder_does_not_hide_the_others()
    {
        folder.Write("mixed/good.csv", "名称,緯度,経度\na,35,139\n");
        folder.Write("mixed/bad.geojson", "{\"type\":\"FeatureCollection\",\"features\":[");
        using var set = Reading.Open(Path.Combine(folder.Root, "mixed"));
        Assert.Equal("good", Assert.Single(set.Datasets).Name);
        Assert.Contains("bad.geojson", Assert.Single(set.Skipped, s => s.IsError).Reason, StringComparison.Ordinal);
    }

    private static string Feature(string position) =>
        $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":{{{position}}}}}]}""";

    private static string Refused(string path)
    {
        var message = Assert.Throws<SourceException>(() => Reading.Open(path).Dispose()).Message;
        Assert.DoesNotContain('\n', message);
        Assert.EndsWith("。", message, StringComparison.Ordinal);
        return message;
    }
}
