using System.Diagnostics;

namespace Gis.MapServer.Tests.Running;

/// <summary>Runs a program of the machine and gives what it printed.</summary>
public static class OtherProgram
{
    /// <summary>Runs it; fails the test when it ends with another code than 0.</summary>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NO_PROXY"] = "*";
        start.Environment["http_proxy"] = "";
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Xunit.Assert.True(process.ExitCode == 0, $"{name} {string.Join(' ', arguments)}: {process.ExitCode} {await error} {await output}");
        return await output;
    }
}
