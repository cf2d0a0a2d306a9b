using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace Gis.Importer.Tests.Fuzz;

/// <summary>Has cases read by child processes, and counts what came of them.</summary>
/// <param name="target">Name of the target.</param>
internal sealed class FuzzRun(string target)
{
    private const long MostBytes = 1L << 30;

    // Counted in the child's own processor time, so that a busy machine makes no hang; the wall clock catches what waits for something.
    private static readonly TimeSpan MostWork = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(120);

    /// <summary>Cases that ended in rows.</summary>
    public int Loaded { get; private set; }

    /// <summary>Cases that ended in a sentence.</summary>
    public int Refused { get; private set; }

    /// <summary>Crashes, hangs, unexplained failures, each with its case.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>Most memory that a child held.</summary>
    public long PeakBytes { get; private set; }

    /// <summary>Reads cases; a child that dies is followed by another from the next case on.</summary>
    public async Task ReadAsync(int first, int count)
    {
        var end = first + count;
        while (first < end && Faults.Count < 50)
            first = await ReadUntilDeathAsync(first, end - first) + 1;
    }

    private async Task<int> ReadUntilDeathAsync(int first, int count)
    {
        // Thousands of small files a minute belong into memory where there is such a folder.
        using var temporary = new Formats.TemporaryFolder(Directory.Exists("/dev/shm") ? "/dev/shm" : null);
        using var process = Start(first, count, temporary.Root);
        var lines = Channel.CreateUnbounded<string>();
        var error = process.StandardError.ReadToEndAsync();
        var reader = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
                lines.Writer.TryWrite(line);
            lines.Writer.Complete();
        });
        var (present, isOpen, clock, work) = (first, true, Stopwatch.StartNew(), TimeSpan.Zero);
        var stopped = (string?)null;
        while (stopped is null)
        {
            using var tick = new CancellationTokenSource(500);
            try
            {
                if (!await lines.Reader.WaitToReadAsync(tick.Token))
                    break;
            }
            catch (OperationCanceledException)
            {
                stopped = Look(process, clock, work);
                continue;
            }

            while (lines.Reader.TryRead(out var line))
                (present, isOpen) = Take(line);
            (clock, work) = (Stopwatch.StartNew(), WorkOf(process));
            PeakBytes = Math.Max(PeakBytes, MemoryOf(process));
        }

        if (stopped is not null)
            process.Kill();
        await process.WaitForExitAsync();
        await reader;
        if (stopped is not null || process.ExitCode != 0)
            Faults.Add($"{target} {present}: {stopped ?? $"the process ended with {process.ExitCode}"}{(isOpen ? "" : " between cases")} {Last(await error)}");
        return present;
    }

    private (int Number, bool IsOpen) Take(string line)
    {
        var parts = line.Split(' ', 4);
        var number = int.Parse(parts[1], CultureInfo.InvariantCulture);
        if (parts[0] == ">")
            return (number, true);
        if (parts[2] == "rows")
            Loaded++;
        else if (parts[2] == "refused")
            Refused++;
        else
            Faults.Add($"{target} {number}: {parts[^1]}");
        return (number, false);
    }

    private string? Look(Process process, Stopwatch clock, TimeSpan work)
    {
        PeakBytes = Math.Max(PeakBytes, MemoryOf(process));
        return PeakBytes > MostBytes ? $"{PeakBytes >> 20} MB"
            : WorkOf(process) - work > MostWork ? "it works and does not end"
            : clock.Elapsed > MostWait ? "it waits and does not end"
            : null;
    }

    // Who has ended works no more: what he still has to say is on its way, and his exit code tells of a crash.
    private static TimeSpan WorkOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? TimeSpan.Zero : process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero;
        }
    }

    private static long MemoryOf(Process process)
    {
        try
        {
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private Process Start(int first, int count, string temporary)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        var assembly = typeof(FuzzChild).Assembly.Location;
        foreach (var argument in (string[])[assembly, "fuzz", target, first.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        start.Environment["TMPDIR"] = temporary;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return Process.Start(start)!;
    }

    private static string Last(string error) => string.Join(" | ", error.Trim().Split('\n').TakeLast(3));
}
