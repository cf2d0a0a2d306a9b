namespace Gis.Testing;

/// <summary>
/// The folder with real open data that is not part of the repository. It is found through <c>GIS_SHARED</c> (the folder that holds
/// <c>data/</c>) or, walking up from the test binaries, as a folder <c>shared/data</c> beside one of the parents.
/// </summary>
public static class SharedData
{
    private const string Marker = "README.md";

    /// <summary>The folder, or null when it is not on this machine.</summary>
    public static string? Root { get; } = Find();

    /// <summary>Why tests on real data are skipped, or null when the data is there.</summary>
    public static string? SkipReason =>
        Root is null ? "The real data folder shared/data is not on this machine (set GIS_SHARED to the folder that holds data/)." : null;

    /// <summary>The full path of a file of the folder.</summary>
    /// <param name="relative">With forward slashes, from <c>shared/data</c>, such as <c>yakushima/moj/46505-3411-102.xml</c>.</param>
    /// <exception cref="InvalidOperationException">The folder is absent: the test lacks <see cref="SharedDataFactAttribute"/>.</exception>
    /// <exception cref="FileNotFoundException">The folder is there but the file is not.</exception>
    public static string File(string relative)
    {
        var root = Root ?? throw new InvalidOperationException(SkipReason);
        var path = Path.Combine([root, .. relative.Split('/')]);
        return System.IO.File.Exists(path) || Directory.Exists(path)
            ? path
            : throw new FileNotFoundException("Not in the real data folder: " + relative, path);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("GIS_SHARED") is { Length: > 0 } named)
        {
            return IsRoot(Path.Combine(named, "data")) ? Path.Combine(named, "data") : null;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (IsRoot(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsRoot(string folder) => System.IO.File.Exists(Path.Combine(folder, Marker));
}
