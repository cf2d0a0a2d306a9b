namespace Gis.Launcher.TestRuns;

/// <summary>Runs the tests of one project.</summary>
internal interface ITestRunner
{
    /// <summary>The project's name, such as <c>Core.Tests</c>.</summary>
    string Name { get; }

    /// <summary>True when its tests use the running sample town.</summary>
    bool NeedsTown { get; }

    /// <summary>Runs the tests.</summary>
    /// <param name="environment">Variables for the tests.</param>
    /// <param name="filter">Part of the names of the tests to run; null for all.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    Task<RunnerResult> RunAsync(IReadOnlyDictionary<string, string?> environment, string? filter, CancellationToken cancellationToken);
}
