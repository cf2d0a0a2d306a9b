using System.Security.Cryptography;
using Gis.SampleTown.Town;
using Xunit;

namespace Gis.SampleTown.Tests;

[Collection(OneTown.Name)]
public sealed class DeterminismTests(GeneratedTown generated)
{
    [Fact]
    public void Two_runs_give_the_same_bytes()
    {
        var second = Directory.CreateTempSubdirectory("shiomi-again-");
        try
        {
            new TownFiles(new BuiltTown(), second.FullName).Write();
            var first = Hashes(generated.Folder);
            Assert.Equal(first, Hashes(second.FullName));
            Assert.True(first.Count > 30, $"only {first.Count} files");
        }
        finally
        {
            second.Delete(recursive: true);
        }
    }

    private static SortedDictionary<string, string> Hashes(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(folder, f), f => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))), StringComparer.Ordinal);
}
