namespace Gis.Importer.Formats;

/// <summary>
/// A temporary folder of this process alone; removed with all it holds on dispose. What a killed process left is removed by the next one that makes such a folder: a
/// lock that the system takes away with the process tells the dead from the living.
/// </summary>
internal sealed class OwnFolder : IDisposable
{
    private const string LockName = "lock";

    // A folder without a lock is one that is being made or removed, unless the process that its name tells is gone or it is old.
    private static readonly TimeSpan Making = TimeSpan.FromHours(1);

    private readonly FileStream alive;

    private OwnFolder(string path)
    {
        Path = path;
        alive = new FileStream(LockOf(path), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Makes one among the system's temporary files, and removes those of the same prefix that nobody holds any more.</summary>
    /// <param name="prefix">How its name begins.</param>
    /// <exception cref="IOException">There is no room or no right to write.</exception>
    public static OwnFolder New(string prefix)
    {
        foreach (var folder in new DirectoryInfo(System.IO.Path.GetTempPath()).EnumerateDirectories(prefix + "*"))
        {
            if (folder.LinkTarget is null && IsAbandoned(folder, prefix))
                Remove(folder);
        }

        return new OwnFolder(Directory.CreateTempSubdirectory($"{prefix}{Environment.ProcessId}-").FullName);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        alive.Dispose();
        Remove(new DirectoryInfo(Path));
    }

    private static string LockOf(string folder) => System.IO.Path.Combine(folder, LockName);

    private static bool IsAbandoned(DirectoryInfo folder, string prefix)
    {
        try
        {
            using var free = new FileStream(LockOf(folder.FullName), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return DateTime.UtcNow - folder.LastWriteTimeUtc > Making || (int.TryParse(folder.Name[prefix.Length..].Split('-')[0], out var maker) && !IsRunning(maker));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody works in it, or it is somebody else's.
            return false;
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            // The lock goes last: what cannot be removed yet (a child of the dead still writes) stays known as abandoned.
            foreach (var entry in folder.EnumerateFileSystemInfos().Where(e => e.Name != LockName))
            {
                if (entry is DirectoryInfo inner)
                    inner.Delete(recursive: true);
                else
                    entry.Delete();
            }

            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another program (a virus scanner on Windows) may hold a copy, or another importer removes it at the same time; the next run tries again.
        }
    }
}
