using System.Buffers.Binary;
using System.IO.Compression;

namespace Gis.Viewer.Tests.Window;

/// <summary>A picture of the screen: 8-bit red, green, blue from the top left, row by row.</summary>
internal sealed record Picture(int Width, int Height, byte[] Pixels)
{
    /// <summary>Reads an X window dump (XWD version 7, as in X11/XWDFile.h: big-endian words, then the colour map, then the pixels).</summary>
    public static Picture FromDump(byte[] dump)
    {
        int Word(int index) => BinaryPrimitives.ReadInt32BigEndian(dump.AsSpan(index * 4));
        const int mapEntryBytes = 12;
        var (width, height, bitsPerPixel, lineBytes) = (Word(4), Word(5), Word(11), Word(12));
        if (Word(1) != 7 || bitsPerPixel != 32)
        {
            throw new InvalidDataException("not a 32-bit window dump");
        }

        var first = Word(0) + (Word(19) * mapEntryBytes);
        var pixels = new byte[width * height * 3];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = first + (y * lineBytes) + (x * 4);
                var to = ((y * width) + x) * 3;
                (pixels[to], pixels[to + 1], pixels[to + 2]) = (dump[from + 2], dump[from + 1], dump[from]);
            }
        }

        return new Picture(width, height, pixels);
    }

    /// <summary>The share of pixels, 0 to 1, whose every channel is within <paramref name="tolerance"/> of a colour.</summary>
    public double ShareOf((int Red, int Green, int Blue) colour, int tolerance = 6)
    {
        var count = 0;
        for (var i = 0; i < Pixels.Length; i += 3)
        {
            if (Math.Abs(Pixels[i] - colour.Red) <= tolerance
                && Math.Abs(Pixels[i + 1] - colour.Green) <= tolerance
                && Math.Abs(Pixels[i + 2] - colour.Blue) <= tolerance)
            {
                count++;
            }
        }

        return count * 3.0 / Pixels.Length;
    }

    /// <summary>Writes the picture as PNG, to look at.</summary>
    public void SavePng(string path)
    {
        using var rows = new MemoryStream();
        using (var compressed = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var y = 0; y < Height; y++)
            {
                compressed.WriteByte(0);
                compressed.Write(Pixels, y * Width * 3, Width * 3);
            }
        }

        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2);
        using var file = File.Create(path);
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        WriteChunk(file, "IHDR"u8, header);
        WriteChunk(file, "IDAT"u8, rows.ToArray());
        WriteChunk(file, "IEND"u8, []);
    }

    private static void WriteChunk(FileStream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        byte[] body = [.. type, .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(word, Checksum(body));
        file.Write(word);
    }

    // CRC-32 of ISO 3309, as PNG asks for.
    private static uint Checksum(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320 ^ (crc >> 1);
            }
        }

        return ~crc;
    }
}
