using System.IO.Compression;
using System.Security.Cryptography;

namespace Gis.MapServer.Tiles.Making;

/// <summary>
/// A tile as it is kept and sent: gzip, made once. Its deflated body ends on a byte without being the stream's last block, so that the bodies of
/// several tiles one behind the other are again one gzip file (RFC 1952) of a tile of several layers.
/// </summary>
public sealed class KeptTile
{
    private byte[]? _brotli;

    internal KeptTile(byte[] gzip, int bodyEnd, uint checksum, uint length)
    {
        (Gzip, BodyEnd, Checksum, Length) = (gzip, bodyEnd, checksum, length);
        var mark = Convert.ToHexStringLower(SHA256.HashData(gzip).AsSpan(0, 10));
        (PlainTag, GzipTag, BrotliTag) = ($"\"{mark}\"", $"\"{mark}-g\"", $"\"{mark}-b\"");
    }

    /// <summary>The tile in which there is nothing.</summary>
    public static KeptTile Empty { get; } = new([], 0, 0, 0);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Length == 0;

    /// <summary>The whole gzip file; empty for the empty tile.</summary>
    public byte[] Gzip { get; }

    /// <summary>Where the deflated body ends: before the last block and the trailer.</summary>
    public int BodyEnd { get; }

    /// <summary>CRC-32 of the tile, not compressed.</summary>
    public uint Checksum { get; }

    /// <summary>Bytes of the tile, not compressed.</summary>
    public uint Length { get; }

    /// <summary>Strong entity tag of the tile as it is, quotes included.</summary>
    public string PlainTag { get; }

    /// <summary>Strong entity tag of the gzip file.</summary>
    public string GzipTag { get; }

    /// <summary>Strong entity tag of the Brotli file.</summary>
    public string BrotliTag { get; }

    /// <summary>The tile as Brotli, when it was worth making.</summary>
    public byte[]? Brotli
    {
        get => Volatile.Read(ref _brotli);
        internal set => Volatile.Write(ref _brotli, value);
    }

    /// <summary>Set when it was asked for since the shelf last looked.</summary>
    internal bool Used { get; set; }

    /// <summary>How often it was asked for by someone who reads Brotli; not exact.</summary>
    internal int BrotliWishes { get; set; }

    /// <summary>Bytes of memory it takes, near enough for a budget.</summary>
    public long Size => Gzip.Length + (Brotli?.Length ?? 0) + 400;

    /// <summary>The tile, not compressed.</summary>
    public byte[] Inflate()
    {
        if (IsEmpty)
            return [];
        using var gzip = new GZipStream(new MemoryStream(Gzip), CompressionMode.Decompress);
        var raw = new byte[Length];
        gzip.ReadExactly(raw);
        return raw;
    }
}
