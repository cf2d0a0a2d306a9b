using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Gis.SampleTown.Plan;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class MojMapTests(GeneratedTown generated)
{
    private static readonly XNamespace Map = "http://www.moj.go.jp/MINJI/tizuxml";
    private static readonly XNamespace Shape = "http://www.moj.go.jp/MINJI/tizuzumen";

    [Fact]
    public void Every_parcel_is_on_exactly_one_map()
    {
        var drawn = Maps().SelectMany(m => m.Descendants(Map + "筆")).Where(p => p.Element(Map + "大字名") is not null)
            .Select(p => (Oaza: p.Element(Map + "大字名")!.Value + p.Element(Map + "丁目名")?.Value, Number: p.Element(Map + "地番")!.Value))
            .Where(p => !p.Number.StartsWith("別図", StringComparison.Ordinal)).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.Equal(generated.Town.Survey.Parcels.Select(p => (p.Oaza.Place, p.Number)).ToHashSet(), [.. drawn]);
    }

    [Fact]
    public void Areas_in_the_files_are_those_of_the_parcels()
    {
        var sum = Maps().Where(IsPlaced).Sum(m => Areas(m).Where(a => !a.Number.StartsWith("地区外", StringComparison.Ordinal) && !a.Number.StartsWith("別図", StringComparison.Ordinal)).Sum(a => a.Area));
        var unplaced = Maps().Single(m => !IsPlaced(m)).Descendants(Map + "筆").Select(p => p.Element(Map + "地番")!.Value).ToHashSet();
        var wanted = generated.Town.Survey.Parcels.Where(p => p.Oaza.Name != "西谷" || !unplaced.Contains(p.Number)).Sum(p => p.Area);
        Assert.Equal(wanted, sum, 0.5);
    }

    [Fact]
    public void One_map_has_no_place_on_the_earth()
    {
        var map = Assert.Single(Maps(), m => !IsPlaced(m));
        Assert.Equal("任意座標系", map.Root!.Element(Map + "座標系")!.Value);
        Assert.Null(map.Root.Element(Map + "測地系判別"));
        Assert.Equal(150, map.Descendants(Map + "筆").Count());
        Assert.All(map.Descendants(Shape + "X"), x => Assert.InRange(Number(x), -2000, 2000));
    }

    [Fact]
    public void Placed_maps_name_zone_9_with_north_as_X()
    {
        foreach (var map in Maps().Where(IsPlaced))
        {
            Assert.Equal("公共座標9系", map.Root!.Element(Map + "座標系")!.Value);
            Assert.Contains(map.Root.Element(Map + "測地系判別")!.Value, (string[])["測量", "変換"]);
            Assert.All(map.Descendants(Shape + "DirectPosition"), p =>
            {
                Assert.InRange(Number(p.Element(Shape + "X")!), TownFrame.CornerNorth, TownFrame.CornerNorth + 5000);
                Assert.InRange(Number(p.Element(Shape + "Y")!), TownFrame.CornerEast, TownFrame.CornerEast + 5600);
            });
        }
    }

    [Fact]
    public void Some_sheets_show_what_is_not_a_parcel()
    {
        var numbers = Maps().SelectMany(m => m.Descendants(Map + "地番")).Select(n => n.Value).ToList();
        Assert.True(numbers.Count(n => n.StartsWith("地区外-", StringComparison.Ordinal)) >= 3);
        Assert.Equal(1, numbers.Count(n => n.StartsWith("別図-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_reference_resolves_and_every_parcel_is_on_a_sheet()
    {
        foreach (var map in Maps())
        {
            var ids = map.Descendants().Attributes("id").Select(a => a.Value).ToList();
            Assert.Equal(ids.Count, ids.Distinct().Count());
            Assert.Empty(map.Descendants().Attributes("idref").Select(a => a.Value).Except(ids));
            var onSheets = map.Descendants(Map + "筆参照").Select(r => r.Attribute("idref")!.Value).ToHashSet();
            Assert.All(map.Descendants(Map + "筆"), p => Assert.Contains(p.Attribute("id")!.Value, onSheets));
        }
    }

    [Fact]
    public void Boundary_curves_are_shared_by_neighbours()
    {
        var map = Maps().First();
        var uses = map.Descendants(Shape + "GM_CompositeCurve.generator").GroupBy(g => g.Attribute("idref")!.Value).Select(g => g.Count()).ToList();
        Assert.All(uses, n => Assert.InRange(n, 1, 2));
        Assert.True(uses.Count(n => n == 2) > 0.8 * uses.Count);
    }

    [Fact]
    public void Files_are_UTF8_with_CRLF_and_tabs()
    {
        var text = Encoding.UTF8.GetString(Texts().First());
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<地図 ", text, StringComparison.Ordinal);
        Assert.Equal(text.Count(c => c == '\n'), text.Count(c => c == '\r'));
    }

    private static bool IsPlaced(XDocument map) => map.Root!.Element(Map + "座標系")!.Value.StartsWith("公共座標", StringComparison.Ordinal);

    private IEnumerable<XDocument> Maps() => Texts().Select(bytes => XDocument.Load(new MemoryStream(bytes)));

    private IEnumerable<byte[]> Texts()
    {
        using var outer = ZipFile.OpenRead(generated.File("登記所備付地図/14999-0299-2026.zip"));
        foreach (var entry in outer.Entries)
        {
            using var stream = entry.Open();
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            using var inner = new ZipArchive(copy);
            var file = Assert.Single(inner.Entries);
            Assert.Equal(Path.ChangeExtension(entry.Name, ".xml"), file.Name);
            using var content = file.Open();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            yield return bytes.ToArray();
        }
    }

    /// <summary>Areas by the shoelace formula over the points that the curves refer to.</summary>
    private static IEnumerable<(string Number, double Area)> Areas(XDocument map)
    {
        var points = map.Descendants(Shape + "GM_Point").ToDictionary(p => p.Attribute("id")!.Value, p => (X: Number(p.Descendants(Shape + "X").First()), Y: Number(p.Descendants(Shape + "Y").First())));
        var curves = map.Descendants(Shape + "GM_Curve").ToDictionary(c => c.Attribute("id")!.Value, c => c.Descendants(Shape + "GM_PointRef.point").Select(r => r.Attribute("idref")!.Value).ToArray());
        var surfaces = map.Descendants(Shape + "GM_Surface").ToDictionary(s => s.Attribute("id")!.Value, s => s.Descendants(Shape + "GM_Ring").Select(Area).ToArray());
        foreach (var parcel in map.Descendants(Map + "筆"))
        {
            var rings = surfaces[parcel.Element(Map + "形状")!.Attribute("idref")!.Value];
            yield return (parcel.Element(Map + "地番")!.Value, rings[0] - rings[1..].Sum());
        }

        double Area(XElement ring)
        {
            var chain = ring.Elements().Select(g => curves[g.Attribute("idref")!.Value]).ToList();
            var at = chain[^1].Contains(chain[0][0]) ? chain[0][0] : chain[0][1];
            double sum = 0;
            foreach (var curve in chain)
            {
                var next = curve[0] == at ? curve[1] : curve[0];
                Assert.Contains(at, curve);
                sum += points[at].X * points[next].Y - points[next].X * points[at].Y;
                at = next;
            }
            return Math.Abs(sum) / 2;
        }
    }

    private static double Number(XElement element) => double.Parse(element.Value, CultureInfo.InvariantCulture);
}
