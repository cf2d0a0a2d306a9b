using System.Diagnostics;
using System.Reflection;
using Gis.MapServer.Tests.Secrets;
using Gis.Testing;
using Xunit;

namespace Gis.MapServer.Tests.Sample;

/// <summary>
/// The sample town as <c>./gis up</c> makes it: files from the generator, loaded by the importer, served by the public server; each of the
/// three a process of its own.
/// </summary>
public sealed class SampleTownServer : IAsyncLifetime
{
    /// <summary>Its database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>Its public server.</summary>
    public ServerProcess Public { get; private set; } = null!;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var files = await FilesAsync();
        await Database.InitializeAsync();
        var home = Directory.CreateTempSubdirectory("gis-sample-home-").FullName;
        await RunAsync("Gis.Importer", "gis-import", ["import", Path.Combine(files, "town.json"), "--home", home]);
        Directory.Delete(home, recursive: true);
        Public = await ServerProcess.StartPublicAsync(Database);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        await Public.DisposeAsync();
        await Database.DisposeAsync();
    }

    // Made once for each build of the generator: it always writes the same bytes.
    private async Task<string> FilesAsync()
    {
        var build = AssemblyName.GetAssemblyName(Program("Gis.SampleTown", "Gis.SampleTown"));
        var mark = File.GetLastWriteTimeUtc(Program("Gis.SampleTown", "Gis.SampleTown")).Ticks;
        var folder = Path.Combine(Path.GetTempPath(), $"gis-sample-town-{build.Version}-{mark}");
        if (Directory.Exists(folder))
            return folder;
        var made = folder + "-" + Guid.NewGuid().ToString("N");
        await RunAsync("Gis.SampleTown", "Gis.SampleTown", ["--out", made]);
        try
        {
            Directory.Move(made, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(made, recursive: true);
        }

        return folder;
    }

    private async Task RunAsync(string project, string assembly, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program(project, assembly), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GIS_DATABASE"] = Database.OwnerConnectionString;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{assembly}: {process.ExitCode}\n{await error}\n{await output}");
    }

    // artifacts/bin/THIS/CONFIGURATION → artifacts/bin/PROJECT/CONFIGURATION: the solution builds all of them.
    private static string Program(string project, string assembly)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, assembly + ".dll");
    }
}

/// <summary>Tests that share one sample town.</summary>
[CollectionDefinition(Name)]
public sealed class SampleTown : ICollectionFixture<SampleTownServer>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "sample town";
}
