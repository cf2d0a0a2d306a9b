using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Core.Japanese;
using Gis.Importer.Exports;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Exports;

/// <summary>Layers as files, read back by GDAL's own programs: every row, its place, its values, and never what the class may not see.</summary>
public sealed class ExportTests : IAsyncLifetime
{
    private const string Secret = "0977-66-1234";
    private const string Long = "とても長い説明文です。";

    private TestDatabase database = null!;
    private ImporterRun run = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        run = new ImporterRun(database);
        Directory.CreateDirectory(Out);
        await File.WriteAllTextAsync(
            Path.Combine(run.Home, "sites.csv"),
            $"施設ID,施設名,住所,電話番号,災害種別_洪水,災害種別_地震,人数,緯度,経度\n"
            + $"1,第一小学校,本町1-1,{Secret},1,,120,33.123456789,131.987654321\n2,\"公民館, 別館\",本町2-2,{Secret},,1,,33.2,131.9\n3,位置のない会館,,{Secret},1,1,5,,\n");
        await run.MustAsync("import", Path.Combine(run.Home, "sites.csv"), "--layer", "sites", "--kind", "emergency-site", "--audience", "public");
        await run.ExecuteAsync("UPDATE gis.field SET rights_class = 'staff' WHERE layer_id = 'sites' AND name = '電話番号'; SELECT gis.expose('sites');");
        await File.WriteAllTextAsync(
            Path.Combine(run.Home, "zones.geojson"),
            $$$"""
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"とても長い項目の名前":"𠮷野〜川","とても長い項目の名前その二":"{{{string.Concat(Enumerable.Repeat(Long, 20))}}}","面積":12.5,"指定日":"2026-04-01","有効":true},
             "geometry":{"type":"Polygon","coordinates":[[[139.1,35.1],[139.2,35.1],[139.2,35.2],[139.1,35.2],[139.1,35.1]],[[139.12,35.12],[139.12,35.14],[139.14,35.14],[139.14,35.12],[139.12,35.12]]]}},
            {"type":"Feature","properties":{"とても長い項目の名前":"乙","面積":null},
             "geometry":{"type":"MultiPolygon","coordinates":[[[[139.3,35.1],[139.4,35.1],[139.4,35.2],[139.3,35.1]]],[[[139.5,35.1],[139.6,35.1],[139.6,35.2],[139.5,35.1]]]]}}]}
            """);
        await run.MustAsync("import", Path.Combine(run.Home, "zones.geojson"), "--layer", "zones", "--kind", "other", "--audience", "public");
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        await database.DisposeAsync();
    }

    private string Out => Path.Combine(run.Home, "out");

    private async Task<string> ExportAsync(string layer, string format, string audience = "public")
    {
        await run.MustAsync("export", layer, "--format", format, "--audience", audience, "--out", Out);
        return Assert.Single(Directory.GetFiles(Out));
    }

    // What GDAL opens: of a zip the Shapefile in it.
    private static string Opened(string file) => file.EndsWith(".zip", StringComparison.Ordinal) ? "/vsizip/" + file : file;

    [Theory]
    [InlineData("geojson")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    [InlineData("shp")]
    [InlineData("shp-cp932")]
    public async Task Points_come_back_with_their_number_places_and_words(string format)
    {
        var features = Ogr.Features(Opened(await ExportAsync("sites", format)));

        Assert.Equal(format == "fgb" ? 2 : 3, features.Length);
        var school = features.Single(f => f.GetProperty("properties").EnumerateObject().Any(p => p.Value.ToString() == "第一小学校"));
        var place = school.GetProperty("geometry").GetProperty("coordinates");
        Assert.Equal(131.987654321, place[0].GetDouble(), 9);
        Assert.Equal(33.123456789, place[1].GetDouble(), 9);
        Assert.Equal(format == "fgb" ? 0 : 1, features.Count(f => f.GetProperty("geometry").ValueKind == JsonValueKind.Null));
        Assert.Equal(format == "fgb", (await run.MustAsync("export", "sites", "--format", format, "--out", Out)).Output.Contains("位置のない1件", StringComparison.Ordinal));
        Assert.Equal(120, school.GetProperty("properties").GetProperty("人数").GetInt64());
    }

    [Theory]
    [InlineData("geojson")]
    [InlineData("gpkg")]
    [InlineData("fgb")]
    [InlineData("shp")]
    public async Task Areas_keep_their_holes_and_parts(string format)
    {
        var features = Ogr.Features(Opened(await ExportAsync("zones", format)));

        Assert.Equal(2, features.Length);
        var rings = features.Select(f => f.GetProperty("geometry")).Sum(g => g.GetProperty("type").GetString() == "Polygon"
            ? g.GetProperty("coordinates").GetArrayLength()
            : g.GetProperty("coordinates").EnumerateArray().Sum(p => p.GetArrayLength()));
        Assert.Equal(4, rings);
        var hash = await run.AskAsync<string>("SELECT string_agg(ST_Area(geom)::numeric(20, 12)::text, ' ' ORDER BY ST_Area(geom)) FROM layer.zones");
        await run.MustAsync("import", await CopyAsync(format), "--layer", "again", "--kind", "other");
        Assert.Equal(hash, await run.AskAsync<string>("SELECT string_agg(ST_Area(geom)::numeric(20, 12)::text, ' ' ORDER BY ST_Area(geom)) FROM layer.again"));
    }

    private Task<string> CopyAsync(string format)
    {
        var made = Assert.Single(Directory.GetFiles(Out));
        var copy = Path.Combine(run.Home, "copy" + Path.GetExtension(made));
        File.Copy(made, copy, true);
        Assert.EndsWith(ExportFormat.Parse(format).Suffix, made, StringComparison.Ordinal);
        return Task.FromResult(copy);
    }

    [Fact]
    public async Task Csv_has_a_mark_the_standard_titles_and_quotes_and_says_the_place_of_today()
    {
        await run.ExecuteAsync("UPDATE layer.sites SET geom = ST_SetSRID(ST_MakePoint(131.5, 33.5), 6668) WHERE 施設名 = '第一小学校'");
        var bytes = await File.ReadAllBytesAsync(await ExportAsync("sites", "csv"));

        Assert.Equal<byte[]>([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes)[1..].Split("\r\n");
        Assert.StartsWith("全国地方公共団体コード,ID,名称,名称_カナ,名称_英字,", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",画像,画像_ライセンス,備考,施設ID,人数", lines[0], StringComparison.Ordinal);
        Assert.Contains("緯度,経度", lines[0], StringComparison.Ordinal);
        Assert.Contains("災害種別_津波", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].Split(',').Length, lines[0].Split(',').Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(",33.500000,131.500000,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"公民館, 別館\",,,,,本町2-2,", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(",2,", lines[2], StringComparison.Ordinal);
        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public async Task What_a_dbf_cannot_hold_is_cut_between_characters_and_said()
    {
        var result = await run.MustAsync("export", "zones", "--format", "shp-cp932", "--out", Out);
        Assert.Contains("254バイト", result.Output, StringComparison.Ordinal);
        Assert.Contains("〓", result.Output, StringComparison.Ordinal);

        var file = Assert.Single(Directory.GetFiles(Out));
        var properties = Ogr.Features(Opened(file))[0].GetProperty("properties");
        Assert.Equal("〓野～川", properties.GetProperty("とても長い").GetString());
        var text = properties.GetProperty("とても長_2").GetString()!;
        Assert.True(string.Concat(Enumerable.Repeat(Long, 20)).StartsWith(text, StringComparison.Ordinal), text);
        Assert.InRange(JapaneseEncodings.StrictCp932.GetByteCount(text), 253, 254);
        using var zip = ZipFile.OpenRead(file);
        using var page = new StreamReader(zip.GetEntry("説明.txt")!.Open());
        Assert.Contains("とても長_2\tとても長い項目の名前その二", await page.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("geojson")]
    [InlineData("gpkg")]
    [InlineData("shp")]
    [InlineData("shp-cp932")]
    [InlineData("fgb")]
    public async Task A_field_for_staff_is_in_the_staffs_file_and_never_in_the_publics(string format)
    {
        // The standard's list has the column; here it is empty.
        Assert.False(Holds(await ExportAsync("sites", format), format == "csv" ? [Secret] : [Secret, "電話"]));
        Assert.False(Holds(await ExportAsync("sites", format), "gis_", "geom_3857"));
        Directory.Delete(Out, true);
        Directory.CreateDirectory(Out);
        Assert.True(Holds(await ExportAsync("sites", format, "staff"), Secret));
    }

    private static bool Holds(string file, params string[] words)
    {
        var contents = new List<byte[]>();
        if (file.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.OpenRead(file);
            foreach (var entry in zip.Entries)
            {
                using var memory = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(memory);
                contents.Add(memory.ToArray());
            }
        }
        else
        {
            contents.Add(File.ReadAllBytes(file));
        }

        return contents.Any(c => words.Any(w => c.AsSpan().IndexOf(Encoding.UTF8.GetBytes(w)) >= 0 || c.AsSpan().IndexOf(JapaneseEncodings.Cp932.GetBytes(w)) >= 0));
    }

    [Fact]
    public async Task A_layer_for_staff_does_not_exist_for_the_public()
    {
        await run.MustAsync("import", Path.Combine(run.Home, "sites.csv"), "--layer", "inner", "--kind", "emergency-site", "--audience", "staff");

        var refused = await run.RunAsync("export", "inner", "--out", Out);

        Assert.Equal(2, refused.Code);
        Assert.Contains("inner", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Out));
        await ExportAsync("inner", "csv", "staff");
    }

    [Fact]
    public async Task What_is_cut_off_leaves_the_old_file_and_nothing_else()
    {
        await File.WriteAllTextAsync(Path.Combine(run.Home, "many.csv"), "ID,緯度,経度\n" + string.Concat(Enumerable.Range(1, 20_000).Select(i => $"{i},35.1,139.1\n")));
        await run.MustAsync("import", Path.Combine(run.Home, "many.csv"), "--layer", "many", "--kind", "other", "--audience", "public");
        foreach (var format in ExportFormat.All)
        {
            var file = Path.Combine(Out, "many" + format.Suffix);
            await File.WriteAllTextAsync(file, "old");

            await Assert.ThrowsAsync<OperationCanceledException>(() => new LayerExport(database.Public, Audience.Public).RunAsync(
                LayerId.Parse("many"), format, file, _ => throw new OperationCanceledException(), CancellationToken.None));

            Assert.Equal("old", await File.ReadAllTextAsync(file));
            File.Delete(file);
            Assert.Empty(Directory.GetFileSystemEntries(Out));
        }

        Assert.Contains("Feature Count: 20000", Ogr.Summary(await ExportAsync("many", "gpkg")), StringComparison.Ordinal);
    }
}
