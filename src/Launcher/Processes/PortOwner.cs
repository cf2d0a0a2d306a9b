using System.Globalization;

namespace Gis.Launcher.Processes;

/// <summary>Who listens on a TCP port of this machine, read from <c>/proc</c>.</summary>
/// <param name="Pid">The process id, or null when this user may not see whose socket it is.</param>
/// <param name="Program">The program's name, or null likewise.</param>
internal sealed record PortOwner(int? Pid, string? Program)
{
    private const string Listening = "0A";

    /// <summary>For a message: the program and its id, or that it belongs to another user.</summary>
    public string Describe() =>
        Pid is null ? "別の利用者のプログラム（名前は管理者だけが見られます）" : $"{Program}（プロセス番号 {Pid}）";

    /// <summary>Finds the listener on a port; null when nothing listens there.</summary>
    /// <param name="port">A TCP port.</param>
    public static PortOwner? Of(int port)
    {
        var sockets = SocketsOn("/proc/net/tcp", port).Concat(SocketsOn("/proc/net/tcp6", port)).ToHashSet();
        return sockets.Count == 0 ? null : FindProcess(sockets) ?? new PortOwner(null, null);
    }

    private static IEnumerable<string> SocketsOn(string table, int port)
    {
        if (!File.Exists(table))
        {
            yield break;
        }

        // Columns: number, local address:port (hex), remote, state, queues, timer, retransmits, uid, timeout, inode.
        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var local = columns[1][(columns[1].LastIndexOf(':') + 1)..];
            if (columns[3] == Listening && int.Parse(local, NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port)
            {
                yield return $"socket:[{columns[9]}]";
            }
        }
    }

    private static PortOwner? FindProcess(HashSet<string> sockets)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Holds(folder, sockets))
            {
                return new PortOwner(pid, ProgramName(folder));
            }
        }

        return null;
    }

    private static bool Holds(string folder, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(folder, "fd"))
                .Any(entry => new FileInfo(entry).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another user's process, or one that ended meanwhile.
            return false;
        }
    }

    private static string ProgramName(string folder)
    {
        try
        {
            var arguments = File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
            var name = arguments.Length == 0 ? File.ReadAllText(Path.Combine(folder, "comm")).Trim() : Path.GetFileName(arguments[0]);

            // "dotnet" or "python3" says little: the script or assembly it runs says which program it is.
            return arguments.Length > 1 && arguments[1].Contains('.', StringComparison.Ordinal) && !arguments[1].StartsWith('-')
                ? $"{name} {Path.GetFileName(arguments[1])}"
                : name;
        }
        catch (IOException)
        {
            return "?";
        }
    }
}
