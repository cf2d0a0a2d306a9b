namespace Gis.MapServer.Hosting.Memory;

/// <summary>
/// Gives memory back when a storm is over. The runtime keeps what it once had for the next one, and leaves gaps between the objects of a town that was read and
/// simplified: 200 MB of 800 after a start, 200 more after a night. Requests stand still for 0.1 to 0.3 seconds (ADR 0049).
/// </summary>
/// <param name="log">Says what was given back.</param>
internal sealed partial class MemoryKeeper(ILogger<MemoryKeeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(StormWatch.Interval);
        var (watch, before) = (new StormWatch(), Environment.CpuUsage.TotalTime);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = Environment.CpuUsage.TotalTime;
            var busy = (now - before) / StormWatch.Interval / Environment.ProcessorCount;
            before = now;
            var held = Environment.WorkingSet;
            if (!watch.Look(busy, ThreadPool.PendingWorkItemCount, held))
                continue;
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var left = Environment.WorkingSet;
            watch.Left(left);
            GaveBack(log, (held - left) >> 20, left >> 20, GC.GetGCMemoryInfo(GCKind.FullBlocking).PauseDurations[0].TotalMilliseconds);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Gave back {Megabytes} MB, {Left} MB left, stood still for {Milliseconds:0} ms")]
    private static partial void GaveBack(ILogger log, long megabytes, long left, double milliseconds);
}
