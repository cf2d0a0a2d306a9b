namespace Gis.Importer.Tests.Fuzz;

/// <summary>The good files that are text.</summary>
internal static class MarkupSamples
{
    public const string GeoJson = """
        {"type":"FeatureCollection","name":"区域","features":[
        {"type":"Feature","id":1,"properties":{"番号":"a1","名称":"本町","人数":120,"割合":0.25,"日付":"2026-04-01","x":null},"geometry":{"type":"Polygon","coordinates":[[[139,35],[139.1,35],[139.1,35.1],[139,35.1],[139,35]],[[139.04,35.04],[139.06,35.04],[139.06,35.06],[139.04,35.04]]]}},
        {"type":"Feature","id":2,"properties":{"番号":"a2","名称":"海岸通","人数":80,"割合":1e-3,"日付":"2026-04-02","x":true},"geometry":{"type":"MultiPolygon","coordinates":[[[[139.2,35],[139.3,35],[139.3,35.1],[139.2,35]]],[[[139.4,35],[139.5,35],[139.5,35.1],[139.4,35]]]]}},
        {"type":"Feature","id":3,"properties":{"番号":"a3","名称":"\u4e0a\u5e73","人数":null,"割合":-0.5,"日付":null,"x":false},"geometry":{"type":"Polygon","coordinates":[[[139,35.2],[139.1,35.3],[139.1,35.2],[139,35.3],[139,35.2]]]}}
        ],"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::6668"}}}
        """;

    public const string Kml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>地図</name>
        <Style id="s"><IconStyle><Icon><href>files/icon.txt</href></Icon></IconStyle></Style>
        <Schema name="t" id="t"><SimpleField type="int" name="定員"/></Schema>
        <Folder><name>点</name>
        <Placemark id="p1"><name>役場</name><description><![CDATA[<b>本町</b>]]></description><styleUrl>#s</styleUrl><ExtendedData><SchemaData schemaUrl="#t"><SimpleData name="定員">120</SimpleData></SchemaData></ExtendedData><Point><coordinates>139.1,35.1,5</coordinates></Point></Placemark>
        <Placemark><name>公民館</name><TimeStamp><when>2026-04-01</when></TimeStamp><ExtendedData><Data name="電話"><value>0465-00-0000</value></Data></ExtendedData><Point><coordinates>139.2,35.2</coordinates></Point></Placemark>
        </Folder><Folder><name>線と面</name>
        <Placemark><name>道</name><LineString><coordinates>139.1,35.1 139.2,35.2 139.3,35.1</coordinates></LineString></Placemark>
        <Placemark><name>区域</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>139,35 139.1,35 139.1,35.1 139,35</coordinates></LinearRing></outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>139.06,35.02 139.08,35.02 139.08,35.04 139.06,35.02</coordinates></LinearRing></innerBoundaryIs></Polygon></MultiGeometry></Placemark>
        </Folder></Document></kml>
        """;

    public const string Gpx = """
        <?xml version="1.0" encoding="UTF-8"?>
        <gpx version="1.1" creator="t" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="35.1" lon="139.1"><ele>3.5</ele><time>2026-04-01T00:00:00Z</time><name>消火栓</name><sym>x</sym></wpt><wpt lat="35.15" lon="139.15"><name>標識</name></wpt>
        <rte><name>道</name><rtept lat="35.1" lon="139.1"/><rtept lat="35.3" lon="139.2"/></rte>
        <trk><name>見回り</name><trkseg><trkpt lat="35.1" lon="139.1"><time>2026-04-01T00:00:00Z</time></trkpt><trkpt lat="35.2" lon="139.2"/></trkseg><trkseg><trkpt lat="35.3" lon="139.3"/><trkpt lat="35.4" lon="139.4"/></trkseg></trk></gpx>
        """;

    public const string CityGml = """
        <?xml version="1.0" encoding="UTF-8"?>
        <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:uro="https://www.geospatial.jp/iur/uro/3.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:gml="http://www.opengis.net/gml">
        <gml:boundedBy><gml:Envelope srsName="http://www.opengis.net/def/crs/EPSG/0/6697" srsDimension="3"><gml:lowerCorner>35 139 0</gml:lowerCorner><gml:upperCorner>36 140 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
        <core:cityObjectMember><bldg:Building gml:id="bldg_1"><gen:stringAttribute name="大字"><gen:value>本町</gen:value></gen:stringAttribute><bldg:usage codeSpace="x/Building_usage.xml">411</bldg:usage><bldg:yearOfConstruction>1998</bldg:yearOfConstruction><bldg:measuredHeight uom="m">6.2</bldg:measuredHeight>
        <bldg:lod0RoofEdge><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>35.0 139.0 9 35.0 139.001 9 35.001 139.001 9 35.001 139.0 9 35.0 139.0 9</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod0RoofEdge></bldg:Building></core:cityObjectMember>
        <core:cityObjectMember><bldg:Building gml:id="bldg_2"><bldg:measuredHeight uom="m">-9999</bldg:measuredHeight><bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>35.1 139.0 3 35.1 139.001 3 35.101 139.001 3 35.1 139.0 3</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>35.1 139.0 3 35.1 139.001 3 35.1 139.001 9 35.1 139.0 3</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid></bldg:Building></core:cityObjectMember>
        </core:CityModel>
        """;

    public const string FgdGml = """
        <?xml version="1.0" encoding="utf-8"?>
        <Dataset xmlns:gml="http://www.opengis.net/gml/3.2" xmlns="http://fgd.gsi.go.jp/spec/2008/FGD_GMLSchema" gml:id="D"><gml:name>基盤地図情報ダウンロードデータ（GML版）</gml:name>
        <WA gml:id="K1"><fid>20260401-1-1</fid><lfSpanFr gml:id="K1-1"><gml:timePosition>2026-04-01</gml:timePosition></lfSpanFr><orgGILvl>2500</orgGILvl>
        <area><gml:Surface gml:id="K1-g" srsName="fguuid:jgd2024.bl"><gml:patches><gml:PolygonPatch><gml:exterior><gml:Ring><gml:curveMember><gml:Curve gml:id="c1"><gml:segments><gml:LineStringSegment><gml:posList>
        35.0 139.0
        35.0 139.1
        35.1 139.1
        </gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember><gml:curveMember><gml:Curve gml:id="c2"><gml:segments><gml:LineStringSegment><gml:posList>35.1 139.1 35.1 139.0 35.0 139.0</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:PolygonPatch></gml:patches></gml:Surface></area><type>水面</type><name>潮見湖</name></WA>
        <Cntr gml:id="K2"><fid>1</fid><loc><gml:Curve srsName="fguuid:jgd2024.bl"><gml:segments><gml:LineStringSegment><gml:posList>35.0 139.0 35.1 139.1</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve></loc><type>等高線</type><alti>120.5</alti></Cntr>
        <GCP gml:id="K3"><fid>2</fid><pos><gml:Point><gml:pos>35.2 139.2</gml:pos></gml:Point></pos><name>三角点</name></GCP></Dataset>
        """;

    public const string Schools = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"P29_001":"14342","P29_003":"16001","P29_004":"潮見小学校","P29_005":"本町1"},"geometry":{"type":"Point","coordinates":[139.1,35.1]}},
        {"type":"Feature","properties":{"P29_001":"14342","P29_003":"16002","P29_004":"潮見中学校","P29_005":"本町2"},"geometry":{"type":"Point","coordinates":[139.2,35.2]}}]}
        """;

