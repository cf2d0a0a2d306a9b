using Gis.Core.Database;
using Gis.Launcher.Clusters;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Tests.Clusters;

/// <summary>A home in the system's folder for temporary files, with a cluster that ends with it.</summary>
internal sealed class TemporaryHome : IAsyncDisposable
{
    private readonly string _top = Path.Combine(Path.GetTempPath(), "gis-home-" + Guid.NewGuid().ToString("N")[..12]);

    /// <summary>Makes the folder.</summary>
    /// <param name="below">Further folders between it and the home.</param>
    /// <param name="closed">True for a top folder that only its owner can enter, like root's own.</param>
    public TemporaryHome(string below = "home", bool closed = false)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(_top, closed ? owner : owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(_top, closed ? owner : owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Home = new GisHome(Path.Combine(RealPath.Of(_top), below));
        HomeFolders.Prepare(Home);
        Cluster = new Cluster(Home, throwAway: true);
    }

    /// <summary>The home.</summary>
    public GisHome Home { get; }

    /// <summary>Its cluster.</summary>
    public Cluster Cluster { get; }

    /// <summary>Makes and starts the cluster.</summary>
    public Task StartAsync() => Cluster.EnsureRunningAsync(static _ => { }, CancellationToken.None);

    /// <summary>The id of the running database server.</summary>
    public async Task<int> PostmasterAsync() =>
        await ClusterProbe.PostmasterAsync(Cluster.Folder!, await Cluster.AccountAsync()) ?? throw new InvalidOperationException("not running");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await Cluster.StopAsync(CancellationToken.None);
        var elsewhere = Cluster.Folder is { } folder && folder.StartsWith(ClusterFolder.Elsewhere, StringComparison.Ordinal)
            ? Path.GetDirectoryName(folder)
            : null;
        Directory.Delete(_top, recursive: true);
        if (elsewhere is not null)
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }
}
