using System.IO.Compression;
using System.Text.Json;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;

namespace Gis.Importer.Tests.Planning;

/// <summary>A folder of loose files, the manifest that its import leaves, and the same town made of it in a database that held nothing.</summary>
public sealed class ManifestDraftTests : IDisposable
{
    private const string Square = """{"type":"Polygon","coordinates":[[[139.0,35.0],[139.3,35.0],[139.3,35.3],[139.0,35.3],[139.0,35.0]]]}""";

    private readonly DirectoryInfo top = Directory.CreateTempSubdirectory("gis-manifest-");

    private string Folder => Path.Combine(top.FullName, "町のデータ");

    public void Dispose() => top.Delete(true);

    private static string Collection(string name, int count) =>
        $$$"""{"type":"FeatureCollection","features":[{{{string.Join(',', Enumerable.Range(1, count).Select(i => $$$"""{"type":"Feature","properties":{"{{{name}}}":"{{{name}}}{{{i}}}"},"geometry":{"type":"Point","coordinates":[139.{{{i}}},35.1]}}"""))}}}]}""";

    private void MakeFolder()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "防災"));
        File.WriteAllText(Path.Combine(Folder, "防災", "避難場所.csv"), "全国地方公共団体コード,ID,名称,所在地_連結表記,緯度,経度,災害種別_洪水,災害種別_地震\n123456,1,甲小学校,本町1,35.1,139.1,1,\n123456,2,位置なし,本町2,,,1,1\n");
        File.WriteAllText(Path.Combine(Folder, "a.geojson"), Collection("甲", 3));
        var two = Path.Combine(Folder, "two.gpkg");
        foreach (var name in (string[])["北", "南"])
        {
            var source = Path.Combine(top.FullName, name + ".geojson");
            File.WriteAllText(source, Collection(name, name == "北" ? 2 : 4));
            Ogr.Convert("-f", "GPKG", "-update", "-append", "-nln", name == "北" ? "north" : "south", two, source);
        }

        // Two Shapefiles of one name in two folders of one archive.
        using var zip = ZipFile.Open(Path.Combine(Folder, "shp.zip"), ZipArchiveMode.Create);
        foreach (var (inner, count) in (ReadOnlySpan<(string, int)>)[("x", 2), ("y", 5)])
        {
            var source = Path.Combine(top.FullName, "points.geojson");
            File.WriteAllText(source, Collection("点", count));
            var made = Directory.CreateDirectory(Path.Combine(top.FullName, inner)).FullName;
            Ogr.Convert("-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8", Path.Combine(made, "points.shp"), source);
            foreach (var part in Directory.GetFiles(made))
                zip.CreateEntryFromFile(part, $"{inner}/{Path.GetFileName(part)}");
        }
    }

    private static async Task<Dictionary<string, string>> HashesAsync(ImporterRun run)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in await run.ListAsync("SELECT id FROM gis.layer ORDER BY id"))
        {
            // Everything but the time of the load, and what the catalogue says beside it.
            hashes[layer] = (await run.AskAsync<string>($"SELECT md5(string_agg((to_jsonb(t) - 'gis_since')::text, '|' ORDER BY fid)) FROM layer.\"{layer}\" t"))!
                + await run.AskAsync<string>($"SELECT title || kind || audience || coalesce(department, '') || attribution::text || feature_count || coalesce(data_date::text, '') FROM gis.layer WHERE id = '{layer}'")
                + string.Join(',', await run.ListAsync($"SELECT name || type || coalesce(role, '') FROM gis.field WHERE layer_id = '{layer}' ORDER BY ordinal"));
        }

        return hashes;
    }

    [Fact]
    public async Task A_folder_its_manifest_and_a_new_database_give_the_same_layers()
    {
        MakeFolder();
        var manifest = Path.Combine(top.FullName, "目録", "town.json");
        await using var first = await TestDatabase.CreateAsync();
        using var run = new ImporterRun(first);
        await run.ExecuteAsync("INSERT INTO gis.town (code, name, plane_zone) VALUES ('12345', '甲町', 9); INSERT INTO gis.department VALUES ('bosai', '防災課')");
        await run.MustAsync("import", Folder, "--department", "防災課", "--write-manifest", manifest);
        var before = await HashesAsync(run);
        Assert.Equal(6, before.Count);

        await using var second = await TestDatabase.CreateAsync();
        using var again = new ImporterRun(second);
        await again.MustAsync("import", manifest);

        Assert.Equal(before, await HashesAsync(again));
        Assert.Equal("甲町 9 防災課", await again.AskAsync<string>("SELECT t.name || ' ' || t.plane_zone || ' ' || d.title FROM gis.town t, gis.department d"));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(manifest));
        Assert.All(document.RootElement.GetProperty("imports").EnumerateArray(), i => Assert.StartsWith("../町のデータ/", i.GetProperty("file").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_trial_writes_the_manifest_and_changes_nothing()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "town.geojson"), $$"""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"N03_007":"12345"},"geometry":{{Square}}}]}""");
        await File.WriteAllTextAsync(Path.Combine(Folder, "b.geojson"), Collection("乙", 2));
        var manifest = Path.Combine(Folder, "town.json");
        await using var database = await TestDatabase.CreateAsync();
        using var run = new ImporterRun(database);

        await run.MustAsync("import", Folder, "--dry-run", "--write-manifest", manifest);

        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM gis.layer"));
        await run.MustAsync("import", manifest);
        Assert.Equal(2, await run.AskAsync<long>("SELECT count(*) FROM gis.layer"));
        var refused = await run.RunAsync("import", manifest, "--write-manifest", manifest);
        Assert.Equal(2, refused.Code);
        Assert.Contains("--write-manifest", refused.Error, StringComparison.Ordinal);
    }
}
