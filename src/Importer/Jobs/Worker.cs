using Gis.Core.Database;
using Gis.Importer.Exports;
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
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(1);

    /// <summary>What the listening connection is called in <c>pg_stat_activity</c>: by it the launcher sees that this process hears.</summary>
    private static readonly string EarName = $"gis worker {Environment.ProcessId}";

    private readonly JobQueue queue = new(owner, $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}");

    /// <summary>Works until it is stopped.</summary>
    /// <param name="untilIdle">Ends when nothing waits any more.</param>
    /// <param name="cancellation">Stops it; a running job goes back to the queue by its silence.</param>
    public async Task RunAsync(bool untilIdle, CancellationToken cancellation)
    {
        var deaf = false;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using var ear = await owner.OpenConnectionAsync(cancellation);
                await using (var listen = new NpgsqlCommand($"SET application_name = '{EarName}'; LISTEN gis_job", ear))
                    await listen.ExecuteNonQueryAsync(cancellation);
                if (deaf)
                    say("データベースにつなぎ直しました。");
                deaf = false;
                while (!cancellation.IsCancellationRequested)
                {
                    while (await queue.TakeAsync(cancellation) is { } job)
                        await DoAsync(job, cancellation);
                    if (untilIdle)
                        return;
                    await ear.WaitAsync(LookAgain, cancellation);
                }
            }
            catch (Exception e) when (!untilIdle && !cancellation.IsCancellationRequested && IsLostConnection(e))
            {
                if (!deaf)
                    say($"データベースにつながりません（{e.GetType().Name}）。つながるまで待ちます。");
                deaf = true;
                await Task.Delay(TryAgain, cancellation);
            }
        }
    }

    // A server that goes down says so (PostgresException), cuts the line (NpgsqlException, IOException) or takes the connection under our hands.
    private static bool IsLostConnection(Exception e) => e is NpgsqlException or IOException or ObjectDisposedException or InvalidOperationException;

    private async Task DoAsync(Job job, CancellationToken cancellation)
    {
        say($"仕事{job.Id}を始めます（{job.Attempts}回目）。");
        JobOutcome outcome;
        try
        {
            outcome = await new JobProcess(home, limits).RunAsync(job, rows => queue.BeatAsync(job, rows, cancellation), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopped, not failed: the next worker need not wait until this one has been silent for long enough.
            await queue.ReleaseAsync(job);
            say($"仕事{job.Id}を待ち行列に戻しました。");
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            // This machine's trouble (no room, no rights, no memory for a process) must end neither the worker nor the queue.
            outcome = new JobOutcome(false, $"ワーカーの機械で処理を始められません（{e.GetType().Name}）。空き容量とフォルダーの権限を確かめ、もう一度頼んでください。", null);
        }

        if (outcome.Report is not null && job.Kind == "export")
        {
            // Of several formats, those that were written stand, whatever became of the others.
            var all = ExportResult.Read(outcome.Report);
            foreach (var made in all)
                await new ExportShelf(owner, home).PutAsync(made, CancellationToken.None);
            if (outcome.Done)
                outcome = outcome with { Message = string.Concat(all.Select(made => $"{made.File}を作りました（{made.Rows:N0}件、{made.Bytes:N0}バイト）。")) };
        }

        var report = outcome.Report is null ? null : Report.JsonText.WithoutNul(outcome.Report);
        var kept = await queue.EndAsync(job, outcome.Done, outcome.Message, report, CancellationToken.None);
        say(kept ? $"仕事{job.Id}が終わりました（{(outcome.Done ? "完了" : "失敗")}）。" : $"仕事{job.Id}は別のワーカーが引き取りました。");
    }
}
