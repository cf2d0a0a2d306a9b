using Gis.Importer.Formats;
using Gis.Testing;
using NetTopologySuite.Geometries;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>基盤地図情報 and CityGML: latitude first, streamed, nothing followed out of the file.</summary>
public sealed class GmlTests : IDisposable
{
    private const string FgdHead = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Dataset xmlns:gml=\"http://www.opengis.net/gml/3.2\" xmlns=\"http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema\" gml:id=\"D\">\n<gml:name>基盤地図情報ダウンロードデータ（GML版）</gml:name>\n";
    private const string CityHead = "<?xml version=\"1.0\"?>\n<core:CityModel xmlns:core=\"http://www.opengis.net/citygml/2.0\" xmlns:bldg=\"http://www.opengis.net/citygml/building/2.0\" xmlns:wtr=\"http://www.opengis.net/citygml/waterbody/2.0\" xmlns:uro=\"https://www.geospatial.jp/iur/uro/3.0\" xmlns:gen=\"http://www.opengis.net/citygml/generics/2.0\" xmlns:gml=\"http://www.opengis.net/gml\"><gml:boundedBy><gml:Envelope srsName=\"http://www.opengis.net/def/crs/EPSG/0/6697\" srsDimension=\"3\"><gml:lowerCorner>35 139 0</gml:lowerCorner><gml:upperCorner>36 140 9</gml:upperCorner></gml:Envelope></gml:boundedBy>";
    private readonly TemporaryFolder folder = new();
    private readonly List<SourceSet> opened = [];

    public void Dispose()
    {
        opened.ForEach(s => s.Dispose());
        folder.Dispose();
    }

    [Theory]
    [InlineData("fguuid:jgd2011.bl")]
    [InlineData("fguuid:jgd2024.bl")]
    public void A_ring_of_several_curves_with_a_hole(string system)
    {
        var text = FgdHead + $"""
            <WA gml:id="K1"><fid>20260401-1-1</fid><lfSpanFr gml:id="K1-1"><gml:timePosition>2026-04-01</gml:timePosition></lfSpanFr><orgGILvl>2500</orgGILvl>
            <area><gml:Surface gml:id="K1-g" srsName="{system}"><gml:patches><gml:PolygonPatch>
            <gml:exterior><gml:Ring><gml:curveMember><gml:Curve gml:id="c1"><gml:segments><gml:LineStringSegment><gml:posList>
            35.0 139.0
            35.0 139.1
            35.1 139.1
            </gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember>
            <gml:curveMember><gml:Curve gml:id="c2"><gml:segments><gml:LineStringSegment><gml:posList>35.1 139.1 35.1 139.0 35.0 139.0</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior>
            <gml:interior><gml:Ring><gml:curveMember><gml:Curve gml:id="c3"><gml:segments><gml:LineStringSegment><gml:posList>35.04 139.04 35.04 139.06 35.06 139.06 35.06 139.04 35.04 139.04</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:interior>
            </gml:PolygonPatch></gml:patches></gml:Surface></area><type>水面</type><name>潮見湖</name></WA>
            <WA gml:id="K2"><fid>20260401-1-2</fid><area><gml:Surface><gml:patches/></gml:Surface></area></WA></Dataset>
            """;
        var dataset = Only(folder.Write("FG-GML-533900-WA-20260401-0001.xml", text));
        Assert.Equal(("WA", "water", 6668), (dataset.Name, dataset.KindHint, dataset.Crs!.Value.Epsg));
        Assert.Contains(system, dataset.Crs.Evidence, StringComparison.Ordinal);
        Assert.Equal("国土地理院", dataset.Credit!.Publisher);
        var rows = dataset.Rows();
        var polygon = Assert.IsType<Polygon>(rows[0].Geometry);
        Assert.Equal((139.0, 35.0), (polygon.EnvelopeInternal.MinX, polygon.EnvelopeInternal.MinY));
        Assert.Equal(0.0096, polygon.Area, 9);
        Assert.True(polygon.IsValid);
        Assert.Equal("20260401-1-1", rows[0].SourceKey);
        Assert.Equal(new DateOnly(2026, 4, 1), dataset.Value(rows[0], "lfSpanFr"));
        Assert.Equal("潮見湖", dataset.Value(rows[0], "name"));
        Assert.Equal("no-coordinates", Assert.Single(rows[1].Remarks).Code);
    }

