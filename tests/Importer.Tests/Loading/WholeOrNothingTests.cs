using System.Diagnostics;
using Gis.Importer.Tests.Commands;
using Gis.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Loading;

/// <summary>kill -9 of the importer's own process at any moment: the layer is as before, or as after, never between.</summary>
public sealed class WholeOrNothingTests(TestDatabase database, ITestOutputHelper output) : ImporterTest(database)
{
    private const int Rows = 4_000;

    [Fact]
    public async Task A_killed_import_leaves_the_layer_as_it_was_or_as_it_was_to_become()
    {
        var old = Folder.Write("old.geojson", GridFile.Areas(Rows, 0));
        var next = Folder.Write("next.geojson", GridFile.Areas(Rows, 1));
        await Run.MustAsync("import", old, "--layer", "grid");
        var before = await StateAsync();
        var random = TestScale.Random(1);
        var whole = await TimeOfAsync(next);
        var after = await StateAsync();
        Assert.NotEqual(before, after);
        await Run.MustAsync("undo", "grid");
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
            await Run.MustAsync("undo", "grid");
            before = await StateAsync();
        }

        Assert.True(killed > 0, "No import was caught alive.");
        await Run.MustAsync("import", next, "--layer", "grid");
        Assert.Equal(after, await StateAsync());
    }

    [Fact]
    public async Task A_killed_first_import_leaves_no_trace()
    {
        var file = Folder.Write("first.geojson", GridFile.Areas(Rows, 2));
        using var import = Start(file, "first");
        for (var i = 0; i < 600 && await Run.AskAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%'") == 0; i++)
            await Task.Delay(20);
        import.Process.Kill();
        await import.EndAsync();
        await NobodyWritesAsync();

        Assert.Equal("none", await Run.HashAsync("first"));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM gis.layer WHERE id = 'first'"));
        Assert.Equal(0, await Run.AskAsync<long>("SELECT count(*) FROM search.public_entry WHERE layer_id = 'first'"));
    }

    // Content by key: an undone and repeated import gives the same rows with the same fids, at other times.
    private async Task<string> StateAsync() => await Run.AskAsync<string>(
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
            if (await Run.AskAsync<long>("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0)
                return;
            await Task.Delay(50);
        }

        Assert.Fail("The killed import still holds its lock.");
    }

    private ImporterProcess Start(string file, string layer = "grid") => ImporterProcess.Start(Database.OwnerConnectionString, null, "import", file, "--layer", layer, "--home", Run.Home);
}
