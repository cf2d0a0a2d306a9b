using Gis.Core.Database;
using Gis.Launcher.Doctor;
using Gis.Launcher.Processes;
using Xunit;

namespace Gis.Launcher.Tests.Doctor;

/// <summary>What the doctor says about the address under which residents reach the map, and what <c>up</c> takes as one.</summary>
public sealed class AddressFindingTests : IDisposable
{
    private readonly GisHome _home = new(Directory.CreateTempSubdirectory("gis-address-").FullName);

    public void Dispose() => Directory.Delete(_home.Root, recursive: true);

    [Fact]
    public void A_missing_address_is_told_with_the_command_that_sets_it()
    {
        var finding = HomeChecks.AddressOf(_home);
        Assert.False(finding.IsWrong);
        Assert.Contains("--public-url", finding.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public void One_without_encryption_is_told_and_one_with_it_is_well()
    {
        PublicAddress.Set(_home, new Uri("http://map.example.lg.jp"));
        Assert.Contains("https", HomeChecks.AddressOf(_home).Mend, StringComparison.Ordinal);
        PublicAddress.Set(_home, new Uri("https://map.example.lg.jp"));
        Assert.Null(HomeChecks.AddressOf(_home).Mend);
    }

    [Fact]
    public void Settings_that_cannot_be_read_are_a_fault()
    {
        File.WriteAllText(_home.SettingsFile, "{\"publicUrl\": ");
        Assert.True(HomeChecks.AddressOf(_home).IsWrong);
    }

    [Theory]
    [InlineData("map.example.lg.jp")]
    [InlineData("ftp://map.example.lg.jp")]
    [InlineData("https://map.example.lg.jp/map")]
    public async Task What_is_no_address_is_wrong_usage_and_changes_nothing(string text)
    {
        var result = await CommandRun.CaptureAsync(["dotnet", typeof(ExitStatus).Assembly.Location, "up", "--public-url", text, "--home", _home.Root]);
        Assert.Equal(ExitStatus.WrongUsage, result.ExitCode);
        Assert.Contains("--public-url", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.Root));
    }
}
