using System.Buffers.Binary;
using System.IO.Compression;

namespace Gis.MapServer.Tiles.Making;

/// <summary>Compresses tiles, and puts compressed ones together without compressing again.</summary>
public static class TileGzip
{
    /// <summary>zlib's level: the quickest whose bytes stay within a tenth of level 6.</summary>
    public const int Level = 4;

    private const int Header = 10, Trailer = 8;

    // A stored block's marker of four bytes ends a flush (RFC 1951 §3.2.4); then an empty last block with fixed codes.
    private static ReadOnlySpan<byte> FlushMarker => [0, 0, 0xFF, 0xFF];
    private static ReadOnlySpan<byte> LastBlock => [0x03, 0x00];

    /// <summary>Compresses a tile.</summary>
    public static KeptTile Pack(ReadOnlySpan<byte> raw)
    {
        if (raw.IsEmpty)
            return KeptTile.Empty;
        using var into = new MemoryStream((raw.Length / 2) + 128);
        int bodyEnd;
        using (var gzip = new GZipStream(into, new ZLibCompressionOptions { CompressionLevel = Level }, leaveOpen: true))
        {
            gzip.Write(raw);
            gzip.Flush();
            bodyEnd = (int)into.Length;
        }

        return Read(into.ToArray(), bodyEnd)!;
    }

    /// <summary>A tile from a gzip file that <see cref="Pack"/> or <see cref="Join"/> made; null when it does not end as one.</summary>
    public static KeptTile? Read(byte[] gzip)
    {
        ArgumentNullException.ThrowIfNull(gzip);
        return Read(gzip, gzip.Length - Trailer - LastBlock.Length);
    }

    /// <summary>One tile of several layers.</summary>
    public static KeptTile Join(IReadOnlyList<KeptTile> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var filled = parts.Where(p => !p.IsEmpty).ToList();
        if (filled.Count <= 1)
            return filled.Count == 0 ? KeptTile.Empty : filled[0];
        var whole = new byte[Header + filled.Sum(p => p.BodyEnd - Header) + LastBlock.Length + Trailer];
        filled[0].Gzip.AsSpan(0, Header).CopyTo(whole);
        var (at, checksum, length) = (Header, 0u, 0u);
        foreach (var part in filled)
        {
            part.Gzip.AsSpan(Header..part.BodyEnd).CopyTo(whole.AsSpan(at));
            at += part.BodyEnd - Header;
            checksum = Crc32.Combine(checksum, part.Checksum, part.Length);
            length += part.Length;
        }

        LastBlock.CopyTo(whole.AsSpan(at));
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(at + LastBlock.Length), checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(whole.AsSpan(at + LastBlock.Length + 4), length);
        return new KeptTile(whole, at, checksum, length);
    }

    private static KeptTile? Read(byte[] gzip, int bodyEnd)
    {
        if (bodyEnd < Header + FlushMarker.Length || gzip.Length != bodyEnd + LastBlock.Length + Trailer
            || !gzip.AsSpan(bodyEnd - FlushMarker.Length, FlushMarker.Length).SequenceEqual(FlushMarker)
            || !gzip.AsSpan(bodyEnd, LastBlock.Length).SequenceEqual(LastBlock))
            return null;
        var trailer = gzip.AsSpan(bodyEnd + LastBlock.Length);
        return new KeptTile(gzip, bodyEnd, BinaryPrimitives.ReadUInt32LittleEndian(trailer), BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]));
    }
}
