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

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_home))
        {
            Directory.Delete(_home, recursive: true);
        }
    }
}
