namespace Gis.Launcher.TestRuns;

/// <summary>Every test project of the repository, found by what lies in the folders: a new one needs no entry here.</summary>
internal static class Runners
{
    /// <summary>The runners: .NET projects, then TypeScript, then the browser.</summary>
    /// <param name="installation">The repository.</param>
    /// <param name="only">Keeps only the runner with this name (<c>Core</c> for <c>Core.Tests</c>); null keeps all.</param>
    public static IReadOnlyList<ITestRunner> Find(Installation installation, string? only)
    {
        var tests = Path.Combine(installation.Root, "tests");
        IEnumerable<ITestRunner> dotnet = Directory.EnumerateDirectories(tests, "*.Tests")
            .Select(static folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
            .Select(name => new DotnetRunner(installation, name));
        IEnumerable<ITestRunner> npm = new[] { ("Web", installation.Web), ("EndToEnd", Path.Combine(tests, "EndToEnd")) }
            .Where(static pair => File.Exists(Path.Combine(pair.Item2, "package.json")))
            .Select(pair => new NpmRunner(installation, pair.Item1, pair.Item2));
        return [.. dotnet.Concat(npm).Where(runner => only is null
            || runner.Name.Equals(only, StringComparison.OrdinalIgnoreCase)
            || runner.Name.Equals(only + ".Tests", StringComparison.OrdinalIgnoreCase))];
    }
}
