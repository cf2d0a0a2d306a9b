namespace Gis.Testing;

/// <summary>Files of the source tree that tests read where they stand, above all lists that tests in another language are held to as well.</summary>
public static class SourceTree
{
    /// <summary>Path of a file or folder.</summary>
    /// <param name="parts">Its path from the root, part by part.</param>
    /// <exception cref="DirectoryNotFoundException">The tests do not run from within the source tree.</exception>
    public static string At(params IReadOnlyList<string> parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gis.sln")))
                return Path.Combine([folder.FullName, .. parts]);
        }

        throw new DirectoryNotFoundException($"No source tree above {AppContext.BaseDirectory}.");
    }
}
