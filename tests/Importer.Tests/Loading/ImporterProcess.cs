using System.Diagnostics;

namespace Gis.Importer.Tests.Loading;

/// <summary>The importer as a process of its own, as a person starts it: it can be killed, starved and watched.</summary>
internal sealed class ImporterProcess : IDisposable
{
    private readonly Task<string> output;
    private readonly Task<string> error;

    private ImporterProcess(Process process)
    {
        Process = process;
        output = process.StandardOutput.ReadToEndAsync();
        error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The process.</summary>
    public Process Process { get; }

    /// <summary>Starts a command line.</summary>
    /// <param name="database">The owner's connection string.</param>
    /// <param name="temporary">Its folder for temporary files; null for the usual one.</param>
    /// <param name="arguments">The command line.</param>
    public static ImporterProcess Start(string database, string? temporary, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "gis-import.dll"), .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["GIS_DATABASE"] = database;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (temporary is not null)
            start.Environment["TMPDIR"] = temporary;
        return new ImporterProcess(Process.Start(start)!);
    }

    /// <summary>Starts a command line and waits for its end.</summary>
    public static async Task<(int Code, string Error)> RunAsync(string database, string? temporary, params string[] arguments)
    {
        using var process = Start(database, temporary, arguments);
        return await process.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>Exit status and what was said on standard error, without the final line break.</returns>
    /// <exception cref="TimeoutException">It hangs; it was killed.</exception>
    public async Task<(int Code, string Error)> EndAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await Process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Process.Kill(true);
            throw new TimeoutException("The importer does not end: " + await error);
        }

        await output;
        return (Process.ExitCode, (await error).Trim());
    }

    /// <inheritdoc/>
    public void Dispose() => Process.Dispose();
}
