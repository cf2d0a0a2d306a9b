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

    // JPGIS 2.1 as 国土数値情報 delivers it: shapes beside the features, surfaces of curves shared by neighbours, everything by reference.
    private const string Jpgis = """
        <?xml version="1.0" encoding="UTF-8"?>
        <ksj:Dataset gml:id="P29Dataset" xmlns:ksj="http://nlftp.mlit.go.jp/ksj/schemas/ksj-app" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink">
          <gml:description>国土数値情報 学校 インスタンス文書</gml:description>
          <gml:boundedBy><gml:EnvelopeWithTimePeriod srsName="JGD2011 / (B, L)" frame="GC / JST"><gml:lowerCorner>20.0 122.0</gml:lowerCorner><gml:upperCorner>46.0 154.0</gml:upperCorner></gml:EnvelopeWithTimePeriod></gml:boundedBy>
          <gml:Point gml:id="pt1"><gml:pos>35.25 139.25</gml:pos></gml:Point>
          <gml:Curve gml:id="cv1"><gml:segments><gml:LineStringSegment><gml:posList>35.0 139.0  35.0 139.2  35.2 139.2</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
          <gml:Curve gml:id="cv2"><gml:segments><gml:LineStringSegment><gml:posList>35.0 139.0 35.2 139.0 35.2 139.2</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
          <gml:Curve gml:id="cv3"><gml:segments><gml:LineStringSegment><gml:posList>35.05 139.05 35.05 139.1 35.1 139.1 35.05 139.05</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>
          <gml:Surface gml:id="sf1"><gml:patches><gml:PolygonPatch>
            <gml:exterior><gml:Ring><gml:curveMember xlink:href="#cv1"/><gml:curveMember xlink:href="#cv2"/></gml:Ring></gml:exterior>
            <gml:interior><gml:Ring><gml:curveMember><gml:OrientableCurve orientation="-"><gml:baseCurve xlink:href="#cv3"/></gml:OrientableCurve></gml:curveMember></gml:Ring></gml:interior>
          </gml:PolygonPatch></gml:patches></gml:Surface>
          <ksj:School gml:id="sc1">
            <ksj:position xlink:href="#pt1"/>
            <ksj:administrativeAreaCode codeSpace="AdministrativeAreaCode.xml">14342</ksj:administrativeAreaCode>
            <ksj:schoolClassificationCode codeSpace="SchoolClassCd.xml">16001</ksj:schoolClassificationCode>
            <ksj:schoolName>潮見小学校</ksj:schoolName>
            <ksj:detail><ksj:DetailsType><ksj:established>1952-04-01</ksj:established></ksj:DetailsType></ksj:detail>
          </ksj:School>
          <ksj:School gml:id="sc2">
            <ksj:position xlink:href="#gone"/>
            <ksj:schoolClassificationCode codeSpace="SchoolClassCd.xml">16002</ksj:schoolClassificationCode>
            <ksj:schoolName>位置のない中学校</ksj:schoolName>
          </ksj:School>
          <ksj:SchoolDistrict gml:id="sd1"><ksj:bounds xlink:href="#sf1"/><ksj:schoolName>潮見小学校</ksj:schoolName></ksj:SchoolDistrict>
        </ksj:Dataset>
        """;

    [Fact]
    public void The_gml_alone_is_read_with_its_shapes_by_reference_and_its_codes_in_words()
    {
        using var set = Reading.Open(folder.Write("P29-21_14.xml", Jpgis));
        var schools = set.Datasets.Single(d => d.Name.EndsWith("_School", StringComparison.Ordinal));
        Assert.Equal(("facility", 6668), (schools.KindHint, schools.Crs!.Value.Epsg));
        var rows = schools.Rows();
        Assert.Equal(2, rows.Count);
        Assert.Equal((139.25, 35.25), (rows[0].Geometry!.Coordinate.X, rows[0].Geometry!.Coordinate.Y));
        Assert.Null(rows[1].Geometry);
        Assert.Equal(["14342", null], rows.Select(r => schools.Value(r, "administrativeAreaCode")));
        Assert.Equal("潮見小学校", schools.Value(rows[0], "schoolName"));
        Assert.Equal(new DateOnly(1952, 4, 1), schools.Value(rows[0], "established"));
        var code = schools.Field("schoolClassificationCode");
        Assert.Equal(("学校分類コード", "小学校"), (code.Title, code.Codes!["16001"]));
        Assert.Null(schools.Field("administrativeAreaCode").Codes);
        Assert.DoesNotContain(schools.Fields, f => f.Name == "gml_id");

        var district = set.Datasets.Single(d => d.Name.EndsWith("_SchoolDistrict", StringComparison.Ordinal));
        var area = Assert.Single(district.Rows()).Geometry!;
        Assert.True(area.IsValid);
        Assert.Equal(0.04 - 0.00125, area.Area, 9);
    }

    [Theory]
    [InlineData("<gml:posList>35.0 139.0  35.0 139.2  35.2 139.2</gml:posList>", "<gml:posList>35.0 139.0 35.0 139.2 35.3 139.2</gml:posList>", "_SchoolDistrict")]
    [InlineData("<gml:pos>35.25 139.25</gml:pos>", "<gml:pos>35.25</gml:pos>", "")]
    public void A_broken_shape_costs_its_row_its_place_or_is_refused_with_the_reason(string whole, string broken, string type)
    {
        var file = folder.Write("P29-21_14.xml", Jpgis.Replace(whole, broken, StringComparison.Ordinal));
        if (type.Length == 0)
        {
            Assert.Contains("P29-21_14.xml", Assert.Throws<SourceException>(() => Reading.Open(file)).Message, StringComparison.Ordinal);
            return;
        }

        using var set = Reading.Open(file);
        var row = Assert.Single(set.Datasets.Single(d => d.Name.EndsWith(type, StringComparison.Ordinal)).Rows());
        Assert.Null(row.Geometry);
        Assert.Contains(row.Remarks, r => r.Text.Contains("閉じていません", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void The_gml_of_the_nation_holds_what_its_shapefile_holds()
    {
        foreach (var (zip, member, points, lines) in ((string, string, int, int)[])[("ksj/P23-12_38_GML.zip", "P23-12_38.xml", 805, 1018), ("ksj/A30a5-11_4939-jgd_GML.zip", "A30a5-11_4939.xml", 0, 0)])
        {
            using var archive = System.IO.Compression.ZipFile.OpenRead(SharedData.File(zip));
            var alone = Path.Combine(folder.Root, member);
            using (var stream = archive.Entries.Single(e => e.Name == member).Open())
            using (var copy = File.Create(alone))
                stream.CopyTo(copy);
            using var gml = Reading.Open(alone);
            using var twin = Reading.Open(SharedData.File(zip));
            Assert.All(gml.Datasets, d => Assert.Equal(4612, d.Crs!.Value.Epsg));
            Assert.Equal(twin.Datasets.Select(d => d.Rows().Count).Order(), gml.Datasets.Select(d => d.Rows().Count).Order());
            if (points > 0)
                Assert.Equal([points, lines], gml.Datasets.Select(d => d.Rows().Count).Order());

            // The same places: every vertex of the one within a millimetre of the other's box, counted by rows.
            var boxes = (SourceSet set) => set.Datasets.SelectMany(d => d.Rows()).Where(r => r.Geometry is not null)
                .Select(r => $"{r.Geometry!.EnvelopeInternal.MinX:F6} {r.Geometry.EnvelopeInternal.MaxY:F6} {r.Geometry.NumPoints}").Order(StringComparer.Ordinal).ToList();
            Assert.Equal(boxes(twin).Count, boxes(gml).Count);
            Assert.True(boxes(twin).Intersect(boxes(gml), StringComparer.Ordinal).Count() >= boxes(gml).Distinct(StringComparer.Ordinal).Count() * 9 / 10);
        }
    }

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
