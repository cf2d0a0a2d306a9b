using Gis.Launcher.Processes;
using Gis.Launcher.WebPages;

namespace Gis.Launcher.TestRuns;

/// <summary>Runs the vitest tests of a folder with a <c>package.json</c>.</summary>
/// <param name="installation">Where results go.</param>
/// <param name="name">The runner's name.</param>
/// <param name="folder">The folder.</param>
internal sealed class NpmRunner(Installation installation, string name, string folder) : ITestRunner
{
    // How a test tells a figure (tests/EndToEnd/support/figure.ts).
    private const string Figure = "figure: ";

    /// <inheritdoc />
    public string Name => name;

    /// <inheritdoc />
    public bool NeedsTown => name == "EndToEnd";

    /// <inheritdoc />
    public async Task<RunnerResult> RunAsync(
        IReadOnlyDictionary<string, string?> environment, string? filter, CancellationToken cancellationToken)
    {
        var report = Path.Combine(installation.Root, "test-results", name + ".json");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        await NodePackages.EnsureAsync(folder, cancellationToken);
        List<string> command =
        [
            "node", Path.Combine(folder, "node_modules", "vitest", "vitest.mjs"), "run", "--reporter=json", "--outputFile=" + report, "--disable-console-intercept",
        ];
        if (filter is not null)
        {
            command.AddRange(["-t", filter]);
        }

        var run = await CommandRun.CaptureAsync(command, environment: environment, directory: folder, cancellationToken: cancellationToken);
        if (!File.Exists(report))
        {
            return RunnerResult.Broken(name, "the run left no report\n" + run.Output + run.Error);
        }

        var result = JsonReport.Read(name, report) with
        {
            Figures = [.. run.Output.Split('\n').Where(static line => line.StartsWith(Figure, StringComparison.Ordinal)).Select(static line => line[Figure.Length..].Trim())],
        };
        return !run.Succeeded && result.Failures.Count == 0
            ? result with { Fault = $"the run ended with status {run.ExitCode}\n{run.Output}{run.Error}" }
            : result;
    }
}
