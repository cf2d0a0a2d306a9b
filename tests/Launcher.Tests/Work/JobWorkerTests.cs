using Gis.Core.Database;
using Gis.Launcher.Processes;
using Gis.Launcher.Terminal;
using Gis.Launcher.Tests.Clusters;
using Gis.Launcher.Up;
using Gis.Launcher.Work;
using Npgsql;
using Xunit;

namespace Gis.Launcher.Tests.Work;

/// <summary>The worker as part of the running town: jobs asked for by plain SQL are done and told, whatever happens to database and worker in between.</summary>
public sealed class JobWorkerTests
{
    [Fact]
    public async Task Jobs_are_done_while_the_town_runs_and_after_its_database_was_restarted_and_after_the_worker_was_killed()
    {
        await using var home = new TemporaryHome();
        var run = new UpRun(
            Installation.Current(), home.Home, new UpOptions(FreePort.Choose(), FreePort.Choose(), "127.0.0.1", Detach: true, Sample: false), Screen.Create(), throwAway: true);
        await run.StartAsync(CancellationToken.None);
        try
        {
            var worker = new JobWorker(Installation.Current(), home.Home);
            var first = worker.Running();
            Assert.NotNull(first);
            await using (var owner = GisDatabase.Connect(home.Home, DatabaseRole.Owner))
            {
                Assert.True(await JobWorker.ListensAsync(owner, first, CancellationToken.None));
            }

            Stage(home.Home, "places.csv", "ID,名称,緯度,経度\n1,甲,35.1,139.1\n2,乙,35.2,139.2\n");
            Assert.Equal("done 2", await AskAndWaitAsync(home.Home, "0123abcd/places.csv", "places"));

            await home.Cluster.StopAsync(CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(2));
            Assert.True(first.IsRunning, "The worker must outlive its database.");
            await home.Cluster.EnsureRunningAsync(static _ => { }, CancellationToken.None);
            Stage(home.Home, "more.csv", "ID,名称,緯度,経度\n1,甲,35.1,139.1\n");
            Assert.Equal("done 1", await AskAndWaitAsync(home.Home, "0123abcd/more.csv", "more"));
            Assert.Equal(first, worker.Running());

            using (var process = System.Diagnostics.Process.GetProcessById(first.Pid))
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            Assert.True(await run.ReviveWorkerAsync(CancellationToken.None));
            Assert.False(await run.ReviveWorkerAsync(CancellationToken.None));
            Stage(home.Home, "third.csv", "ID,名称,緯度,経度\n1,甲,35.1,139.1\n");
            Assert.Equal("done 1", await AskAndWaitAsync(home.Home, "0123abcd/third.csv", "third"));

            var second = worker.Running();
            await run.StopAsync();
            Assert.False(second!.IsRunning);
            Assert.Null(worker.Running());
        }
        finally
        {
            await run.StopAsync();
        }
    }

    private static void Stage(GisHome home, string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(home.Uploads, "0123abcd"));
        File.WriteAllText(Path.Combine(home.Uploads, "0123abcd", name), text);
    }

    // As the staff's server does it: asks through the function, hears of each step by NOTIFY, reads what its class may read.
    private static async Task<string> AskAndWaitAsync(GisHome home, string file, string layer)
    {
        await using var staff = GisDatabase.Connect(home, DatabaseRole.Staff);
        await using var ear = await staff.OpenConnectionAsync();
        await using (var listen = new NpgsqlCommand("LISTEN gis_job", ear))
        {
            await listen.ExecuteNonQueryAsync();
        }

        var heard = 0;
        ear.Notification += (_, _) => heard++;
        await using var ask = staff.CreateCommand($"SELECT gis.request_import('{file}', '{layer}', '{{}}', 'yamada')");
        var job = (long)(await ask.ExecuteScalarAsync())!;
        var until = DateTime.UtcNow.AddSeconds(90);
        while (DateTime.UtcNow < until)
        {
            await using var read = staff.CreateCommand(
                $"SELECT state || ' ' || coalesce(report #>> '{{imports,0,rows,kept}}', message, '') FROM gis.job WHERE id = {job} AND state IN ('done', 'failed')");
            if (await read.ExecuteScalarAsync() is string end)
            {
                Assert.True(heard >= 3, $"Asked for, taken and ended are three events; {heard} were heard.");
                return end;
            }

            await ear.WaitAsync(TimeSpan.FromSeconds(1));
        }

        return "The job was not done in time.";
    }
}
