namespace Gis.Engine.Codes;

/// <summary>Error correction words of QR codes: Reed–Solomon over GF(2⁸) with the polynomial x⁸+x⁴+x³+x²+1 (ISO/IEC 18004 §7.5).</summary>
internal static class ReedSolomon
{
    private const int Polynomial = 0x11D;

    /// <summary>The correction words of a block.</summary>
    /// <param name="data">The block's data words.</param>
    /// <param name="count">How many correction words.</param>
    public static byte[] Words(ReadOnlySpan<byte> data, int count)
    {
        var divisor = Divisor(count);
        var rest = new byte[count];
        foreach (var word in data)
        {
            var factor = (byte)(word ^ rest[0]);
            rest.AsSpan(1).CopyTo(rest);
            rest[^1] = 0;
            for (var i = 0; i < count; i++)
                rest[i] ^= Multiply(divisor[i], factor);
        }

        return rest;
    }

    // The product of (x - 2^i) for i below the degree; the leading coefficient, always 1, is left out.
    private static byte[] Divisor(int degree)
    {
        var polynomial = new byte[degree];
        polynomial[^1] = 1;
        byte root = 1;
        for (var i = 0; i < degree; i++)
        {
            for (var j = 0; j < degree; j++)
                polynomial[j] = (byte)(Multiply(polynomial[j], root) ^ (j + 1 < degree ? polynomial[j + 1] : 0));
            root = Multiply(root, 2);
        }

        return polynomial;
    }

    private static byte Multiply(byte x, byte y)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
            product = (product << 1) ^ ((product >> 7) * Polynomial) ^ (((y >> bit) & 1) * x);
        return (byte)product;
    }
}
