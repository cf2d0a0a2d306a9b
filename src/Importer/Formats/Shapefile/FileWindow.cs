using Microsoft.Win32.SafeHandles;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>Reads pieces of a file that are mostly asked for in order, through one window that moves along.</summary>
internal sealed class FileWindow(string path) : IDisposable
{
    private const int Size = 1 << 18;

    private readonly SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
    private byte[] window = new byte[Size];
    private long start;
    private int length;

    /// <summary>Length of the file.</summary>
    public long Length { get; } = new FileInfo(path).Length;

    /// <summary>Bytes of the file, valid until the next call; empty when the file does not hold them all.</summary>
    public ReadOnlySpan<byte> Read(long offset, int count)
    {
        if (offset < 0 || count < 0 || offset + count > Length)
            return [];
        if (offset < start || offset + count > start + length)
            Move(offset, count);
        return offset + count <= start + length ? window.AsSpan((int)(offset - start), count) : [];
    }

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();

    private void Move(long offset, int count)
    {
        if (window.Length < count)
            window = new byte[count * 2];
        (start, length) = (offset, 0);
        while (length < window.Length && RandomAccess.Read(handle, window.AsSpan(length), start + length) is > 0 and var read)
            length += read;
    }
}
