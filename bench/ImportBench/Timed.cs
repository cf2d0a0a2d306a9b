using System.Diagnostics;
using System.Globalization;

namespace Gis.ImportBench;

/// <summary>How long a program took, and its largest resident memory.</summary>
/// <param name="Seconds">Wall clock from start to exit.</param>
/// <param name="PeakMegabytes">Peak resident set of the process itself (Linux), without its children.</param>
internal sealed record Timed(double Seconds, double PeakMegabytes)
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<Timed> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!process.WaitForExit(20))
            peak = Math.Max(peak, Peak(process.Id));
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Timed(seconds, peak)
            : throw new InvalidOperationException($"{command[0]} ended with {process.ExitCode}: {await error}{await output}");
    }

    private static double Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
