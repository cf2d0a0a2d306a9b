namespace Gis.Importer.Loading;

/// <summary>
/// Encoded rows on disk until the database can take them. The file has no name from the first moment (on Windows: none once it is closed), so
/// that a killed import leaves nothing behind.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private readonly FileStream file;

    /// <summary>Opens an empty spool in the folder for temporary files.</summary>
    /// <exception cref="IOException">There is no room or no right to write.</exception>
    public RowSpool()
    {
        var path = Path.Combine(Path.GetTempPath(), "gis-import-" + Path.GetRandomFileName());
        var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
        file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 1 << 20, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);
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
    public void Dispose() => file.Dispose();
}
