namespace Gis.MapServer.Tiles.Making;

/// <summary>The checksum of gzip (CRC-32 of RFC 1952 §8).</summary>
public static class Crc32
{
    private const uint Polynomial = 0xEDB8_8320;

    /// <summary>
    /// The checksum of two pieces one behind the other, from those of each: appending n zero bytes to the first is a linear map over GF(2), whose
    /// powers of two are squared up (the method of zlib's crc32_combine, M. Adler).
    /// </summary>
    /// <param name="first">Checksum of the first piece; 0 for none.</param>
    /// <param name="second">Checksum of the second piece.</param>
    /// <param name="secondLength">Bytes of the second piece.</param>
    public static uint Combine(uint first, uint second, uint secondLength)
    {
        if (first == 0)
            return second;
        Span<uint> map = stackalloc uint[32], next = stackalloc uint[32];

        // One zero bit.
        map[0] = Polynomial;
        for (var i = 1; i < 32; i++)
            map[i] = 1u << (i - 1);
        Square(map, next);
        Square(next, map);

        // Now four bits; each round squares, beginning with a byte.
        for (var left = secondLength; left != 0; left >>= 1)
        {
            Square(map, next);
            next.CopyTo(map);
            if ((left & 1) != 0)
                first = Apply(map, first);
        }

        return first ^ second;
    }

    private static void Square(ReadOnlySpan<uint> map, Span<uint> into)
    {
        for (var i = 0; i < 32; i++)
            into[i] = Apply(map, map[i]);
    }

    private static uint Apply(ReadOnlySpan<uint> map, uint value)
    {
        uint sum = 0;
        for (var i = 0; value != 0; i++, value >>= 1)
        {
            if ((value & 1) != 0)
                sum ^= map[i];
        }

        return sum;
    }
}
