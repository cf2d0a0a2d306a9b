using System.Diagnostics;
using Gis.Importer.Tests.Commands;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Loading;

/// <summary>kill -9 of the importer's own process at any moment: the layer is as before, or as after, never between.</summary>
public sealed class WholeOrNothingTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>, IDisposable
{
    private const int Rows = 4_000;

    private readonly TemporaryFolder folder = new();
    private readonly ImporterRun run = new(database);

    public void Dispose()
    {
        folder.Dispose();
        run.Dispose();
    }

    [Fact]
    public async Task A_killed_import_leaves_the_layer_as_it_was_or_as_it_was_to_become()
    {
        var old = folder.Write("old.geojson", GridFile.Areas(Rows, 0));
        var next = folder.Write("next.geojson", GridFile.Areas(Rows, 1));
        await run.MustAsync("import", old, "--layer", "grid");
        var before = await StateAsync();
        var random = TestScale.Random(1);
        var whole = await TimeOfAsync(next);
        var after = await StateAsync();
        Assert.NotEqual(before, after);
        await run.MustAsync("undo", "grid");
        before = await StateAsync();
        var killed = 0;

        for (var i = 0; i < TestScale.Cases(4, 60); i++)
        {
            using var import = Start(next);
            var process = import.Process;
            await Task.Delay(TimeSpan.FromMilliseconds(whole.TotalMilliseconds * (0.2 + (0.8 * random.NextDouble()))));
            if (!process.HasExited)
            {
                process.Kill();
                killed++;
            }

            await import.EndAsync();
            await NobodyWritesAsync();
            var state = await StateAsync();
            output.WriteLine(state == before ? "as before" : "as after");
            if (state == before)
                continue;
            Assert.Equal(after, state);
            await run.MustAsync("undo", "grid");
            before = await StateAsync();
        }

        Assert.True(killed > 0, "No import was caught alive.");
        await run.MustAsync("import", next, "--layer", "grid");
        Assert.Equal(after, await StateAsync());
    }

    [Fact]
    public async Task A_killed_first_import_leaves_no_trace()
    {
        var file = folder.Write("first.geojson", GridFile.Areas(Rows, 2));
        using var import = Start(file, "first");
        for (var i = 0; i < 600 && await run.AskAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'") == 0; i++)
            await Task.Delay(20);
        import.Process.Kill();
        await import.EndAsync();
        await NobodyWritesAsync();

        Assert.Equal("none", await run.HashAsync("first"));
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM gis.layer WHERE id = 'first'"));
        Assert.Equal(0, await run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE layer_id = 'first'"));
    }

    // Content by key: an undone and repeated import gives the same rows with the same fids, at other times.
    private async Task<string> StateAsync() => await run.AskAsync<string>(
        """
        SELECT md5(string_agg(concat_ws(' ', fid, id, name, geom::text), '|' ORDER BY fid)) || ' ' || count(*) || ' '
            || (SELECT count(*) FROM search.public_entry WHERE layer_id = 'grid') || ' ' || (SELECT feature_count FROM gis.layer WHERE id = 'grid')
        FROM layer.grid
        """) ?? "none";

    private async Task<TimeSpan> TimeOfAsync(string file)
    {
        var clock = Stopwatch.StartNew();
        using var import = Start(file);
        var (code, error) = await import.EndAsync();
        Assert.True(code == 0, error);
        return clock.Elapsed;
    }

    private async Task NobodyWritesAsync()
    {
        for (var i = 0; i < 600; i++)
        {
            if (await run.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
                return;
            await Task.Delay(50);
        }

        Assert.Fail("The killed import still holds its lock.");
    }

    private ImporterProcess Start(string file, string layer = "grid") => ImporterProcess.Start(database.OwnerConnectionString, null, "import", file, "--layer", layer, "--home", run.Home);
}
