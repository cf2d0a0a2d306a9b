using Gis.Importer.Formats;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>KML as town halls get it: drawn in Google Earth or My Maps, exported by other systems, edited by hand.</summary>
public sealed class KmlTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SourceSet> opened = [];

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        folder.Dispose();
    }

    [Fact]
    public void Columns_keep_their_japanese_names_and_none_is_written_over_by_another()
    {
        var dataset = Assert.Single(Open("""
            <Schema name="s" id="s1"><SimpleField name="収容人数" type="int"/></Schema><Folder><name>避難所</name>
            <Placemark><name>役場</name><ExtendedData><SchemaData schemaUrl="#s1"><SimpleData name="収容人数">200</SimpleData></SchemaData></ExtendedData><Point><coordinates>139.1,35.1,0</coordinates></Point></Placemark>
            <Placemark><name>館</name><address>本町1</address><phoneNumber>0465-1</phoneNumber><ExtendedData><Data name="収容人数"><displayName>定員</displayName><value>5</value></Data><Data name="電話番号"><value>03</value></Data><Data name="空"><value/></Data>
              <Data name="name"><value>館</value></Data></ExtendedData><Point><coordinates>139.2,35.1</coordinates></Point></Placemark></Folder>
            """));

        Assert.Equal(["name", "収容人数", "address", "phoneNumber", "電話番号"], dataset.Fields.Select(f => f.Name));
        Assert.Equal(["名称", null, "住所", "電話番号", null], dataset.Fields.Select(f => f.Title));
        Assert.Equal([["役場", 200L, null, null, null], ["館", 5L, "本町1", "0465-1", "03"]], dataset.Rows().Select(r => r.Values));
        Assert.Equal("KML", dataset.Format);
        Assert.Equal(4326, dataset.Crs!.Value.Epsg);
        Assert.Equal("places", dataset.Name);
        Assert.Empty(dataset.Remarks);
    }

    [Fact]
    public void Every_folder_is_a_layer_also_when_two_have_the_same_name_or_none()
    {
        var sets = Open($"""
            <name>防災マップ</name>
            <Folder><name>2025年</name><Folder><name>避難所</name>{Placemark("a")}{Placemark("b")}</Folder></Folder>
            <Folder><Folder><name>避難所</name>{Placemark("c")}</Folder>{Placemark("d")}</Folder>
            <Folder><name>空</name></Folder>{Placemark("e")}
            """);

        Assert.Equal(["避難所 2", "避難所_2 1", "places 1", "防災マップ 1"], sets.Select(d => $"{d.Name} {d.Rows().Count}"));
        Assert.Equal("shelter", sets[0].Hint!.Kind);
        Assert.Equal(["a", "b"], sets[0].Rows().Select(r => r.Values[0]));
    }

    [Theory]
    [InlineData("<Point><coordinates>139.1, 35.1, 12.5</coordinates></Point>", "POINT (139.1 35.1)")]
    [InlineData("<LineString><coordinates>139.1,35.1\n 139.2,35.2,0 </coordinates></LineString>", "LINESTRING (139.1 35.1, 139.2 35.2)")]
    [InlineData("<LinearRing><coordinates>139,35 139.1,35 139.1,35.1 139,35</coordinates></LinearRing>", "LINESTRING (139 35, 139.1 35, 139.1 35.1, 139 35)")]
    [InlineData("<Polygon><outerBoundaryIs><LinearRing><coordinates>139,35 139.3,35 139.3,35.3</coordinates></LinearRing></outerBoundaryIs></Polygon>", "POLYGON ((139 35, 139.3 35, 139.3 35.3, 139 35))")]
    [InlineData(
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>139,35 140,35 140,36 139,35</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>139.5,35.1 139.6,35.1 139.6,35.2 139.5,35.1</coordinates></LinearRing></innerBoundaryIs></Polygon>",
        "POLYGON ((139 35, 140 35, 140 36, 139 35), (139.5 35.1, 139.6 35.1, 139.6 35.2, 139.5 35.1))")]
    [InlineData("<MultiGeometry><Point><coordinates>139,35</coordinates></Point><MultiGeometry><Point><coordinates>139,36</coordinates></Point></MultiGeometry></MultiGeometry>", "MULTIPOINT ((139 35), (139 36))")]
    [InlineData("<MultiGeometry><Point><coordinates>139,35</coordinates></Point><LineString><coordinates>139,36 139,37</coordinates></LineString></MultiGeometry>", "GEOMETRYCOLLECTION (POINT (139 35), LINESTRING (139 36, 139 37))")]
    [InlineData("<gx:Track xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><when>2026-01-01</when><gx:coord>139.1 35.1 5</gx:coord><gx:coord>139.2 35.2 5</gx:coord></gx:Track>", "LINESTRING (139.1 35.1, 139.2 35.2)")]
    public void Shapes_of_every_sort_are_read(string shape, string expected)
    {
        var row = Assert.Single(Assert.Single(Open($"<Placemark><name>x</name>{shape}</Placemark>")).Rows());

        Assert.Equal(expected, row.Geometry!.AsText());
    }

    [Theory]
    [InlineData("<Point><coordinates>東経139度</coordinates></Point>", "「東経139度」を数値として読めません")]
    [InlineData("<Point><coordinates></coordinates></Point>", "座標がありません")]
    [InlineData("<LineString><coordinates>139,35</coordinates></LineString>", "線の点の数が足りず")]
    [InlineData("<Polygon><outerBoundaryIs><LinearRing><coordinates>139,35 139.1,35</coordinates></LinearRing></outerBoundaryIs></Polygon>", "面の点の数が足りず")]
    public void A_placemark_with_a_broken_shape_keeps_its_row_and_says_why(string shape, string reason)
    {
        var rows = Assert.Single(Open($"<Placemark><name>x</name>{shape}</Placemark>{Placemark("y")}")).Rows();

        Assert.Equal(["x", "y"], rows.Select(r => r.Values[0]));
        Assert.Null(rows[0].Geometry);
        Assert.Contains(reason, Assert.Single(rows[0].Remarks).Text, StringComparison.Ordinal);
        Assert.NotNull(rows[1].Geometry);
    }

    [Fact]
    public void Of_two_names_of_a_folder_the_first_counts()
    {
        var sets = Open($"""
            <name>防災</name><name>二つめ</name><Folder><name>避難所</name><open>1</open><name>ひなんじょ</name>{Placemark("a")}</Folder>{Placemark("b")}
            """);

        Assert.Equal(["避難所 1", "防災 1"], sets.Select(d => $"{d.Name} {d.Rows().Count}"));
    }

    [Fact]
    public void What_is_not_read_is_named()
    {
        var dataset = Assert.Single(Open($"""
            <NetworkLink><name>x</name><Link><href>http://example.invalid/more.kml</href></Link></NetworkLink><GroundOverlay><name>y</name></GroundOverlay>
            <Placemark><name>高い所</name><Point><coordinates>139,35,12</coordinates></Point></Placemark>
            """));

        Assert.Equal(3, dataset.Remarks.Count);
        Assert.Contains(dataset.Remarks, r => r.Contains("リンク先は読みません", StringComparison.Ordinal));
        Assert.Contains(dataset.Remarks, r => r.Contains("画像の重ね合わせ", StringComparison.Ordinal));
        Assert.Contains(dataset.Remarks, r => r.Contains("高さ(Z)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("電話 029 &lt; 030", "電話 029 < 030")]
    [InlineData("<![CDATA[<b>電話</b> 029-888-1111<br>収容&nbsp;200人]]>", "電話 029-888-1111\n収容 200人")]
    [InlineData("<![CDATA[<table><tr><td>区分</td><td>警戒\n区域</td></tr><tr><td>番号</td><td>12</td></tr></table><script>alert(1)</script>]]>", "区分 警戒 区域\n番号 12")]
    [InlineData("<![CDATA[<a href=\"https://example.invalid/a\">くわしく</a><img src='https://example.invalid/p.jpg'/>]]>", "くわしく https://example.invalid/a https://example.invalid/p.jpg")]
    public void Descriptions_in_html_become_text(string description, string expected)
    {
        var dataset = Assert.Single(Open($"<Placemark><description>{description}</description><Point><coordinates>139,35</coordinates></Point></Placemark>"));

        Assert.Equal(expected, dataset.Value(Assert.Single(dataset.Rows()), "description"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" xmlns=\"http://earth.google.com/kml/2.1\"")]
    public void Old_and_missing_namespaces_do_not_matter(string space)
    {
        var path = folder.Write("old.kml", $"<?xml version=\"1.0\"?><kml{space}>{Placemark("a")}</kml>");

        Assert.Single(Assert.Single(Keep(path).Datasets).Rows());
    }

    [Fact]
    public void A_file_without_placemarks_is_refused()
    {
        var path = folder.Write("none.kml", "<kml><Document><name>x</name></Document></kml>");

        Assert.Contains("1つも入っていません", Assert.Throws<SourceException>(() => Keep(path)).Message, StringComparison.Ordinal);
    }

    private static string Placemark(string name) => $"<Placemark><name>{name}</name><Point><coordinates>139.1,35.1</coordinates></Point></Placemark>";

    private IReadOnlyList<Dataset> Open(string content) => Keep(folder.Write(
        "places.kml", $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document><Style id=\"s\"><IconStyle/></Style>{content}</Document></kml>")).Datasets;

    private SourceSet Keep(string path)
    {
        var set = Reading.Open(path);
        opened.Add(set);
        return set;
    }
}
