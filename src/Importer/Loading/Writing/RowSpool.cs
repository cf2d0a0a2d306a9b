using Gis.Importer.Formats;

namespace Gis.Importer.Loading;

/// <summary>
/// Encoded rows on disk until the database can take them. The file loses its name as soon as it is open, so that a killed import leaves nothing behind;
/// one that is killed in the moment between (on Windows: at any time) leaves a folder that the next run removes.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private readonly FileStream file;
    private readonly OwnFolder? place;

    /// <summary>Opens an empty spool in the folder for temporary files.</summary>
    /// <exception cref="IOException">There is no room or no right to write.</exception>
    public RowSpool()
    {
        var folder = OwnFolder.New("gis-import-");
        try
        {
            file = new FileStream(Path.Combine(folder.Path, "rows"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 20);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        // Windows removes no file that is open.
        if (OperatingSystem.IsWindows())
            place = folder;
        else
            folder.Dispose();
    }

    /// <summary>Adds rows.</summary>
    public void Add(CopyBuffer rows) => file.Write(rows.Written.Span);

    /// <summary>Whether nothing was added.</summary>
    public bool IsEmpty => file.Length == 0 && file.Position == 0;

    /// <summary>Passes all bytes on.</summary>
    public async Task ReadAllAsync(CopyStream target, CancellationToken cancellation)
    {
        file.Position = 0;
        var buffer = new byte[1 << 18];
        int read;
        while ((read = await file.ReadAsync(buffer, cancellation)) > 0)
            await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        file.Dispose();
        place?.Dispose();
    }
}
