using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Tests.Formats;

namespace Gis.Importer.Tests.Hostile;

/// <summary>Files that mean harm, made on the spot. Those that point somewhere point to <paramref name="canary"/>, which nothing may ever open.</summary>
internal sealed class HostileFiles(TemporaryFolder folder, string canary)
{
    private const string Point = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[139.1,35.1]}}]}""";

    private static readonly byte[] Zeroes = new byte[1 << 20];

    /// <summary>Writes them all; paths in order.</summary>
    public IReadOnlyList<string> WriteAll() =>
    [
        .. Zips(), .. Pointers(), .. Xml(), .. Numbers(), .. Texts(), .. Workbooks(),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private string Zip(string name, Action<ZipArchive> fill, Encoding? names = null)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true, names ?? Encoding.UTF8))
            fill(zip);
        return folder.Write(name, memory.ToArray());
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
        stream.Write(content);
    }

    private static void AddZeroes(ZipArchive zip, string name, int megabytes)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
        for (var i = 0; i < megabytes; i++)
            stream.Write(Zeroes);
    }

    private static byte[] Zipped(Action<ZipArchive> fill)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
            fill(zip);
        return memory.ToArray();
    }

    private IEnumerable<string> Zips()
    {
        yield return Zip("slip.zip", z => Add(z, "../../../../" + canary.TrimStart('/'), Utf8(Point)));
        yield return Zip("slip-windows.zip", z => Add(z, "..\\..\\" + "evil.geojson", Utf8(Point)));
        yield return Zip("absolute.zip", z => Add(z, canary, Utf8(Point)));
        yield return Zip("drive.zip", z => Add(z, "C:\\evil.geojson", Utf8(Point)));
        yield return SymbolicLink();
        yield return Zip("twice.zip", z =>
        {
            Add(z, "a.geojson", Utf8(Point));
            Add(z, "a.geojson", Utf8(Point));
        });
        yield return Zip("bomb.zip", z => AddZeroes(z, "zeroes.csv", 300));
        yield return NestedBomb();
        yield return Zip("many.zip", z =>
        {
            for (var i = 0; i < 100_000; i++)
                z.CreateEntry("f" + i + ".txt", CompressionLevel.NoCompression);
        });
        yield return Nested(20);
        yield return Zip("cp932.zip", z => Add(z, "表示能ソ.geojson", Utf8("{")), JapaneseEncodings.Cp932);
        yield return Zip("long-name.zip", z => Add(z, new string('長', 400) + ".geojson", Utf8("{")));
        yield return Zip("nul-name.zip", z => Add(z, "a\0b.geojson", Utf8(Point)));
        yield return Lying();
        yield return folder.Write("cut.zip", Zipped(z => Add(z, "a.geojson", Utf8(Point)))[..60]);
        yield return folder.Write("bomb.kmz", Zipped(z => AddZeroes(z, "doc.kml", 200)));
        yield return folder.Write("links.tar", Tar());
        yield return Zip("links-inside.zip", z => Add(z, "links.tar", Tar()));
        yield return Zip("pointers-inside.zip", z =>
        {
            foreach (var (name, content) in PointerTexts())
                Add(z, "data/" + name, Utf8(content));
        });
    }

    // Unix mode 0120777 in the upper half of the attributes.
    private string SymbolicLink()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, true))
        {
            var entry = zip.CreateEntry("link.geojson");
            entry.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var stream = entry.Open();
            stream.Write(Utf8(canary));
        }

        return folder.Write("symlink.zip", memory.ToArray());
    }

    // A link to the canary, and a file that would be written through a linked folder.
    private byte[] Tar()
    {
        using var memory = new MemoryStream();
        using (var tar = new TarWriter(memory, TarEntryFormat.Pax, true))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link.geojson") { LinkName = canary });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "out") { LinkName = Path.GetDirectoryName(canary)! });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "out/evil.geojson") { DataStream = new MemoryStream(Utf8(Point)) });
        }

        return memory.ToArray();
    }

    // 16 zips of 16 zips of 16 MB: 4 GB from a few kilobytes.
    private string NestedBomb()
    {
        var inner = Zipped(z => AddZeroes(z, "zeroes.csv", 16));
        var middle = Zipped(z =>
        {
            for (var i = 0; i < 16; i++)
                Add(z, $"{i}.zip", inner);
        });
        return Zip("bomb-42k.zip", z =>
        {
            for (var i = 0; i < 16; i++)
                Add(z, $"{i}.zip", middle);
        });
    }

    private string Nested(int depth)
    {
        var content = Utf8(Point);
        var name = "a.geojson";
        for (var i = 0; i < depth; i++)
        {
            var (inner, innerName) = (content, name);
            content = Zipped(z => Add(z, innerName, inner));
            name = $"{i}.zip";
        }

        return folder.Write("nested-20.zip", content);
    }

    // The directory says ten bytes, the data has ten million.
    private string Lying()
    {
        var bytes = Zipped(z => AddZeroes(z, "a.csv", 10));
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), 10);
        return folder.Write("lying.zip", bytes);
    }

    private string Vrt => $"""<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{canary}</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>""";

    private (string Name, string Content)[] PointerTexts() =>
    [
        ("points.vrt", Vrt),
        ("raster.mrf", $"""<MRF_META><CachedSource><Source>{canary}</Source></CachedSource><Raster><Size x="1" y="1"/><DataFile>{canary}</DataFile></Raster></MRF_META>"""),
        ("tiles.gti", $"""<GDALTileIndexDataset><IndexDataset>{canary}</IndexDataset></GDALTileIndexDataset>"""),
        ("tiles.gti.gpkg", $"""<GDALTileIndexDataset><IndexDataset>{canary}</IndexDataset></GDALTileIndexDataset>"""),
        ("wms.xml", """<GDAL_WMS><Service name="TMS"><ServerUrl>http://127.0.0.1:1/${z}/${x}/${y}.png</ServerUrl></Service></GDAL_WMS>"""),
    ];

    private IEnumerable<string> Pointers()
    {
        foreach (var (name, content) in PointerTexts())
            yield return folder.Write(name, content);
        var vrt = Vrt;
        yield return folder.Write("vrt.shp", vrt);
        yield return folder.Write("vrt.kml", vrt);
        yield return folder.Write("vrt.gpkg", vrt);
        yield return folder.Write("web.csv", $"名称,緯度,経度\n/vsicurl/http://127.0.0.1:1/x.csv,35.1\n");
        yield return folder.Write("vsi.geojson", """{"type":"Topology","url":"/vsicurl/http://127.0.0.1:1/","objects":{}}""");
        yield return Zip("vsi.zip", z => Add(z, "/vsizip/" + canary.TrimStart('/') + "/x.shp", Utf8("x")));
        yield return folder.Write("service.json", """{"type":"FeatureCollection","exceededTransferLimit":true,"next":"http://127.0.0.1:1/next","features":[{"type":"Feature"}]}""");
    }

    private IEnumerable<string> Xml()
    {
        var map = "<地図 xmlns=\"http://www.moj.go.jp/MINJI/tizuxml\" xmlns:zmn=\"http://www.moj.go.jp/MINJI/tizuzumen\">";
        yield return folder.Write("dtd.xml", $"""<?xml version="1.0"?><!DOCTYPE 地図 [<!ENTITY x SYSTEM "file://{canary}">]>{map}<地図名>&x;</地図名></地図>""");
        var laughs = string.Concat(Enumerable.Range(1, 12).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        yield return folder.Write("laughs.xml", $"""<?xml version="1.0"?><!DOCTYPE 地図 [<!ENTITY l0 "ha">{laughs}]>{map}<地図名>&l12;</地図名></地図>""");
        yield return folder.Write("laughs.kml", $"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY l0 "ha">{laughs}]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>&l12;</name><Point><coordinates>139,35</coordinates></Point></Placemark></Document></kml>""");
        yield return folder.Write("external.kml", $"""<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY x SYSTEM "file://{canary}">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&x;</name></Document></kml>""");
        yield return folder.Write("network.kml", $"""<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink><NetworkLink><Link><href>{canary}</href></Link></NetworkLink></Document></kml>""");
        yield return folder.Write("xlink.gml", $"""<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://x http://127.0.0.1:1/x.xsd"><gml:featureMember xlink:href="file://{canary}"/></gml:FeatureCollection>""");
        yield return folder.Write("schema.xml", $"""<?xml-stylesheet href="http://127.0.0.1:1/x.xsl" type="text/xsl"?>{map.Replace(">", " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.moj.go.jp/MINJI/tizuxml http://127.0.0.1:1/x.xsd\">", StringComparison.Ordinal)}</地図>""");
        yield return folder.Write("deep.xml", map + string.Concat(Enumerable.Repeat("<a>", 200_000)));
        yield return folder.Write("deep.kml", "<?xml version=\"1.0\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\">" + string.Concat(Enumerable.Repeat("<Folder>", 100_000)));
    }

    private IEnumerable<string> Numbers()
    {
        yield return folder.Write("deep.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":""" + new string('[', 500_000));
        yield return folder.Write("nest.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":""" + string.Concat(Enumerable.Repeat("""{"type":"GeometryCollection","geometries":[""", 50_000)));
        var header = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(header, 9994);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(24), int.MaxValue);
        header[28] = 0xE8;
        header[29] = 3;
        header[32] = 5;
        byte[] record = [0, 0, 0, 1, 0x3F, 0xFF, 0xFF, 0xFF, 5, 0, 0, 0, .. new byte[32], 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F];
        folder.Write("huge.dbf", [3, 1, 1, 1, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0x7F, 0xFF, 0x7F, .. new byte[64]]);
        yield return folder.Write("huge.shp", [.. header, .. record]);
        yield return folder.Write("pages.gpkg", [.. "SQLite format 3\0"u8, 0x10, 0, 1, 1, 0, 0x40, 0x20, 0x20, .. new byte[4], 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[4096]]);
        yield return folder.Write("size.fgb", [.. "fgb\x03fgb\0"u8, 0xFF, 0xFF, 0xFF, 0x7F, .. new byte[64]]);
    }

    private IEnumerable<string> Texts()
    {
        yield return folder.Write("one-cell.csv", "名称,緯度,経度\n\"" + new string('あ', 6 << 20));
        yield return folder.Write("columns.csv", string.Join(',', Enumerable.Range(0, 100_000)) + "\n1\n");
        yield return folder.Write("binary.csv", Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7919 >> 3)).ToArray());
    }

    private IEnumerable<string> Workbooks()
    {
        const string Types = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""";
        const string Book = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>""";
        string Relation(string target, string mode) =>
            $"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="{target}"{mode}/></Relationships>""";
        void Frame(ZipArchive zip, string target, string mode = "")
        {
            Add(zip, "[Content_Types].xml", Utf8(Types));
            Add(zip, "xl/workbook.xml", Utf8(Book));
            Add(zip, "xl/_rels/workbook.xml.rels", Utf8(Relation(target, mode)));
        }

        yield return Zip("bomb.xlsx", z =>
        {
            Frame(z, "worksheets/sheet1.xml");
            AddZeroes(z, "xl/worksheets/sheet1.xml", 400);
        });
        yield return Zip("entity.xlsx", z =>
        {
            Frame(z, "worksheets/sheet1.xml");
            Add(z, "xl/worksheets/sheet1.xml", Utf8($"""<?xml version="1.0"?><!DOCTYPE worksheet [<!ENTITY x SYSTEM "file://{canary}">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>"""));
        });
        yield return Zip("outside.xlsx", z => Frame(z, "file://" + canary, " TargetMode=\"External\""));
        yield return Zip("strings.xlsx", z =>
        {
            Frame(z, "worksheets/sheet1.xml");
            Add(z, "xl/worksheets/sheet1.xml", Utf8("""<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="XFD1" t="s"><v>2147483647</v></c></row><row r="1048576"><c r="A1048576" t="s"><v>-1</v></c></row></sheetData></worksheet>"""));
            AddZeroes(z, "xl/sharedStrings.xml", 300);
        });
    }
}
