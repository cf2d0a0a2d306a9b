using Gis.Importer.Formats;
using Xunit;

namespace Gis.Importer.Tests.Formats;

/// <summary>Temporary folders of the living stay, those of the dead go.</summary>
public sealed class OwnFolderTests
{
    private readonly string prefix = $"gis-own-{Guid.NewGuid():N}-";

    [Fact]
    public void What_a_killed_process_left_is_removed_by_the_next_and_what_a_living_one_holds_is_not()
    {
        var dead = Directory.CreateTempSubdirectory(prefix).FullName;
        Directory.CreateDirectory(Path.Combine(dead, "1"));
        File.WriteAllText(Path.Combine(dead, "1", "copy.csv"), "x");
        File.WriteAllText(Path.Combine(dead, "lock"), "");
        var making = Directory.CreateTempSubdirectory(prefix).FullName;
        using var living = OwnFolder.New(prefix);
        File.WriteAllText(Path.Combine(living.Path, "copy.csv"), "x");
        Assert.False(Directory.Exists(dead));

        using (var next = OwnFolder.New(prefix))
        {
            Assert.True(File.Exists(Path.Combine(living.Path, "copy.csv")));
            Assert.True(Directory.Exists(making));
            Directory.SetLastWriteTimeUtc(making, DateTime.UtcNow.AddHours(-2));
            living.Dispose();
            Assert.False(Directory.Exists(living.Path));
        }

        OwnFolder.New(prefix).Dispose();
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), prefix + "*"));
    }

    [Fact]
    public async Task A_folder_that_was_being_made_goes_with_its_process()
    {
        using var ended = System.Diagnostics.Process.Start("dotnet", "--version");
        await ended.WaitForExitAsync();
        var dead = Directory.CreateTempSubdirectory($"{prefix}{ended.Id}-").FullName;
        var living = Directory.CreateTempSubdirectory($"{prefix}{Environment.ProcessId}-").FullName;

        OwnFolder.New(prefix).Dispose();

        Assert.Equal([living], Directory.GetDirectories(Path.GetTempPath(), prefix + "*"));
        Directory.Delete(living);
    }

    [Fact]
    public void A_link_that_looks_like_one_is_left_alone()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("lock", "");
        var link = Path.Combine(Path.GetTempPath(), prefix + "link");
        Directory.CreateSymbolicLink(link, elsewhere.Root);
        try
        {
            OwnFolder.New(prefix).Dispose();
            Assert.True(File.Exists(Path.Combine(elsewhere.Root, "lock")));
        }
        finally
        {
            File.Delete(link);
        }
    }
}
