using Gis.Core.Database;
using Npgsql;

namespace Gis.Importer.Jobs;

/// <summary>Takes jobs as they come: wakes by LISTEN, looks again now and then, and goes on after any failure.</summary>
/// <param name="owner">Pool of the owner.</param>
/// <param name="home">The home with the staged files.</param>
/// <param name="limits">What a job may use.</param>
/// <param name="say">Tells the log, in Japanese; never a row's values.</param>
internal sealed class Worker(NpgsqlDataSource owner, GisHome home, JobLimits limits, Action<string> say)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly JobQueue queue = new(owner, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>Works until it is stopped.</summary>
    /// <param name="untilIdle">Ends when nothing waits any more.</param>
    /// <param name="cancellation">Stops it; a running job goes back to the queue by its silence.</param>
    public async Task RunAsync(bool untilIdle, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var ear = await owner.OpenConnectionAsync(cancellation);
                await using (var listen = new NpgsqlCommand("LISTEN gis_job", ear))
                    await listen.ExecuteNonQueryAsync(cancellation);
                while (!cancellation.IsCancellationRequested)
                {
                    while (await queue.TakeAsync(cancellation) is { } job)
                        await DoAsync(job, cancellation);
                    if (untilIdle)
                        return;
                    await ear.WaitAsync(LookAgain, cancellation);
                }
            }
            catch (NpgsqlException e) when (!untilIdle)
            {
                say($"データベースにつながりません（{e.GetType().Name}）。しばらく待ってつなぎ直します。");
                await Task.Delay(TimeSpan.FromSeconds(5), cancellation);
            }
        }
    }

    private async Task DoAsync(Job job, CancellationToken cancellation)
    {
        say($"仕事{job.Id}を始めます（{job.Attempts}回目）。");
        var outcome = await new JobProcess(home, limits).RunAsync(job, rows => queue.BeatAsync(job, rows, cancellation), cancellation);
        var report = outcome.Report is null ? null : Report.JsonText.WithoutNul(outcome.Report);
        var kept = await queue.EndAsync(job, outcome.Done, outcome.Message, report, CancellationToken.None);
        say(kept ? $"仕事{job.Id}が終わりました（{(outcome.Done ? "完了" : "失敗")}）。" : $"仕事{job.Id}は別のワーカーが引き取りました。");
    }
}
