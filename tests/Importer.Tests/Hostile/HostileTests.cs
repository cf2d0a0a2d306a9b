using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gis.Core.Japanese;
using Gis.Importer.Formats;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Hostile;

/// <summary>
/// Forty files that mean harm: each ends in time with one sentence, and the process opens nothing but what it was given and what it unpacked, and
/// speaks to nobody but its database.
/// </summary>
public sealed class HostileTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int MostMegabytes = 1024;

    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder elsewhere = new();

    public void Dispose()
    {
        folder.Dispose();
        elsewhere.Dispose();
    }

    private string Canary => Path.Combine(elsewhere.Root, "canary.geojson");

    [Fact]
    public async Task Each_ends_in_time_with_one_sentence_or_rows()
    {
        var files = new HostileFiles(folder, Canary).WriteAll();
        Assert.True(files.Count >= 40, $"only {files.Count}");
        var refused = 0;
        foreach (var file in files)
        {
            var clock = Stopwatch.StartNew();
            var run = Task.Run(() => SentencesOf(file));
            Assert.True(await Task.WhenAny(run, Task.Delay(Patience)) == run, $"{file} did not end.");
            var sentences = await run;
            output.WriteLine($"{clock.Elapsed.TotalSeconds:0.00}s {Path.GetFileName(file)}: {string.Join(" / ", sentences.Take(2))}");
            refused += sentences.Count > 0 ? 1 : 0;
            Assert.All(sentences, sentence => Assert.DoesNotContain('\n', sentence));
            Assert.All(sentences, sentence => Assert.Matches("[ぁ-んァ-ン一-龥]", sentence));
        }

        Assert.InRange(refused, files.Count - 8, files.Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere.Root));
    }

    [Fact]
    public void A_link_in_a_folder_is_named_and_not_followed()
    {
        elsewhere.Write("canary.geojson", "not to be read");
        var given = Path.GetDirectoryName(folder.Write("given/good.csv", "名称,緯度,経度\n甲,35.1,139.1\n"))!;
        File.CreateSymbolicLink(Path.Combine(given, "link.geojson"), Canary);
        Directory.CreateSymbolicLink(Path.Combine(given, "circle"), given);

        using var set = Reading.Open(given);

        Assert.Equal("good", Assert.Single(set.Datasets).Name);
        Assert.Equal(["circle", "link.geojson"], set.Skipped.Where(s => s.Reason.Contains("リンク", StringComparison.Ordinal)).Select(s => s.DisplayPath).Order(StringComparer.Ordinal));
    }

    [TraceFact]
    public async Task Nothing_is_opened_outside_and_nobody_is_spoken_to()
    {
        elsewhere.Write("canary.geojson", "not to be read");
        var harmless = await ImportAsync("harmless", Harmless());
        new HostileFiles(folder, Canary).WriteAll();
        var hostile = Directory.CreateDirectory(Path.Combine(folder.Root, "hostile")).FullName;
        foreach (var file in Directory.GetFiles(folder.Root))
            File.Move(file, Path.Combine(hostile, Path.GetFileName(file)));

        var trace = await ImportAsync("work", hostile);

        output.WriteLine($"{trace.Time.TotalSeconds:0.0}s under strace, {trace.PeakMegabytes} MB, exit {trace.Code}: {trace.Error.Trim()}");
        Assert.DoesNotContain(trace.Opened, path => path.StartsWith(elsewhere.Root, StringComparison.Ordinal));
        Assert.Empty(trace.Opened.Where(p => !IsGiven(p) && !IsProgram(p)).Select(Shape).Except(harmless.Opened.Select(Shape)).Order());
        Assert.Empty(trace.Written.Where(p => !IsGiven(p)).Select(Shape).Except(harmless.Written.Select(Shape)).Order());
        Assert.Equal([new NpgsqlConnectionStringBuilder(database.OwnerConnectionString).Port], trace.Ports);
        Assert.Empty(trace.Sockets);
        Assert.InRange(trace.PeakMegabytes, 1, MostMegabytes);
        Assert.Equal("not to be read", await File.ReadAllTextAsync(Canary));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(folder.Root, "work-tmp"), "gis-import-*"));

        // What was not taken is in the report by name, whether or not another file of the folder could be loaded.
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Root, "work.json")));
        var told = report.RootElement.ToString();
        Assert.All(
            ["slip.zip", "symlink.zip", "bomb-42k.zip", "many.zip", "nested-20.zip", "laughs.xml", "dtd.xml", "xlink.gml", "network.kml", "bomb.xlsx", "deep.geojson", "raster.mrf", "tiles.gti", "points.vrt", "links.tar", "pointers-inside.zip"],
            name => Assert.Contains(name, told, StringComparison.Ordinal));
    }

    private Task<TracedImport> ImportAsync(string name, string path) => TracedImport.RunAsync(
        database.OwnerConnectionString, Path.Combine(folder.Root, name + "-tmp"), "import", path, "--report", Path.Combine(folder.Root, name + ".json"), "--home", Path.Combine(folder.Root, "home"));

    private bool IsGiven(string path) => path.StartsWith(folder.Root + "/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    // More of the program's own code is loaded when files are odd.
    private static bool IsProgram(string path) =>
        path.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal) || path.StartsWith("/usr/share/dotnet/", StringComparison.Ordinal)
        || path.StartsWith(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..")), StringComparison.Ordinal);

    // Numbers of processes, threads and runs differ from run to run.
    private static string Shape(string path) => Regex.Replace(path, "[0-9]+", "#");

    // Every reader once, so that the libraries it loads are known.
    private string Harmless()
    {
        const string Table = "名称,緯度,経度\n甲,35.1,139.1\n";
        folder.Write("good/a.csv", Table);
        folder.Write("good/b.csv", Table, JapaneseEncodings.Cp932);
        folder.Write("good/c.geojson", """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[139.1,35.1]}}]}""");
        folder.Write("good/d.kml", """<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>x</name><Point><coordinates>139.1,35.1</coordinates></Point></Placemark></Document></kml>""");
        folder.Write("good/e.xml", MojMapFixture.Map("公共座標9系", MojMapFixture.SquareWithHole(bridge: true)));
        folder.Zip("good/f.zip", Encoding.UTF8, ("g.csv", Encoding.UTF8.GetBytes(Table)), ("broken.geojson", "{"u8.ToArray()));
        folder.Write("good/h.xlsx", "PK\x03\x04"u8.ToArray());
        folder.Write("good/i.gpkg", [.. "SQLite format 3\0"u8, .. new byte[2000]]);
        folder.Write("good/j.fgb", [.. "fgb\x03fgb\0"u8, .. new byte[200]]);
        ShapefileFixture.Points(folder, "good/k", [(139.1, 35.2)], "名称", ["国道"], JapaneseEncodings.Cp932);
        return Path.Combine(folder.Root, "good");
    }

    private static List<string> SentencesOf(string path)
    {
        try
        {
            using var set = Reading.Open(path);
            var sentences = set.Skipped.Select(s => s.Reason).ToList();
            foreach (var dataset in set.Datasets)
            {
                foreach (var row in dataset.Read(CancellationToken.None))
                    sentences.AddRange(row.Remarks.Where(r => r.Kind is RemarkKind.SetAside or RemarkKind.Suspect).Take(1).Select(r => r.Text));
            }

            return sentences;
        }
        catch (SourceException e)
        {
            return [e.Message];
        }
    }
}
