using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gis.Launcher.Processes;

/// <summary>
/// A process that stays recognisable: its id alone is not enough, because the system gives ids again. The start time
/// (in clock ticks since boot, field 22 of <c>/proc/PID/stat</c>) and the boot tell it from a later process with the same id.
/// </summary>
/// <param name="Pid">The process id.</param>
/// <param name="StartTicks">When it started, in clock ticks since boot.</param>
/// <param name="Boot">The boot it belongs to (<c>/proc/sys/kernel/random/boot_id</c>).</param>
internal sealed record ProcessIdentity(int Pid, long StartTicks, string Boot)
{
    private const int Terminate = 15;

    /// <summary>Reads the identity of a running process; null when there is none with this id.</summary>
    public static ProcessIdentity? Of(int pid) =>
        ReadStat(pid) is { } stat ? new ProcessIdentity(pid, stat.StartTicks, BootId()) : null;

    /// <summary>True while this very process runs; one that ended and was not yet collected by its parent does not run.</summary>
    public bool IsRunning => ReadStat(Pid) is { State: not ('Z' or 'X') } stat && stat.StartTicks == StartTicks && BootId() == Boot;

    /// <summary>Reads a recorded process; null when nothing, or nothing readable, is recorded.</summary>
    public static ProcessIdentity? Load(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ProcessIdentity>(File.ReadAllText(path)) : null;
        }
        catch (JsonException)
        {
            // Cut off by a crash while it was written: as good as none.
            return null;
        }
    }

    /// <summary>Records the process, replacing what was there in one step.</summary>
    public void Save(string path)
    {
        File.WriteAllText(path + ".new", JsonSerializer.Serialize(this));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Asks the process to end, waits, and ends it by force after <paramref name="patience"/>. Touches no other process.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        if (!IsRunning)
        {
            return;
        }

        _ = NativeMethods.Kill(Pid, Terminate);
        var until = DateTime.UtcNow + patience;
        while (IsRunning && DateTime.UtcNow < until)
        {
            await Task.Delay(50);
        }

        if (IsRunning)
        {
            const int kill = 9;
            _ = NativeMethods.Kill(Pid, kill);
        }
    }

    private static string BootId() => File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();

    private static (char State, long StartTicks)? ReadStat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");

            // The second field is the program's name in brackets and may itself hold brackets and spaces.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], long.Parse(fields[19], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Kill(int pid, int signal);
    }
}
