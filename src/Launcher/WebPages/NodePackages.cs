using Gis.Launcher.Processes;

namespace Gis.Launcher.WebPages;

/// <summary>Installs the npm packages of a folder exactly as its lock file names them.</summary>
internal static class NodePackages
{
    /// <summary>Runs <c>npm ci</c> if the lock file changed since it was last run.</summary>
    /// <param name="folder">A folder with <c>package-lock.json</c>.</param>
    /// <param name="cancellationToken">Ends the installation.</param>
    /// <exception cref="LauncherException">The packages could not be installed.</exception>
    public static async Task EnsureAsync(string folder, CancellationToken cancellationToken)
    {
        // npm itself writes this file last, so it is a mark of a finished installation.
        var mark = Path.Combine(folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(folder, "package-lock.json");
        if (File.Exists(mark) && File.GetLastWriteTimeUtc(mark) >= File.GetLastWriteTimeUtc(wanted))
        {
            return;
        }

        var installed = await CommandRun.CaptureAsync(["npm", "ci", "--no-audit", "--no-fund"], directory: folder, cancellationToken: cancellationToken);
        if (!installed.Succeeded)
        {
            throw new LauncherException($"{folder} の npm パッケージを入れられませんでした: {installed.Error.Trim()}");
        }

        File.SetLastWriteTimeUtc(mark, DateTime.UtcNow);
    }
}
