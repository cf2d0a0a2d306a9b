using System.IO.Compression;

namespace Gis.TileBench.Targets;

/// <summary>Compression of tiles.</summary>
internal static class Gzip
{
    /// <summary>Compresses as the answer of a server would be.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="level">zlib's level, 1 to 9.</param>
    /// <returns>The number of bytes.</returns>
    public static long Length(ReadOnlyMemory<byte> tile, int level)
    {
        using var into = new MemoryStream((tile.Length / 2) + 64);
        using (var gzip = new GZipStream(into, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true))
            gzip.Write(tile.Span);
        return into.Length;
    }

    /// <summary>Unpacks.</summary>
    public static ReadOnlyMemory<byte> Unpack(ReadOnlyMemory<byte> packed)
    {
        using var from = new GZipStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var into = new MemoryStream();
        from.CopyTo(into);
        return into.ToArray();
    }
}
