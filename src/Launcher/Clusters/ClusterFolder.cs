using System.Globalization;
using System.Security.Cryptography;

namespace Gis.Launcher.Clusters;

/// <summary>
/// Finds the folder of a home's cluster: <c>HOME/cluster</c>, unless the account that runs the database cannot get there
/// (root's own folder is closed to everybody else). It then lies under <c>/var/lib/gis</c>, and a file in the home points to it.
/// </summary>
internal static class ClusterFolder
{
    /// <summary>Where clusters of homes lie that the database's account cannot enter.</summary>
    public const string Elsewhere = "/var/lib/gis";

    private const string Pointer = "cluster.location";
    private const string BackReference = "home";

    /// <summary>The folder of an existing cluster, or null when the home has none yet.</summary>
    /// <param name="home">The home folder.</param>
    public static string? Existing(string home)
    {
        var inside = Path.Combine(home, "cluster");
        if (File.Exists(Path.Combine(inside, "PG_VERSION")))
        {
            return inside;
        }

        var pointer = Path.Combine(home, Pointer);
        return File.Exists(pointer) && File.ReadAllText(pointer).Trim() is { Length: > 0 } elsewhere
            && File.Exists(Path.Combine(elsewhere, "PG_VERSION"))
            ? elsewhere
            : null;
    }

    /// <summary>Decides where a new cluster goes and, if that is elsewhere, leaves the pointer.</summary>
    /// <param name="home">The home folder, which exists.</param>
    /// <param name="account">The account the database runs under.</param>
    public static async Task<string> ChooseAsync(string home, ClusterAccount account)
    {
        if (await account.CanEnterAsync(home))
        {
            return Path.Combine(home, "cluster");
        }

        var open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(Elsewhere, open);
        var parent = Path.Combine(Elsewhere, RandomNumberGenerator.GetHexString(12, lowercase: true));
        Directory.CreateDirectory(parent, open);
        await File.WriteAllTextAsync(Path.Combine(parent, BackReference), home + "\n");
        var folder = Path.Combine(parent, "cluster");
        await File.WriteAllTextAsync(Path.Combine(home, Pointer), folder + "\n");
        return folder;
    }

    /// <summary>Clusters elsewhere whose home is gone or points to another one: nothing uses them any more.</summary>
    public static IEnumerable<string> Orphans()
    {
        if (!Directory.Exists(Elsewhere))
        {
            yield break;
        }

        foreach (var parent in Directory.EnumerateDirectories(Elsewhere))
        {
            var reference = Path.Combine(parent, BackReference);
            if (File.Exists(reference) && Existing(File.ReadAllText(reference).Trim()) != Path.Combine(parent, "cluster"))
            {
                yield return parent;
            }
        }
    }

    /// <summary>The major version a cluster was made with.</summary>
    /// <param name="folder">The cluster's folder.</param>
    public static int Version(string folder) =>
        int.Parse(File.ReadAllText(Path.Combine(folder, "PG_VERSION")), CultureInfo.InvariantCulture);
}
