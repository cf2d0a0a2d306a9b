using System.Globalization;

namespace Gis.Importer.Formats;

/// <summary>A private temporary folder for unpacked and prepared copies; removed with all it holds on dispose, or by the next run when this one is killed.</summary>
public sealed class StagingArea : IDisposable
{
    private OwnFolder? root;
    private int serial;

    /// <summary>A new empty folder in the area.</summary>
    /// <exception cref="IOException">There is no room or no right to write.</exception>
    public string NewFolder()
    {
        root ??= OwnFolder.New("gis-import-");
        var folder = Path.Combine(root.Path, (++serial).ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        root?.Dispose();
        root = null;
    }
}
