using System.Text.Json;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Importer.Tests.Loading;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>
/// Damaged files through the importer's own process into the real database: what it says, what it reports and what stands in the tables agree, and a failure
/// changes nothing.
/// </summary>
public sealed class FuzzImportTests(TestDatabase database, ITestOutputHelper output) : ImporterTest(database)
{
    [Fact]
    public async Task A_damaged_file_changes_a_layer_with_a_report_or_not_at_all()
    {
        var random = TestScale.Random(77);
        var targets = FuzzSamples.All(Folder);
        var cases = TestScale.Cases(6, targets.Count * 40);
        var (loaded, failed) = (0, 0);
        for (var i = 0; i < cases; i++)
        {
            // In order through all in the full run; the slice takes some by chance, always the same.
            var target = targets[TestScale.IsFull ? i % targets.Count : random.Next(targets.Count)];
            var number = random.Next(1_000_000);
            using var place = new TemporaryFolder();
            var before = await StateAsync();
            var result = await ImportAsync(target.Write(Path.Combine(place.Root, "given"), number), place.Root);
            var after = await StateAsync();

            var message = $"{target.Name} {number}: exit {result.Code}, {result.Error}";
            Assert.True(result.Code is 0 or 1, message);
            Assert.True(result.Code == 0 ? result.Error.Length == 0 || result.Error.Split('\n').All(l => FuzzReading.IsSentence(l, place.Root)) : FuzzReading.IsSentence(result.Error, place.Root), message);
            Assert.True(result.Left.Length == 0, $"{message} left {string.Join(' ', result.Left)}");
            Assert.True(before == after == (result.Imported == 0), $"{message}: {result.Imported} layers reported, database {(before == after ? "unchanged" : "changed")}");
            await Run.SumsCloseAsync();
            _ = result.Code == 0 ? loaded++ : failed++;
        }

        output.WriteLine($"{cases} processes: {loaded} loaded, {failed} refused");
        Assert.True(loaded > 0 && failed > 0);
    }

    // Every row of every layer, and how many imports were recorded.
    private async Task<string> StateAsync()
    {
        var state = await Run.AskAsync<string>("SELECT count(*) || ' ' || coalesce(max(id), 0) FROM gis.import");
        foreach (var table in await Run.ListAsync("SELECT schemaname || '.' || quote_ident(tablename) FROM pg_tables WHERE schemaname IN ('layer', 'register', 'history') ORDER BY 1"))
            state += table + await Run.AskAsync<string>($"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY fid), '')) FROM {table} t");
        return state!;
    }

    private async Task<(int Code, string Error, int Imported, string[] Left)> ImportAsync(string path, string place)
    {
        var (temporary, report) = (Directory.CreateDirectory(Path.Combine(place, "tmp")).FullName, Path.Combine(place, "report.json"));
        var (code, error) = await ImporterProcess.RunAsync(Database.OwnerConnectionString, temporary, "import", path, "--report", report, "--home", Run.Home);
        return (code, error, Imported(report), Directory.GetFileSystemEntries(temporary).Select(p => Path.GetFileName(p)!).ToArray());
    }

    private static int Imported(string report)
    {
        if (!File.Exists(report))
            return 0;
        using var json = JsonDocument.Parse(File.ReadAllBytes(report));
        return json.RootElement.GetProperty("imports").EnumerateArray().Count(i => i.GetProperty("outcome").GetString() == "imported");
    }
}
