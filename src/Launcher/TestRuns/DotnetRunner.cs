using Gis.Launcher.Processes;

namespace Gis.Launcher.TestRuns;

/// <summary>Runs one xunit project that was built before.</summary>
/// <param name="installation">Where the built tests lie.</param>
/// <param name="name">The project's name without <c>Gis.</c>, such as <c>Core.Tests</c>.</param>
internal sealed class DotnetRunner(Installation installation, string name) : ITestRunner
{
    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public bool NeedsTown => name is "MapServer.Tests" or "Viewer.Tests" or "Launcher.Tests";

    /// <inheritdoc />
    public async Task<RunnerResult> RunAsync(
        IReadOnlyDictionary<string, string?> environment, string? filter, CancellationToken cancellationToken)
    {
        var results = Path.Combine(installation.Root, "test-results");
        var report = Path.Combine(results, name + ".trx");
        Directory.CreateDirectory(results);
        File.Delete(report);
        List<string> command =
        [
            "dotnet", "test", installation.AssemblyPath("Gis." + name, "Gis." + name),
            "--logger", $"trx;LogFileName={name}.trx", "--results-directory", results,
        ];
        if (filter is not null)
        {
            command.AddRange(["--filter", "FullyQualifiedName~" + filter]);
        }

        var run = await CommandRun.CaptureAsync(command, environment: environment, directory: installation.Root, cancellationToken: cancellationToken);
        if (!File.Exists(report))
        {
            return RunnerResult.Broken(name, "the run left no report\n" + run.Output + run.Error);
        }

        var result = TrxReport.Read(name, report);
        return !run.Succeeded && result.Failures.Count == 0
            ? result with { Fault = $"the run ended with status {run.ExitCode}\n{run.Output}{run.Error}" }
            : result;
    }
}
