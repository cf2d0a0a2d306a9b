using System.Diagnostics;
using Xunit;

namespace Gis.Testing;

/// <summary>A test that watches system calls; reported as skipped, with the reason, only where the kernel lets nobody watch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TraceFactAttribute : FactAttribute
{
    private static readonly string? Reason = Find();

    /// <summary>Tries it once.</summary>
    public TraceFactAttribute() => Skip = Reason;

    private static string? Find()
    {
        var start = new ProcessStartInfo("strace") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { "-o", "/dev/null", "true" })
            start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "System calls cannot be watched here: " + error.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Debian's package strace is among those that ./gis test installs: its absence is an error, not a reason.
            return null;
        }
    }
}
