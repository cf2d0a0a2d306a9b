namespace Gis.Importer.Formats;

/// <summary>The files of a folder that is handed over. Links are not followed: an uploaded folder must not lead anywhere else, nor in a circle.</summary>
internal static class FolderFiles
{
    private const int Deepest = 32;

    /// <summary>The files in path order.</summary>
    public static IEnumerable<string> Of(string folder) => Entries(new DirectoryInfo(folder), 0).Where(e => e.LinkTarget is null).Select(e => e.FullName).Order(StringComparer.Ordinal);

    /// <summary>The links in path order.</summary>
    public static IEnumerable<string> Links(string folder) => Entries(new DirectoryInfo(folder), 0).Where(e => e.LinkTarget is not null).Select(e => e.FullName).Order(StringComparer.Ordinal);

    // Files and links; folders only by what is in them.
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder, int depth)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos())
        {
            if (entry is not DirectoryInfo inner || entry.LinkTarget is not null)
            {
                yield return entry;
                continue;
            }

            foreach (var below in depth < Deepest ? Entries(inner, depth + 1) : [])
                yield return below;
        }
    }
}
