using System.Buffers.Binary;
using System.Text;

namespace Gis.Importer.Tests.Formats;

/// <summary>Writes small point Shapefiles byte by byte, so that they can be as wrong as real ones.</summary>
internal static class ShapefileFixture
{
    /// <summary>A Shapefile with one text column and no .cpg and no .prj; returns the path of the .shp.</summary>
    public static string Points(TemporaryFolder folder, string name, (double X, double Y)[] points, string column, string[] values, Encoding encoding, int width = 40) =>
        Write(folder, name, points, [(encoding.GetBytes(column), 'C', width, 0, values.Select(encoding.GetBytes).ToArray())]);

    /// <summary>A Shapefile with columns given as bytes.</summary>
    public static string Write(TemporaryFolder folder, string name, (double X, double Y)[] points, (byte[] Name, char Type, int Width, int Decimals, byte[][] Values)[] columns)
    {
        folder.Write(name + ".shx", Index(points));
        folder.Write(name + ".dbf", Table(points.Length, columns));
        return folder.Write(name + ".shp", Shapes(points));
    }

    private static byte[] Shapes((double X, double Y)[] points)
    {
        var bytes = new byte[100 + (28 * points.Length)];
        Header(bytes, points);
        for (var i = 0; i < points.Length; i++)
        {
            var record = bytes.AsSpan(100 + (28 * i));
            BinaryPrimitives.WriteInt32BigEndian(record, i + 1);
            BinaryPrimitives.WriteInt32BigEndian(record[4..], 10);
            BinaryPrimitives.WriteInt32LittleEndian(record[8..], 1);
            BinaryPrimitives.WriteDoubleLittleEndian(record[12..], points[i].X);
            BinaryPrimitives.WriteDoubleLittleEndian(record[20..], points[i].Y);
        }

        return bytes;
    }

    private static byte[] Index((double X, double Y)[] points)
    {
        var count = points.Length;
        var bytes = new byte[100 + (8 * count)];
        Header(bytes, points);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(100 + (8 * i)), 50 + (14 * i));
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(104 + (8 * i)), 10);
        }

        return bytes;
    }

    private static void Header(byte[] bytes, (double X, double Y)[] points)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, 9994);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(24), bytes.Length / 2);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(32), 1);
        double[] box = [points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y)];
        for (var i = 0; i < 4; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(36 + (8 * i)), box[i]);
    }

    private static byte[] Table(int count, (byte[] Name, char Type, int Width, int Decimals, byte[][] Values)[] columns)
    {
        var headerLength = 32 + (32 * columns.Length) + 1;
        var recordLength = 1 + columns.Sum(c => c.Width);
        var bytes = new byte[headerLength + (recordLength * count) + 1];
        bytes.AsSpan(headerLength).Fill((byte)' ');
        bytes[0] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), count);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)headerLength);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(10), (ushort)recordLength);
        var offset = 1;
        for (var c = 0; c < columns.Length; c++)
        {
            var descriptor = bytes.AsSpan(32 + (32 * c), 32);
            columns[c].Name.AsSpan(0, Math.Min(10, columns[c].Name.Length)).CopyTo(descriptor);
            descriptor[11] = (byte)columns[c].Type;
            descriptor[16] = (byte)columns[c].Width;
            descriptor[17] = (byte)columns[c].Decimals;
            for (var i = 0; i < count; i++)
            {
                var value = columns[c].Values[i];
                value.AsSpan(0, Math.Min(value.Length, columns[c].Width)).CopyTo(bytes.AsSpan(headerLength + (recordLength * i) + offset));
            }

            offset += columns[c].Width;
        }

        bytes[headerLength - 1] = 0x0D;
        bytes[^1] = 0x1A;
        return bytes;
    }
}
