using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>国土数値情報: sets known by their codes, codes in words, twins and metadata of one archive.</summary>
public sealed class KsjTests : IDisposable
{
    private const string Meta = "<?xml version=\"1.0\" encoding=\"shift_jis\"?><MD_Metadata xmlns=\"http://zgate.gsi.go.jp/ch/jmp/\"><identificationInfo><citation><title>国土数値情報 学校 架空県</title><date><date>2022-01-31</date></date></citation><organisationName>国土交通省</organisationName><useLimitation>国土数値情報利用約款</useLimitation></identificationInfo></MD_Metadata>";
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("P29-21_14", "P29_001,P29_003,P29_004,P29_005", "14342,16001,潮見小学校,本町1", "facility", "学校分類コード", "小学校", "名称")]
    [InlineData("P29-13_14", "P29_001,P29_004,P29_005,P29_006", "14342,16001,潮見小学校,本町1", "facility", "学校分類コード", "小学校", "名称")]
    [InlineData("P04-20_14", "P04_000,P04_001,P04_002,P04_003", "1,1,潮見病院,本町2", "facility", "医療機関分類", "病院", "名称")]
    [InlineData("A33-22_14Polygon", "A33_000,A33_001,A33_005,A33_006", "1,2,本沢,本町3", "landslide", "現象の種類", "土石流", "区域名")]
    public void Codes_become_words(string name, string columns, string values, string kind, string title, string words, string nameTitle)
    {
        using var set = Reading.Open(GeoJson($"{name}.geojson", columns.Split(','), values.Split(',')));
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal(kind, dataset.KindHint);
        var coded = dataset.Fields.Single(f => f.Title == title);
        Assert.Equal(words, coded.Codes![(string)dataset.Value(dataset.Rows()[0], coded.Name)!]);
        Assert.Contains(dataset.Fields, f => f.Title == nameTitle);
    }

    [Fact]
    public void One_thing_in_several_folders_is_read_once_with_its_metadata()
    {
        var json = Encoding.UTF8.GetBytes(File.ReadAllText(GeoJson("a.geojson", ["P29_001"], ["14342"])));
        var gml = Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><ksj:Dataset xmlns:ksj=\"http://nlftp.mlit.go.jp/ksj/schemas/ksj-app\"/>");
        var path = folder.Zip(
            "P29-21_14_GML.zip", Encoding.UTF8, ("UTF-8/P29-21_14.geojson", json), ("Shift-JIS/P29-21_14.geojson", json), ("P29-21_14.xml", gml), ("KS-META-P29-21_14.xml", JapaneseEncodings.Cp932.GetBytes(Meta)));
        using var set = Reading.Open(path);
        var (chosen, twins) = set.WithoutTwins();
        var only = Assert.Single(chosen);
        Assert.Contains("/UTF-8/", only.SourcePath, StringComparison.Ordinal);
        Assert.Single(twins);
        Assert.Equal(("国土交通省", new DateOnly(2022, 1, 31), "国土数値情報利用約款"), (only.Credit!.Publisher, only.Credit.Date!.Value, only.Credit.Licence));
        Assert.All(set.Skipped, s => Assert.False(s.IsError));
        Assert.Equal(2, set.Skipped.Count);
    }

    [Fact]
    public void The_gml_alone_says_what_to_get_instead() => Assert.Contains(
        "Shapefile", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("P29-21_14.xml", "<?xml version=\"1.0\"?><ksj:Dataset xmlns:ksj=\"http://nlftp.mlit.go.jp/ksj/schemas/ksj-app\"/>"))).Message, StringComparison.Ordinal);

    [SharedDataFact]
    public void A_shapefile_without_prj_takes_the_system_of_the_gml_beside_it()
    {
        using var set = Reading.Open(SharedData.File("ksj/A30a5-11_4939-jgd_GML.zip"));
        var dataset = Assert.Single(set.Datasets);
        Assert.Equal(4612, dataset.Crs!.Value.Epsg);
        Assert.Equal(new DateOnly(2012, 3, 16), dataset.Credit!.Date);
        Assert.StartsWith("国土交通省", dataset.Credit.Publisher, StringComparison.Ordinal);
    }

    private string GeoJson(string name, string[] columns, string[] values)
    {
        var properties = string.Join(',', columns.Zip(values, (c, v) => $"\"{c}\":\"{v}\""));
        return folder.Write(name, $$$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{{{{properties}}}},"geometry":{"type":"Polygon","coordinates":[[[139,35],[139.1,35],[139.1,35.1],[139,35]]]}}]}""");
    }
}
