namespace Gis.Launcher.TestRuns;

/// <summary>What one test runner reported.</summary>
/// <param name="Name">The runner's name, such as <c>Core.Tests</c>.</param>
/// <param name="Passed">Tests that passed.</param>
/// <param name="Failures">Tests that failed: name and the first lines of the message.</param>
/// <param name="Skipped">Tests that were not run: name and reason.</param>
/// <param name="Fault">Why the run as a whole cannot be trusted (it crashed, or ran nothing); null when it can.</param>
internal sealed record RunnerResult(
    string Name, int Passed, IReadOnlyList<TestNote> Failures, IReadOnlyList<TestNote> Skipped, string? Fault)
{
    /// <summary>What the tests measured, a sentence each.</summary>
    public IReadOnlyList<string> Figures { get; init; } = [];

    /// <summary>A run without any result.</summary>
    public static RunnerResult Broken(string name, string fault) => new(name, 0, [], [], fault);

    /// <summary>The same, with a fault if nothing was run: a runner that found no tests proves nothing.</summary>
    public RunnerResult RequireTests() =>
        Fault is null && Passed + Failures.Count + Skipped.Count == 0 ? this with { Fault = "no test was run" } : this;
}

/// <summary>A test that failed or was skipped, and why.</summary>
/// <param name="Test">The test's full name.</param>
/// <param name="Reason">The message or reason.</param>
internal sealed record TestNote(string Test, string Reason);
