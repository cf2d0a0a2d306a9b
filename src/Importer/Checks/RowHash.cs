using System.Runtime.InteropServices;
using Gis.Importer.Loading;

namespace Gis.Importer.Checks;

/// <summary>64-bit hashes of rows and keys, to tell whether something came before. Not for anything that an adversary could gain by.</summary>
internal static class RowHash
{
    private const ulong Prime = 0x9E3779B97F4A7C15;
    private const ulong Other = 0xD6E8FEB86659FD93;

    /// <summary>Hash of a text.</summary>
    public static ulong Of(string text) => Of(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Hash over shape and values of a row; its key is not part of it.</summary>
    public static ulong Of(PreparedRow row)
    {
        var hash = Of((ReadOnlySpan<byte>)(row.Geom ?? row.Local));
        foreach (var value in row.Values)
        {
            hash = Mix(hash ^ value switch
            {
                null => Prime,
                string text => Of(text),
                long number => (ulong)number,
                double number => (ulong)BitConverter.DoubleToInt64Bits(number),
                _ => Of(ColumnType.Text(value)),
            });
        }

        return hash;
    }

    private static ulong Of(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length * Prime;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            hash = Mix(hash ^ word);
        ulong rest = 0;
        foreach (var one in bytes[(bytes.Length & ~7)..])
            rest = (rest << 8) | one;
        return Mix(hash ^ rest);
    }

    // Multiply and fold (as in wyhash): each input bit reaches every output bit.
    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ Prime, Other, out var low);
        return high ^ low;
    }
}
