using System.Diagnostics;
using System.Globalization;
using Gis.Core.Database;

namespace Gis.Launcher.TestRuns;

/// <summary>One run of all tests (or of one runner's) on a test cluster of its own.</summary>
/// <param name="installation">Where the programs and tests lie.</param>
/// <param name="full">True for the long versions.</param>
/// <param name="only">The one runner to run; null for all.</param>
/// <param name="filter">Part of the names of the tests to run; null for all.</param>
internal sealed class TestRun(Installation installation, bool full, string? only, string? filter)
{
    private readonly TestCluster _cluster = new(installation);

    /// <summary>Runs the tests and prints what failed, what was skipped, and the sum as the last line.</summary>
    /// <returns>0 when all passed; 1 when a test failed, or a runner crashed or found nothing to run.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<RunnerResult>();
        var runners = Runners.Find(installation, only);
        if (runners.Count == 0)
        {
            throw new LauncherException($"{only} という試験はありません。");
        }

        // The town's own database stands on the test cluster; a developer's must not be taken for it.
        Environment.SetEnvironmentVariable(GisDatabase.OwnerVariable, null);
        var environment = await _cluster.StartAsync(cancellationToken);
        environment["GIS_TEST_FULL"] = full ? "1" : null;
        environment["GIS_TEST_WEB"] = installation.WebPages;
        environment["GIS_TEST_RESULTS"] = Results();
        var town = new TestTown(installation, _cluster.Home);
        try
        {
            if (runners.Any(static runner => runner.NeedsTown))
            {
                await StartTownAsync(town, environment, results, cancellationToken);
            }

            foreach (var runner in runners)
            {
                var clock = Stopwatch.StartNew();
                var result = await RunOneAsync(runner, environment, cancellationToken);
                results.Add(result);
                Report(result, clock.Elapsed);
            }
        }
        finally
        {
            await town.StopAsync();
            await _cluster.StopAsync();
        }

        var faults = results.Count(static result => result.Fault is not null);
        var passed = results.Sum(static result => result.Passed);
        var failed = results.Sum(static result => result.Failures.Count) + faults;
        var skipped = results.Sum(static result => result.Skipped.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped} skipped"));
        return failed == 0 && passed > 0 ? ExitStatus.Done : ExitStatus.Failed;
    }

    /// <summary>Starts the test cluster, leaves it running, and prints the lines a shell takes its variables from.</summary>
    public async Task<int> PrintEnvironmentAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, value) in await _cluster.StartAsync(cancellationToken))
        {
            if (value is not null)
            {
                Console.WriteLine($"export {name}='{value}'");
            }
        }

        return ExitStatus.Done;
    }

    // A town that does not come up is a failure of its own, and no reason to leave out the tests that need none.
    private static async Task StartTownAsync(
        TestTown town, Dictionary<string, string?> environment, List<RunnerResult> results, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (name, value) in await town.StartAsync(cancellationToken))
            {
                environment[name] = value;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            var broken = RunnerResult.Broken("SampleTown", exception.Message);
            results.Add(broken);
            Report(broken, TimeSpan.Zero);
        }
    }

    private string Results()
    {
        var folder = Path.Combine(installation.Root, "test-results");
        Directory.CreateDirectory(folder);
        return folder;
    }

    private async Task<RunnerResult> RunOneAsync(
        ITestRunner runner, IReadOnlyDictionary<string, string?> environment, CancellationToken cancellationToken)
    {
        try
        {
            return (await runner.RunAsync(environment, filter, cancellationToken)).RequireTests();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One broken runner must not hide what the others found.
            return RunnerResult.Broken(runner.Name, exception.Message);
        }
    }

    private static void Report(RunnerResult result, TimeSpan time)
    {
        foreach (var figure in result.Figures)
        {
            Console.WriteLine("  FIGURE " + figure);
        }

        foreach (var failure in result.Failures)
        {
            Console.WriteLine($"  FAIL {failure.Test}");
            Console.WriteLine("    " + failure.Reason.ReplaceLineEndings("\n    "));
        }

        foreach (var group in result.Skipped.GroupBy(static note => note.Reason))
        {
            Console.WriteLine($"  SKIP {group.Count()}: {group.Key}");
        }

        if (result.Fault is not null)
        {
            Console.WriteLine("  FAULT " + result.Fault.ReplaceLineEndings("\n    "));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Name}: {result.Passed} ok, {result.Failures.Count} failed, {result.Skipped.Count} skipped, {time.TotalSeconds:0.0} s"));
    }
}
