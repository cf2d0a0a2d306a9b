using System.Text;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Damaged copies of good files end in rows or in a <see cref="SourceException"/>; in nothing else, and in time.</summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("map.xml")]
    [InlineData("map.zip")]
    [InlineData("towns.csv")]
    [InlineData("sjis.csv")]
    [InlineData("utf16.csv")]
    [InlineData("sites.geojson")]
    [InlineData("road.shp")]
    [InlineData("road.dbf")]
    [InlineData("road.shx")]
    public void A_damaged_file_never_crashes_or_hangs(string target)
    {
        var good = Samples();
        var random = TestScale.Random(good.Keys.Order(StringComparer.Ordinal).ToList().IndexOf(target));
        var refused = 0;
        var cases = TestScale.Cases(150, 5_000);
        for (var i = 0; i < cases; i++)
        {
            var damaged = Damage(good[target], random);
            using var place = new TemporaryFolder();
            foreach (var (name, bytes) in good.Where(g => Path.GetFileNameWithoutExtension(g.Key) == Path.GetFileNameWithoutExtension(target) && Path.GetExtension(g.Key) is not ".zip" and not ".xml"))
                place.Write(name, bytes);
            var path = place.Write(target, damaged);
            var entry = Path.GetExtension(path) is ".dbf" or ".shx" ? Path.ChangeExtension(path, ".shp") : path;
            if (!Survives(entry, i))
                refused++;
        }

        // A damaged table is read as far as it goes, row by row; the other formats cannot take every damage.
        Assert.InRange(refused, target.EndsWith(".csv", StringComparison.Ordinal) ? 0 : 1, cases);
    }

    private static bool Survives(string path, int number)
    {
        var run = Task.Run(() =>
        {
            try
            {
                using var set = Reading.Open(path);
                foreach (var dataset in set.Datasets)
                {
                    foreach (var row in dataset.Read(CancellationToken.None))
                        Assert.Equal(dataset.Fields.Count, row.Values.Length);
                }

                return true;
            }
            catch (SourceException e)
            {
                Assert.DoesNotContain('\n', e.Message);
                return false;
            }
        });
        Assert.True(run.Wait(Patience), $"case {number} did not end: {Convert.ToBase64String(File.ReadAllBytes(path))}");
        return run.Result;
    }

    private static byte[] Damage(byte[] good, Random random)
    {
        var bytes = good.ToArray();
        switch (random.Next(5))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var i = random.Next(1, 12); i > 0; i--)
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                var (from, to) = (random.Next(bytes.Length), random.Next(bytes.Length));
                return [.. bytes[..Math.Min(from, to)], .. bytes[Math.Max(from, to)..]];
            case 3:
                var at = random.Next(bytes.Length);
                var length = Math.Min(random.Next(1, 200), bytes.Length - at);
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            default:
                var header = Math.Min(128, bytes.Length);
                bytes[random.Next(header)] ^= (byte)(1 << random.Next(8));
                bytes[random.Next(header)] = (byte)random.Next(256);
                return bytes;
        }
    }

    private Dictionary<string, byte[]> Samples()
    {
        const string towns = "名称,緯度,経度,備考\n役場,35.1,139.1,\"二行\nの値\"\n公民館,35.2,139.2,あいう\n小学校,35.3,139.3,\n";
        var map = MojMapFixture.Map("公共座標9系", MojMapFixture.SquareWithHole(bridge: true));
        var samples = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["map.xml"] = Encoding.UTF8.GetBytes(map),
            ["towns.csv"] = Encoding.UTF8.GetBytes(towns),
            ["sjis.csv"] = JapaneseEncodings.Cp932.GetBytes(towns),
            ["utf16.csv"] = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(towns)],
            ["sites.geojson"] = Encoding.UTF8.GetBytes(
                """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"名称":"役場","数":3,"x":[1,{"a":null}]},"geometry":{"type":"Polygon","coordinates":[[[139,35],[139.1,35],[139.1,35.1],[139,35]]]}},{"type":"Feature","properties":null,"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[139,35,2]}]}}],"crs":{"type":"name","properties":{"name":"EPSG:4326"}}}"""),
        };
        samples["map.zip"] = File.ReadAllBytes(folder.Zip("whole.zip", Encoding.UTF8, ("a/map.xml", samples["map.xml"]), ("list.csv", samples["sjis.csv"])));
        var road = ShapefileFixture.Points(folder, "road", [(139.1, 35.2), (139.2, 35.3), (139.3, 35.4)], "名称", ["国道", "県道", "町道"], JapaneseEncodings.Cp932);
        foreach (var extension in (string[])[".shp", ".shx", ".dbf"])
            samples["road" + extension] = File.ReadAllBytes(Path.ChangeExtension(road, extension));
        return samples;
    }
}
