using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Tests.Formats;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>One small good file of every kind that the importer reads.</summary>
internal static class FuzzSamples
{
    private const string Table = """
        施設一覧（令和8年4月1日現在）,,,,,,
        番号,名称,所在地,緯度,経度,定員,開設日,備考
        1,役場,潮見町本町1-1,35.1001,139.1001,120人,昭和45年4月1日,"二行
        の備考"
        2,公民館,潮見町本町２丁目３番,35.1102,139.1102,８０,S55.10.1,
        3,小学校,潮見町海岸通5,35.1203,139.1203,"1,200",2001/4/1,
        4,体育館,潮見町海岸通6,"35度7分30秒",139.1304,300,平成元年4月8日,あいう
        5,集会所,潮見町大字上平123番地4,35.1405,139.1405,45.5,H20.4.1,"引用""符"
        ,合計,,,,1745.5,,
        """;

    /// <summary>The files that GDAL's programs write; they carry fixed dates, so that a case is the same in every run.</summary>
    public static IReadOnlyList<string> OfGdal { get; } = ["areas.gpkg", "areas.fgb"];

    /// <summary>One target by name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="folder">For what fixtures write.</param>
    public static FuzzTarget Find(string name, TemporaryFolder folder) => OfGdal.Contains(name) ? FromGdal(folder, name) : Own(folder).Single(t => t.Name == name);

    /// <summary>All targets.</summary>
    /// <param name="folder">For what fixtures write.</param>
    public static IReadOnlyList<FuzzTarget> All(TemporaryFolder folder) => [.. Own(folder), .. OfGdal.Select(n => FromGdal(folder, n))];

    private static List<FuzzTarget> Own(TemporaryFolder folder)
    {
        var map = Utf8(MojMapFixture.Map("公共座標9系", MojMapFixture.SquareWithHole(bridge: true)));
        var list = new List<FuzzTarget>
        {
            One("utf8.csv", Utf8(Table)),
            One("cp932.csv", JapaneseEncodings.Cp932.GetBytes(Table)),
            One("utf16.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Table)]),
            One("list.tsv", JapaneseEncodings.Cp932.GetBytes(Table.Replace(',', '\t'))),
            One("book.xlsx", Book(folder)),
            One("map.xml", map),
            One("map.zip", ZipParts.Pack([("a/map.xml", map), ("list.csv", JapaneseEncodings.Cp932.GetBytes(Table))])),
            One("areas.geojson", Utf8(MarkupSamples.GeoJson)),
            One("places.kml", Utf8(MarkupSamples.Kml)),
            One("places.kmz", ZipParts.Pack([("doc.kml", Utf8(MarkupSamples.Kml)), ("files/icon.txt", Utf8("x"))])),
            One("walk.gpx", Utf8(MarkupSamples.Gpx)),
            One("53390000_bldg_6697_op.gml", Utf8(MarkupSamples.CityGml)),
            One("FG-GML-533900-WA-20260401-0001.xml", Utf8(MarkupSamples.FgdGml)),
            One("P29-21_14_GML.zip", ZipParts.Pack([("P29-21_14.geojson", Utf8(MarkupSamples.Schools)), ("KS-META-P29-21_14.xml", JapaneseEncodings.Cp932.GetBytes(MarkupSamples.Meta))])),
            One("14342_2023.csv", JapaneseEncodings.Cp932.GetBytes(MarkupSamples.Blocks)),
        };
        list.AddRange(Shapefile(folder));
        list.AddRange(Registry());
        return list;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static FuzzTarget One(string name, byte[] content) => new(name, name, name, new Dictionary<string, byte[]> { [name] = content });

    private static byte[] Book(TemporaryFolder folder)
    {
        var fixture = new XlsxFixture { Shared = { "名称", "緯度", "経度", "開設日", "役場", "公民館" }, Formats = { "yyyy/m/d", "0.0\"人\"" } };
        string[] rows =
        [
            XlsxFixture.Words("施設一覧"),
            XlsxFixture.Text(0) + XlsxFixture.Text(1) + XlsxFixture.Text(2) + XlsxFixture.Text(3),
            XlsxFixture.Text(4) + XlsxFixture.Number("35.1") + XlsxFixture.Number("139.1") + XlsxFixture.Number("44287", 1),
            XlsxFixture.Text(5) + XlsxFixture.Number("35.2") + XlsxFixture.Number("139.2") + XlsxFixture.Number("45000.5", 1),
            XlsxFixture.Words("小学校", "35.3", "139.3", "令和元年5月1日"),
        ];
        var path = fixture.Sheet("一覧", rows, "visible", "A1:D1").Sheet("別表", rows).Write(folder, "book.xlsx");
        using var zip = System.IO.Compression.ZipFile.OpenRead(path);
        return ZipParts.Pack(zip.Entries.Select(e =>
        {
            using var stream = new MemoryStream();
            using (var part = e.Open())
                part.CopyTo(stream);
            return (e.FullName, stream.ToArray());
        }).ToList());
    }

    private static IEnumerable<FuzzTarget> Shapefile(TemporaryFolder folder)
    {
        byte[][] Texts(params string[] values) => values.Select(JapaneseEncodings.Cp932.GetBytes).ToArray();
        var road = ShapefileFixture.Write(
            folder, "road", [(-52000, -94000), (-52100, -94100), (-52200, -94200), (-52300, -94300)],
            [
                (JapaneseEncodings.Cp932.GetBytes("路線名"), 'C', 40, 0, Texts("国道1号", "県道表示", "町道ソ線", "農道")), ("WIDTH"u8.ToArray(), 'N', 12, 3, Texts("6.500", "4.000", "-1", "1e10")),
                ("MADE"u8.ToArray(), 'D', 8, 0, Texts("19700401", "20010101", "00000000", "20260401")), ("OPEN"u8.ToArray(), 'L', 1, 0, Texts("T", "F", "?", "Y")),
            ]);
        var files = new[] { ".shp", ".shx", ".dbf" }.ToDictionary(e => "road" + e, e => File.ReadAllBytes(Path.ChangeExtension(road, e)));
        files["road.prj"] = Utf8(MarkupSamples.PlaneZone9);
        files["road.cpg"] = Utf8("CP932");
        return files.Keys.Order(StringComparer.Ordinal).Select(f => new FuzzTarget(f, "road.shp", f, files));
    }

    private static IEnumerable<FuzzTarget> Registry()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["abr/mt_rsdtdsp_rsdt_pref14.csv"] = Utf8(MarkupSamples.RegistryNames),
            ["abr/mt_rsdtdsp_rsdt_pos_pref14.csv"] = Utf8(MarkupSamples.RegistryPlaces),
        };
        return files.Keys.Order(StringComparer.Ordinal).Select(f => new FuzzTarget(Path.GetFileName(f), "abr", f, files));
    }

    // Areas in metres of zone 9 with texts, numbers, dates and missing values.
    private static FuzzTarget FromGdal(TemporaryFolder folder, string name)
    {
        var source = folder.Write("for-gdal.geojson", MarkupSamples.GeoJson);
        var path = Path.Combine(folder.Root, name);
        var driver = Path.GetExtension(name) == ".gpkg" ? "GPKG" : "FlatGeobuf";
        Ogr.Convert("-f", driver, path, source, "--config", "OGR_CURRENT_DATE", "2026-04-01T00:00:00Z", "-nln", "区域", "-nlt", "PROMOTE_TO_MULTI", "-t_srs", "EPSG:6677");
        return One(name, File.ReadAllBytes(path));
    }
}
