using System.Runtime.InteropServices;

namespace Gis.Importer.Jobs;

/// <summary>What a job may use at most, so that a hostile file cannot take the machine down.</summary>
/// <param name="FileBytes">Size of the staged file, and of any file that the job writes.</param>
/// <param name="MemoryBytes">Memory that the job's process may hold.</param>
/// <param name="Time">Wall clock.</param>
internal sealed record JobLimits(long FileBytes, long MemoryBytes, TimeSpan Time)
{
    /// <summary>What a town's own files stay below.</summary>
    public static JobLimits Default { get; } = new(4L << 30, 1L << 30, TimeSpan.FromMinutes(30));
}

/// <summary>
/// Lowers the limits of this very process, as any user may (setrlimit(2)): memory it may write to, size of files, open files, no core dumps. RLIMIT_AS is
/// of no use, because the runtime reserves far more addresses than it ever uses.
/// </summary>
internal static partial class ProcessLimits
{
    private const int FileSize = 1;
    private const int Data = 2;
    private const int Core = 4;
    private const int OpenFiles = 7;

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    /// <summary>Applies them; on systems other than Linux the watch of the worker is all there is.</summary>
    public static void Apply(JobLimits limits)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Lower(FileSize, (ulong)limits.FileBytes);
        // The runtime's own threads and code count too; the worker watches what is really held.
        Lower(Data, (ulong)limits.MemoryBytes * 2);
        Lower(Core, 0);
        Lower(OpenFiles, 2048);
    }

    private static void Lower(int resource, ulong value)
    {
        if (GetLimit(resource, out var now) != 0 || now.Hard <= value)
            return;
        var wanted = new Limit { Soft = value, Hard = value };
        _ = SetLimit(resource, ref wanted);
    }

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ref Limit limit);
}