    public const string Meta = """
        <?xml version="1.0" encoding="shift_jis"?><MD_Metadata xmlns="http://zgate.gsi.go.jp/ch/jmp/"><identificationInfo><citation><title>国土数値情報 学校 架空県</title><date><date>2022-01-31</date></date></citation><organisationName>国土交通省</organisationName><useLimitation>国土数値情報利用約款</useLimitation></identificationInfo></MD_Metadata>
        """;

    public const string Blocks = """
        "都道府県名","市区町村名","大字・丁目名","小字・通称名","街区符号・地番","座標系番号","Ｘ座標","Ｙ座標","緯度","経度","住居表示フラグ","代表フラグ","更新前履歴フラグ","更新後履歴フラグ"
        "神奈川県","二宮町","潮見一丁目","","5","9","-77000.0","-52000.0","35.305555","139.261111","1","1","0","0"
        "神奈川県","二宮町","山西","原","123","9","-77000.0","-52000.0","35.3","139.2","0","1","0","3"
        """;

    public const string RegistryNames = """
        lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2,efct_date,ablt_date
        143421,0001001,001,001,,二宮町,,潮見,１丁目,,1,2,,1947-04-17,
        143421,0001001,001,002,,二宮町,,潮見,１丁目,,1,3,101,1947-04-17,
        143421,0001001,001,003,,二宮町,,潮見,１丁目,,1,4,,1947-04-17,2020-01-01
        """;

    public const string RegistryPlaces = """
        lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid
        143421,0001001,001,001,,139.25,35.3,EPSG:6668
        143421,0001001,001,002,,139.26,35.31,EPSG:6668
        """;

    public const string Degrees = """
        GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]
        """;

    public const string PlaneZone9 = """
        PROJCS["JGD_2011_Japan_Zone_9",GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",139.8333333333333],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",36.0],UNIT["Meter",1.0]]
        """;
}