    [Fact]
    public void Points_lines_and_contours()
    {
        var text = FgdHead + """
            <Cntr gml:id="K1"><fid>1</fid><loc><gml:Curve srsName="fguuid:jgd2024.bl"><gml:segments><gml:LineStringSegment><gml:posList>35.0 139.0 35.1 139.1</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></loc><type>等高線</type><alti>120.5</alti></Cntr>
            <GCP gml:id="K2"><fid>2</fid><pos><gml:Point><gml:pos>35.2 139.2</gml:pos></gml:Point></pos><name>三角点</name></GCP></Dataset>
            """;
        using var set = Reading.Open(folder.Write("mixed.xml", text));
        Assert.Equal(["Cntr", "GCP"], set.Datasets.Select(d => d.Name));
        Assert.Equal(120.5, set.Datasets[0].Value(set.Datasets[0].Rows()[0], "alti"));
        Assert.Equal(new Coordinate(139.1, 35.1), Assert.IsType<LineString>(set.Datasets[0].Rows()[0].Geometry).GetCoordinateN(1));
        Assert.Equal(new Coordinate(139.2, 35.2), Assert.IsType<Point>(set.Datasets[1].Rows()[0].Geometry).Coordinate);
    }

    [Fact]
    public void An_elevation_grid_is_refused_with_the_reason() =>
        Assert.Contains("標高(DEM)", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("dem.xml", FgdHead + "<DEM gml:id=\"DEM001\"><fid>1</fid></DEM></Dataset>"))).Message, StringComparison.Ordinal);

    [Fact]
    public void Triangles_of_a_flood_become_one_area()
    {
        static string Triangle(params string[] p) => $"<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{string.Join(" ", p.Append(p[0]).Select(x => x + " 5.5"))}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>";
        var shape = Triangle("35.0 139.0", "35.0 139.001", "35.001 139.001") + Triangle("35.0 139.0", "35.00100000000001 139.00099999999999", "35.001 139.0");
        var text = CityHead + $"""
            <core:cityObjectMember><wtr:WaterBody gml:id="fld_1"><gml:name codeSpace="../../codelists/WaterBody_name.xml">5</gml:name><wtr:lod1MultiSurface><gml:MultiSurface>{shape}</gml:MultiSurface></wtr:lod1MultiSurface>
            <uro:floodingRiskAttribute><uro:RiverFloodingRiskAttribute><uro:rank codeSpace="../../codelists/RiverFloodingRiskAttribute_rank.xml">2</uro:rank><uro:depth uom="m">1.25</uro:depth></uro:RiverFloodingRiskAttribute></uro:floodingRiskAttribute></wtr:WaterBody></core:cityObjectMember></core:CityModel>
            """;
        var dataset = Only(folder.Write("udx/fld/53390000_fld_6697_l2_op.gml", text));
        Assert.Equal(("flood-depth", "plateau_fld_WaterBody_l2"), (dataset.KindHint, dataset.PartOf));
        var row = Assert.Single(dataset.Rows());
        var polygon = Assert.IsType<Polygon>(row.Geometry);
        Assert.Equal(5, polygon.NumPoints);
        Assert.Equal(1e-6, polygon.Area, 12);
        Assert.Equal("0.5m以上3m未満", dataset.Value(row, "浸水深区分"));
        Assert.Equal(1.25, dataset.Value(row, "depth"));
        Assert.Equal("m", dataset.Field("depth").Unit);
    }

    [Fact]
    public void Words_come_from_the_lists_beside_the_data()
    {
        folder.Write("udx/../codelists/WaterBodyTsunamiRiskAttribute_rankOrg.xml", "<?xml version=\"1.0\"?><gml:Dictionary xmlns:gml=\"http://www.opengis.net/gml\"><gml:name>x</gml:name><gml:dictionaryEntry><gml:Definition gml:id=\"i\"><gml:description>0.3-1</gml:description><gml:name>2</gml:name></gml:Definition></gml:dictionaryEntry></gml:Dictionary>");
        var text = CityHead + """
            <core:cityObjectMember><wtr:WaterBody gml:id="tnm_1"><wtr:lod1MultiSurface><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>35.0 139.0 1 35.0 139.1 1 35.1 139.1 1 35.0 139.0 1</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></wtr:lod1MultiSurface>
            <uro:rankOrg codeSpace="../../../../../../etc/WaterBodyTsunamiRiskAttribute_rankOrg.xml">2</uro:rankOrg></wtr:WaterBody></core:cityObjectMember></core:CityModel>
            """;
        var dataset = Only(folder.Write("udx/tnm/523855_tnm_6697_op.gml", text));
        Assert.Equal("0.3-1", dataset.Value(dataset.Rows()[0], "浸水深区分"));
        Assert.Equal("0.3-1", dataset.Field("rankOrg").Codes!["2"]);
    }

    [Fact]
    public void A_building_is_its_footprint_and_keeps_its_height()
    {
        static string Face(string p) => $"<gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>{p}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember>";
        const string Plan = "35.0 139.0 {0} 35.0 139.001 {0} 35.001 139.001 {0} 35.001 139.0 {0} 35.0 139.0 {0}";
        var floor = Face(Plan.Replace("{0}", "3", StringComparison.Ordinal));
        var roof = Face(Plan.Replace("{0}", "9", StringComparison.Ordinal));
        var wall = Face("35.0 139.0 3 35.0 139.001 3 35.0 139.001 9 35.0 139.0 9 35.0 139.0 3");
        var text = CityHead + $"""
            <core:cityObjectMember><bldg:Building gml:id="bldg_1"><gen:stringAttribute name="大字"><gen:value>本町</gen:value></gen:stringAttribute><bldg:usage codeSpace="x/Building_usage.xml">411</bldg:usage><bldg:measuredHeight uom="m">6.2</bldg:measuredHeight>
            <bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{floor}{roof}{wall}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid></bldg:Building></core:cityObjectMember>
            <core:cityObjectMember><bldg:Building gml:id="bldg_2"><bldg:measuredHeight uom="m">9</bldg:measuredHeight><bldg:lod0RoofEdge><gml:MultiSurface>{roof}</gml:MultiSurface></bldg:lod0RoofEdge><bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>{wall}</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid></bldg:Building></core:cityObjectMember></core:CityModel>
            """;
        var dataset = Only(folder.Write("53390000_bldg_6697_op.gml", text));
        Assert.Equal("building", dataset.KindHint);
        var rows = dataset.Rows();
        Assert.All(rows, r => Assert.Equal(1e-6, Assert.IsAssignableFrom<Geometry>(r.Geometry).Area, 12));
        Assert.Equal(6.2, dataset.Value(rows[0], "measuredHeight"));
        Assert.Equal("本町", dataset.Value(rows[0], "大字"));
        Assert.Equal("411", dataset.Value(rows[0], "usage"));
        Assert.Equal("bldg_2", rows[1].SourceKey);
    }

    [Fact]
    public void Entities_are_refused()
    {
        var bomb = "<?xml version=\"1.0\"?><!DOCTYPE Dataset [<!ENTITY a \"xxxxxxxxxx\"><!ENTITY b SYSTEM \"file:///etc/passwd\">]><Dataset xmlns=\"http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema\"><WA><fid>&b;</fid></WA></Dataset>";
        Assert.Contains("壊れています", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("bomb.xml", bomb))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_breaks_off_names_the_line()
    {
        var text = FgdHead + "<BldA gml:id=\"K1\"><fid>1</fid>\n<area><gml:Surface>";
        Assert.Matches("cut.xml\\(\\d+行目\\)", Assert.Throws<SourceException>(() => Reading.Open(folder.Write("cut.xml", text))).Message);
    }

    [SharedDataTheory]
    [InlineData("numazu/plateau/52385721_fld_6697_l1_op.gml", "WaterBody", 3, "flood-depth")]
    [InlineData("numazu/plateau/523855_tnm_6697_op.gml", "WaterBody", 3, "tsunami")]
    [InlineData("numazu/plateau/523857_lsld_6668_op.gml", "SedimentDisasterProneArea", 81, "landslide")]
    [InlineData("numazu/plateau/523836_luse_6668_op.gml", "LandUse", 225, "other")]
    public void Numazu_is_read_whole_and_valid(string file, string type, int count, string kind)
    {
        var dataset = Only(SharedData.File(file));
        Assert.Equal(kind, dataset.KindHint);
        Assert.Contains(type, dataset.PartOf, StringComparison.Ordinal);
        var rows = dataset.Rows();
        Assert.Equal(count, rows.Count);
        Assert.All(rows, r => Assert.InRange(r.Geometry!.Coordinate.Y, 34.9, 35.2));
        if (kind is "flood-depth" or "tsunami")
            Assert.All(rows, r => Assert.True(r.Geometry!.IsValid));
    }

    private Dataset Only(string path)
    {
        var set = Reading.Open(path);
        opened.Add(set);
        return Assert.Single(set.Datasets);
    }
}
