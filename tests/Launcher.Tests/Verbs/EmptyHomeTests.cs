using Gis.Launcher.Processes;
using Xunit;

namespace Gis.Launcher.Tests.Verbs;

/// <summary>What a newcomer sees who tries the verbs in the wrong order: run as processes of their own, in a home that does not exist.</summary>
public sealed class EmptyHomeTests : IDisposable
{
    private readonly string _home = Path.Combine(Path.GetTempPath(), "gis-empty-" + Guid.NewGuid().ToString("N")[..12]);

    [Theory]
    [InlineData("down", 0, "動いているものはありません")]
    [InlineData("status", 0, "まだありません（./gis up")]
    [InlineData("account", 1, "./gis up")]
    [InlineData("bench", 1, "./gis up")]
    public async Task Verbs_say_in_a_sentence_that_nothing_is_there(string verb, int exitStatus, string sentence)
    {
        string[] command = ["dotnet", typeof(ExitStatus).Assembly.Location, verb, "--home", _home];
        var result = await CommandRun.CaptureAsync(
            verb == "account" ? [.. command, "bosai"] : command,
            environment: new Dictionary<string, string?> { ["GIS_DATABASE"] = null });

        Assert.Equal(exitStatus, result.ExitCode);
        Assert.Contains(sentence, result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home), "Looking must not make a home.");
    }

    [Theory]
    [InlineData("status")]
    [InlineData("up")]
    [InlineData("down")]
    [InlineData("doctor")]
    public async Task A_home_without_a_name_is_wrong_usage_in_one_sentence(string verb)
    {
        var result = await CommandRun.CaptureAsync(["dotnet", typeof(ExitStatus).Assembly.Location, verb, "--home", ""]);

        Assert.Equal(ExitStatus.WrongUsage, result.ExitCode);
        Assert.Contains("--home が空です", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fault_of_the_program_is_one_sentence_and_its_trace_is_only_for_who_asks()
    {
        // An address file that no version ever wrote: what reads it does not expect it.
        Directory.CreateDirectory(Path.Combine(_home, "logs"));
        await File.WriteAllTextAsync(Path.Combine(_home, "connection.json"), "[]");
        string[] command = ["dotnet", typeof(ExitStatus).Assembly.Location, "account", "bosai", "--home", _home];
        var environment = new Dictionary<string, string?> { ["GIS_DATABASE"] = null };

        var result = await CommandRun.CaptureAsync(command, environment: environment);
        Assert.Equal(ExitStatus.Failed, result.ExitCode);
        Assert.Single(result.Error.Trim().Split('\n'));
        Assert.EndsWith("。", result.Error.Trim(), StringComparison.Ordinal);
        Assert.Contains("   at ", await File.ReadAllTextAsync(Path.Combine(_home, "logs", "launcher.log")), StringComparison.Ordinal);

        var verbose = await CommandRun.CaptureAsync([.. command, "--verbose"], environment: environment);
        Assert.Equal(ExitStatus.Failed, verbose.ExitCode);
        Assert.Contains("   at ", verbose.Error, StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }
}
