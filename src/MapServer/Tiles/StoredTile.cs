using System.IO.Compression;

namespace Gis.MapServer.Tiles;

/// <summary>An encoded tile as it is kept: as it came and as gzip.</summary>
/// <param name="Raw">Not compressed; empty when the tile holds nothing.</param>
/// <param name="Gzip">The same as gzip; empty when the tile holds nothing.</param>
public sealed record StoredTile(byte[] Raw, byte[] Gzip)
{
    /// <summary>Bytes of memory it takes, near enough for a budget.</summary>
    public long Size => Raw.Length + Gzip.Length + 200;

    /// <summary>Compresses a tile for keeping.</summary>
    public static StoredTile From(byte[] raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        if (raw.Length == 0)
            return new StoredTile([], []);
        using var buffer = new MemoryStream(raw.Length / 2);
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(raw);
        return new StoredTile(raw, buffer.ToArray());
    }
}
