namespace Gis.Importer.Formats;

/// <summary>A private temporary folder for unpacked and prepared copies; removed with all it holds on dispose.</summary>
public sealed class StagingArea : IDisposable
{
    private string? root;
    private int serial;

    /// <summary>A new empty folder in the area.</summary>
    public string NewFolder()
    {
        root ??= Directory.CreateTempSubdirectory("gis-import-").FullName;
        var folder = Path.Combine(root, (++serial).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (root is null || !Directory.Exists(root))
            return;
        try
        {
            Directory.Delete(root, recursive: true);
        }
        catch (IOException)
        {
            // Another program (a virus scanner on Windows) may hold a copy; the system's own cleaning of temporary files takes it later.
        }

        root = null;
    }
}
