using System.IO.Compression;
using System.Text.Json;
using Gis.SampleTown.Formats;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class FileTests(GeneratedTown generated)
{
    [Theory]
    [InlineData("基本/N03-20260101_14999.geojson", "N03-20260101_14999", 1)]
    [InlineData("基本/町外の陸地.geojson", "町外の陸地", 1)]
    [InlineData("基本/行政区.geojson", "行政区", 20)]
    [InlineData("基本/水部.geojson", "水部", 8)]
    [InlineData("基本/A29-26_14999.shp", "A29-26_14999", 8)]
    [InlineData("基本/緑地・農地.shp", "緑地・農地", 100)]
    [InlineData("基本/道路中心線.shp", "道路中心線", 1500)]
    [InlineData("基本/鉄道.geojson", "鉄道", 2)]
    [InlineData("基本/駅.geojson", "駅", 1)]
    [InlineData("防災/内水浸水想定区域.geojson", "内水浸水想定区域", 2)]
    public void GDAL_opens_the_file_and_every_shape_is_valid(string file, string table, int least)
    {
        Assert.True(Ogr.Count(generated.File(file)) >= least);
        Assert.Equal(0, Ogr.Invalid(generated.File(file), table));
    }

    [Fact]
    public void Buildings_are_a_GeoPackage()
    {
        Assert.Equal(generated.Town.Buildings.Count, Ogr.Count(generated.File("基本/建物.gpkg")));
        Assert.Equal(0, Ogr.Invalid(generated.File("基本/建物.gpkg"), "建物", "geom"));
    }

    [Fact]
    public void Roads_are_CP932_without_cpg_in_EPSG_6677()
    {
        Assert.Empty(Directory.EnumerateFiles(generated.Folder, "*.cpg", SearchOption.AllDirectories));
        Assert.Contains("JGD_2011_Japan_Zone_9", File.ReadAllText(generated.File("基本/道路中心線.prj")), StringComparison.Ordinal);
        var dbf = File.ReadAllBytes(generated.File("基本/道路中心線.dbf"));
        foreach (var word in new[] { "路線名", "種別", "幅員", "国道", "潮見大橋" })
            Assert.True(dbf.AsSpan().IndexOf(JapaneseText.Cp932.GetBytes(word)) >= 0, word);
        Assert.Equal([126, 4, 1], dbf[1..4]);
    }

    [Fact]
    public void The_manifest_lists_files_that_exist()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(generated.File("town.json")));
        Assert.Equal("149993", manifest.RootElement.GetProperty("town").GetProperty("code").GetString());
        var imports = manifest.RootElement.GetProperty("imports").EnumerateArray().ToList();
        Assert.All(imports, i => Assert.True(File.Exists(generated.File(i.GetProperty("file").GetString()!)), i.ToString()));
        Assert.Equal(imports.Count, imports.Select(i => i.GetProperty("layer").GetString()).Distinct().Count());
        var staff = imports.Where(i => i.GetProperty("audience").GetString() == "staff").Select(i => i.GetProperty("kind").GetString());
        Assert.Equal(["land-register"], staff);
    }

    [Fact]
    public void Datasets_named_in_the_manifest_are_in_their_archives()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(generated.File("town.json")));
        var named = manifest.RootElement.GetProperty("imports").EnumerateArray().Where(i => i.TryGetProperty("dataset", out _)).ToList();
        Assert.Equal(5, named.Count);
        foreach (var import in named)
        {
            using var zip = ZipFile.Open(generated.File(import.GetProperty("file").GetString()!), ZipArchiveMode.Read, JapaneseText.Cp932);
            Assert.Contains(zip.Entries, e => e.Name == import.GetProperty("dataset").GetString() + ".shp");
            Assert.Contains(zip.Entries, e => e.FullName.StartsWith("20_想定最大規模/", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("施設/149993_evacuation_space.csv", 39, 30)]
    [InlineData("施設/149993_shelter.csv", 21, 20)]
    [InlineData("施設/149993_aed.csv", 39, 30)]
    [InlineData("施設/149993_public_toilet.csv", 39, 15)]
    [InlineData("施設/149993_public_facility.csv", 24, 40)]
    [InlineData("施設/149993_public_wireless_lan.csv", 18, 15)]
    [InlineData("施設/149993_fire_hydrant.csv", 16, 300)]
    [InlineData("基本/住居表示.csv", 9, 4000)]
    public void Lists_are_UTF8_with_mark_and_CRLF(string file, int columns, int least)
    {
        var bytes = File.ReadAllBytes(generated.File(file));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var text = File.ReadAllText(generated.File(file));
        Assert.Equal(text.Count(c => c == '\n'), text.Count(c => c == '\r'));
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(columns, lines[0].Split(',').Length);
        Assert.True(lines.Length - 1 >= least, $"{lines.Length - 1} rows");
    }

    [Fact]
    public void Addresses_are_unique()
    {
        var texts = generated.Town.Addresses.All.Select(a => a.Text).ToList();
        Assert.Equal(texts.Count, texts.Distinct().Count());
        Assert.Contains("本町一丁目2番3号", texts);
    }
}
