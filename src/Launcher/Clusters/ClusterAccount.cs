using Gis.Launcher.Processes;

namespace Gis.Launcher.Clusters;

/// <summary>
/// The system account the database server runs under. PostgreSQL refuses to run as root, so root hands it to the account
/// <c>postgres</c> that Debian's package made; an ordinary user runs it directly.
/// </summary>
internal sealed class ClusterAccount
{
    private const string ServiceUser = "postgres";

    // The caller's own variables (proxies, tokens, PGPASSWORD …) are no business of the database server.
    private static readonly string[] CleanEnvironment = ["/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "LC_ALL=C.UTF-8"];

    private ClusterAccount(string? user) => User = user;

    /// <summary>The account's name, for messages.</summary>
    public string Name => User ?? Environment.UserName;

    /// <summary>The account commands are handed to; null when they run under the launcher's own.</summary>
    private string? User { get; }

    /// <summary>The account for whoever runs the launcher: a cluster that is there already stays with the account that owns it.</summary>
    /// <param name="cluster">The cluster's folder; null when there is none yet.</param>
    /// <exception cref="LauncherException">The cluster is another user's, or PostgreSQL's account is missing.</exception>
    public static async Task<ClusterAccount> ForAsync(string? cluster)
    {
        var owner = cluster is null
            ? ServiceUser
            : (await CommandRun.CaptureAsync(["/usr/bin/stat", "-c", "%U", cluster])).Output.Trim();
        if (!Environment.IsPrivilegedProcess)
        {
            return cluster is null || owner == Environment.UserName
                ? new ClusterAccount(null)
                : throw new LauncherException($"{cluster} は利用者 {owner} のものです。その利用者で実行してください。");
        }

        return (await CommandRun.CaptureAsync(["/usr/bin/id", owner])).Succeeded
            ? new ClusterAccount(owner)
            : throw new LauncherException($"利用者 {owner} がこの機械にいません。次を実行してください: {PostgresBinaries.InstallLine}");
    }

    /// <summary>A command that runs under the account, with a clean environment.</summary>
    public IReadOnlyList<string> Wrap(params IReadOnlyList<string> command) =>
        User is not null
            ? [.. CleanEnvironment, "setpriv", $"--reuid={User}", "--regid=" + User, "--init-groups", "--no-new-privs", .. command]
            : [.. CleanEnvironment, .. command];

    /// <summary>True when the account can enter the folder (every folder above it lets it through).</summary>
    public async Task<bool> CanEnterAsync(string folder) =>
        (await CommandRun.CaptureAsync(Wrap("/usr/bin/test", "-x", folder))).Succeeded;

    /// <summary>Makes the folder, readable by the account alone.</summary>
    /// <exception cref="LauncherException">The folder could not be made or given away.</exception>
    public async Task MakeFolderAsync(string folder)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await GiveAsync(folder);
    }

    /// <summary>Makes a file or folder of the launcher's user the account's own.</summary>
    public async Task GiveAsync(string path)
    {
        if (User is null)
        {
            return;
        }

        var given = await CommandRun.CaptureAsync(["/usr/bin/chown", User + ":", path]);
        if (!given.Succeeded)
        {
            throw new LauncherException($"{path} を利用者 {User} に渡せませんでした: {given.Error.Trim()}");
        }
    }
}
