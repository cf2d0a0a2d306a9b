using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.Importer.Tests.Hostile;

/// <summary>What a run of the importer's own process asked of the kernel.</summary>
/// <param name="Code">Exit status.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Opened">Files that were opened, or tried to be.</param>
/// <param name="Written">Of these: for writing, and what was renamed, linked or removed.</param>
/// <param name="Ports">TCP ports it connected to, on any machine.</param>
/// <param name="Sockets">Connections that are neither TCP nor local.</param>
/// <param name="PeakMegabytes">Its largest resident memory.</param>
/// <param name="Time">How long it took.</param>
internal sealed partial record TracedImport(
    int Code, string Error, IReadOnlySet<string> Opened, IReadOnlySet<string> Written, IReadOnlySet<int> Ports, IReadOnlySet<string> Sockets, long PeakMegabytes, TimeSpan Time)
{
    /// <summary>Runs the importer under strace.</summary>
    /// <param name="database">The owner's connection string.</param>
    /// <param name="temporary">Its folder for temporary files.</param>
    /// <param name="arguments">Its command line.</param>
    public static async Task<TracedImport> RunAsync(string database, string temporary, params string[] arguments)
    {
        Directory.CreateDirectory(temporary);
        var log = temporary.TrimEnd('/') + ".trace";
        var start = new ProcessStartInfo("strace") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] own = ["-f", "-qq", "-s", "4096", "-e", "trace=open,openat,creat,connect,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,symlinkat", "-o", log];
        foreach (var argument in (string[])[.. own, "dotnet", System.IO.Path.Combine(AppContext.BaseDirectory, "gis-import.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["GIS_DATABASE"] = database;
        start.Environment["TMPDIR"] = temporary;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        long peak = 0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, PeakOf(process.Id));
            await Task.Delay(50);
        }

        await process.WaitForExitAsync();
        await output;
        return Parse(File.ReadLines(log), process.ExitCode, await error, peak, clock.Elapsed);
    }

    private static TracedImport Parse(IEnumerable<string> lines, int code, string error, long peak, TimeSpan time)
    {
        var (opened, written, sockets, ports) = (new HashSet<string>(), new HashSet<string>(), new HashSet<string>(), new HashSet<int>());
        foreach (var line in lines)
        {
            if (line.Contains(" connect(", StringComparison.Ordinal))
            {
                if (Port().Match(line) is { Success: true } port)
                    ports.Add(int.Parse(port.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
                else if (!line.Contains("AF_UNIX", StringComparison.Ordinal) && !line.Contains("resumed>", StringComparison.Ordinal))
                    sockets.Add(line);
                continue;
            }

            var paths = Quoted().Matches(line).Select(m => Regex.Unescape(m.Groups[1].Value)).ToList();
            opened.UnionWith(paths);
            if (!line.Contains("O_RDONLY", StringComparison.Ordinal) || line.Contains("O_CREAT", StringComparison.Ordinal))
                written.UnionWith(paths);
        }

        return new TracedImport(code, error, opened, written, ports, sockets, peak, time);
    }

    // The traced program is the only child of strace.
    private static long PeakOf(int tracer)
    {
        try
        {
            var child = File.ReadAllText($"/proc/{tracer}/task/{tracer}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
            var line = child is null ? null : File.ReadLines($"/proc/{child}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [GeneratedRegex("htons\\((\\d+)\\)")]
    private static partial Regex Port();

    [GeneratedRegex("\"(/(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();
}
