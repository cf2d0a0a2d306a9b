using System.Buffers.Binary;

namespace Gis.Importer.Loading;

/// <summary>
/// Encoded rows on disk until it is known which of them the database needs. The file has no name from the first moment (on Windows: none once it is closed), so
/// that a killed import leaves nothing behind.
/// </summary>
internal sealed class RowSpool : IDisposable
{
    private readonly FileStream file;
    private readonly byte[] length = new byte[4];

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

    /// <summary>Adds the rows of a chunk.</summary>
    public void Add(RowChunk chunk)
    {
        var rows = chunk.Rows.Written.Span;
        var start = 0;
        foreach (var end in chunk.Ends)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, end - start);
            file.Write(length);
            file.Write(rows[start..end]);
            start = end;
        }
    }

    /// <summary>Adds rows that are wanted back all together.</summary>
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

    /// <summary>Reads rows back.</summary>
    /// <param name="ordinals">Their numbers from 1, rising.</param>
    /// <param name="target">Receives the rows; emptied by <paramref name="flush"/>.</param>
    /// <param name="flush">Called whenever a good amount is in the target, and at the end.</param>
    public async Task ReadAsync(IReadOnlyList<long> ordinals, CopyBuffer target, Func<Task> flush)
    {
        file.Position = 0;
        var row = new byte[4096];
        long at = 0;
        foreach (var ordinal in ordinals)
        {
            for (at++; ; at++)
            {
                file.ReadExactly(length);
                var size = BinaryPrimitives.ReadInt32LittleEndian(length);
                if (at < ordinal)
                {
                    file.Seek(size, SeekOrigin.Current);
                    continue;
                }

                if (row.Length < size)
                    row = new byte[size * 2];
                file.ReadExactly(row, 0, size);
                target.Append(row.AsSpan(0, size));
                break;
            }

            if (target.Length > 1 << 20)
                await flush();
        }

        await flush();
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
