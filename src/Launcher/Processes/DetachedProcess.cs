using System.Diagnostics;

namespace Gis.Launcher.Processes;

/// <summary>Starts a program that outlives the launcher: a session of its own, no terminal, its output in a log file.</summary>
internal static class DetachedProcess
{
    /// <summary>Starts the program.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="log">The file its output is added to.</param>
    /// <param name="environment">Its whole environment: nothing else is passed on. Null values are left out.</param>
    /// <param name="directory">Where it runs; the root folder when null.</param>
    public static ProcessIdentity Start(
        IReadOnlyList<string> command, string log, IReadOnlyDictionary<string, string?> environment, string? directory = null)
    {
        // The shell opens the log and is then replaced twice, so the process id stays the one that was started here.
        // Own session: Ctrl-C in the terminal must reach the launcher only, which then stops its servers in order.
        string[] wrapped = ["/bin/sh", "-c", "log=$1; shift; exec setsid \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", log, .. command];
        var start = new ProcessStartInfo(wrapped[0], wrapped.Skip(1)) { WorkingDirectory = directory ?? "/", UseShellExecute = false };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Where(static pair => pair.Value is not null))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        return ProcessIdentity.Of(process.Id)
            ?? throw new LauncherException($"{Path.GetFileName(command[0])} を起動できませんでした。記録: {log}");
    }
}
