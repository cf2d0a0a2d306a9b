using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gis.Importer.Tests.Formats;
using Gis.Testing;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Gis.Importer.Tests.Loading;

/// <summary>
/// kill -9 of the importer and of the database in every phase of a first load and of a new edition: the layer is as before or as it was to become, nothing is left
/// over, and the next run needs no hand.
/// </summary>
public sealed class KillByPhaseTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Rows = 6_000;

    private static readonly string[] OfFirst = ["read", "copy", "index", "search", "catalogue", "commit"];
    private static readonly string[] OfAgain = ["read", "copy", "difference", "catalogue", "commit"];

    private readonly TemporaryFolder folder = new();
    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("gis-kill-tmp-");
    private readonly Random random = TestScale.Random(31);
    private KillableCluster cluster = null!;

    public async Task InitializeAsync() => cluster = await KillableCluster.StartNewAsync();

    public async Task DisposeAsync()
    {
        await cluster.DisposeAsync();
        folder.Dispose();
        temporary.Delete(true);
    }

    [Fact]
    public async Task Killed_in_any_phase_a_layer_is_as_before_or_as_it_was_to_become()
    {
        var old = folder.Write("old.geojson", Grid(0));
        var next = folder.Write("next.geojson", Grid(1));
        await FinishAsync(old, "model");
        var first = await StateAsync("model");
        await FinishAsync(next, "model");
        var second = await StateAsync("model");
        Assert.NotEqual(first, second);

        var hits = 0;
        for (var round = 0; round < TestScale.Cases(1, 10); round++)
        {
            for (var i = 0; i < OfFirst.Length; i++)
            {
                var layer = $"first{round}_{i}";
                hits += await HitAsync(old, layer, OfFirst[i], (round + i) % 2 == 0, "none", first) ? 1 : 0;
                await FinishAsync(old, layer);
                Assert.Equal(first, await StateAsync(layer));
            }

            for (var i = 0; i < OfAgain.Length; i++)
            {
                var layer = $"again{round}_{i}";
                await FinishAsync(old, layer);
                hits += await HitAsync(next, layer, OfAgain[i], (round + i) % 2 == 1, first, second) ? 1 : 0;
                await FinishAsync(next, layer);
                Assert.Equal(second, await StateAsync(layer));
            }
        }

        // A phase of a millisecond may be over before it is seen; most are not.
        var tried = TestScale.Cases(1, 10) * (OfFirst.Length + OfAgain.Length);
        Assert.True(hits * 3 >= tried * 2, $"Only {hits} of {tried} imports were hit in their phase.");
    }

    private async Task<bool> HitAsync(string file, string layer, string phase, bool database, string before, string after)
    {
        using var process = Start(file, layer);
        var hit = await SeenAsync(process, phase);
        if (hit)
            await Task.Delay(random.Next(12));
        var alive = !process.HasExited;
        if (hit && alive && database)
            await cluster.KillAndStartAsync();
        else if (hit && alive)
            process.Kill();
        await process.WaitForExitAsync();
        await NobodyWritesAsync();
        var state = await StateAsync(layer);
        output.WriteLine($"{phase} of {layer}: {(hit && alive ? database ? "database killed" : "importer killed" : "missed")}, layer {(state == before ? "as before" : "as after")}");
        Assert.True(state == before || state == after, $"{phase} of {layer} left a third state.");
        Assert.Empty(temporary.GetFileSystemInfos());
        Assert.Equal(
            "", await AskAsync($"SELECT coalesce(string_agg(oid::regclass::text, ' '), '') FROM pg_class WHERE relkind = 'r' AND (relname ~ 'incoming|candidate|gis_' OR ('{state}' = 'none' AND relname ~ '{layer}'))"));
        return hit && alive;
    }

    private async Task<bool> SeenAsync(Process process, string phase)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var look = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = $1)", connection);
        look.Parameters.Add(new NpgsqlParameter<string> { TypedValue = "gis-import " + phase });
        await look.PrepareAsync();
        while (!process.HasExited)
        {
            if (await look.ExecuteScalarAsync() is true)
                return true;
        }

        return false;
    }

    private async Task NobodyWritesAsync()
    {
        for (var i = 0; i < 200; i++)
        {
            if (await AskAsync("SELECT count(*)::text FROM pg_stat_activity WHERE application_name LIKE 'gis-import%' OR EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory')") == "0")
                return;
            await Task.Delay(50);
        }

        Assert.Fail("The killed import still holds its lock.");
    }

    // Content by key; times and revisions differ from run to run, and a killed run leaves a gap before the fid of the row that is new.
    private async Task<string> StateAsync(string layer) => await AskAsync($"SELECT (to_regclass('layer.{layer}') IS NULL)::text") == "true"
        ? "none"
        : await AskAsync(
            $"""
            SELECT md5(string_agg(concat_ws(' ', CASE WHEN id <> '{Rows}' THEN fid END, id, name, geom::text), '|' ORDER BY id)) || ' ' || count(*) || ' '
                || (SELECT count(*) FROM search.public_entry WHERE layer_id = '{layer}') || ' ' || (SELECT feature_count FROM gis.layer WHERE id = '{layer}')
            FROM layer.{layer}
            """);

    private async Task<string> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private async Task FinishAsync(string file, string layer)
    {
        using var process = Start(file, layer);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private Process Start(string file, string layer)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GIS_DATABASE"] = cluster.Connection, ["TMPDIR"] = temporary.FullName, ["DOTNET_EnableDiagnostics"] = "0" },
        };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "gis-import.dll"), "import", file, "--layer", layer, "--kind", "facility", "--home", folder.Root })
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, e) => output.WriteLine(e.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Grid(int edition)
    {
        var text = new StringBuilder("""{"type":"FeatureCollection","features":[""");
        for (var i = edition; i < Rows + edition; i++)
        {
            var (x, y) = (139 + (i % 200 * 0.001), 35 + (i / 200 * 0.001));
            text.Append(i == edition ? "" : ",").Append(CultureInfo.InvariantCulture, $$$"""
                {"type":"Feature","properties":{"id":"{{{i}}}","name":"施設{{{(i % 3 == 0 ? edition : 0)}}}-{{{i}}}"},"geometry":{"type":"Point","coordinates":[{{{x:F4}}},{{{y:F4}}}]}}
                """);
        }

        return text.Append("]}").ToString();
    }
}
