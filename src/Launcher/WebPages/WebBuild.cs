using Gis.Launcher.Processes;

namespace Gis.Launcher.WebPages;

/// <summary>Builds the web pages when a source is newer than the last build.</summary>
/// <param name="installation">Where the sources lie.</param>
internal sealed class WebBuild(Installation installation)
{
    private string Mark => Path.Combine(installation.WebPages, ".built");

    /// <summary>True when there are pages to build and the built ones are missing or older.</summary>
    public bool IsNeeded()
    {
        if (!File.Exists(Path.Combine(installation.Web, "package.json")))
        {
            return false;
        }

        var built = File.Exists(Mark) ? File.GetLastWriteTimeUtc(Mark) : DateTime.MinValue;
        return Sources(new DirectoryInfo(installation.Web)).Any(entry => entry.LastWriteTimeUtc > built);
    }

    /// <summary>Installs the packages the lock file names, and builds.</summary>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="LauncherException">It did not succeed.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Taken before the build: a file that is saved meanwhile makes the next build necessary.
        var now = DateTime.UtcNow;
        await NodePackages.EnsureAsync(installation.Web, cancellationToken);
        var built = await CommandRun.CaptureAsync(["npm", "run", "build", "--silent"], directory: installation.Web, cancellationToken: cancellationToken);
        if (!built.Succeeded)
        {
            throw new LauncherException($"地図のページを作れませんでした。\n{built.Output.Trim()}\n{built.Error.Trim()}");
        }

        await File.WriteAllTextAsync(Mark, "", cancellationToken);
        File.SetLastWriteTimeUtc(Mark, now);
    }

    // Folders count too: a deleted file changes only its folder's time. What npm and the build make themselves does not count.
    private static IEnumerable<FileSystemInfo> Sources(DirectoryInfo folder)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is not DirectoryInfo child)
            {
                yield return entry;
            }
            else if (child.Name is not ("node_modules" or "dist"))
            {
                foreach (var inner in Sources(child).Append(child))
                {
                    yield return inner;
                }
            }
        }
    }
}
