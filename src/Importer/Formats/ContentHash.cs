using System.Buffers.Binary;

namespace Gis.Importer.Formats;

/// <summary>
/// A 64-bit hash of bytes by folded multiplication (the construction of wyhash). It tells rows apart that differ by accident, not by intent: a row whose hash
/// differs is compared value by value before it is written.
/// </summary>
internal static class ContentHash
{
    private const ulong First = 0xA0761D6478BD642F;
    private const ulong Second = 0xE7037ED1A0B428DB;

    /// <summary>The hash of some bytes behind what was hashed before.</summary>
    public static ulong Of(ReadOnlySpan<byte> bytes, ulong before = Second)
    {
        var length = (ulong)bytes.Length;
        var hash = before ^ First;
        for (; bytes.Length >= 16; bytes = bytes[16..])
            hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ Second, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ hash);
        Span<byte> rest = stackalloc byte[16];
        rest.Clear();
        bytes.CopyTo(rest);
        hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(rest) ^ Second, BinaryPrimitives.ReadUInt64LittleEndian(rest[8..]) ^ hash);
        return Mix(hash ^ First, length ^ Second);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
