using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Gis.ImportBench.Town;

/// <summary>Writes the parcels as a Shapefile in EPSG:6677 with attributes in CP932, in random order (as a town's file that was edited for years).</summary>
internal static class ShapefileWriter
{
    private const string Prj =
        """PROJCS["JGD2011_Japan_Zone_9",GEOGCS["GCS_JGD_2011",DATUM["D_JGD_2011",SPHEROID["GRS_1980",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",139.8333333333333],PARAMETER["Scale_Factor",0.9999],PARAMETER["Latitude_Of_Origin",36.0],UNIT["Meter",1.0]]""";

    private static readonly (string Name, char Type, int Width, int Decimals)[] Fields =
        [("id", 'N', 9, 0), ("oaza", 'C', 16, 0), ("chiban", 'C', 16, 0), ("chimoku", 'C', 20, 0), ("chiseki", 'N', 12, 2)];

    /// <summary>Writes the file and its companions, unless they are there from an earlier run.</summary>
    /// <param name="path">Path of the <c>.shp</c>.</param>
    /// <param name="count">Number of parcels.</param>
    /// <param name="edition">Edition, from 1.</param>
    public static void Write(string path, int count, int edition)
    {
        if (File.Exists(path))
            return;
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var grid = new ParcelGrid(count);
        var order = Enumerable.Range(0, count).ToArray();
        new Random(7).Shuffle(order);
        File.WriteAllText(Path.ChangeExtension(path, ".prj"), Prj);
        File.WriteAllText(Path.ChangeExtension(path, ".cpg"), "CP932");
        WriteTable(Path.ChangeExtension(path, ".dbf"), grid, order, edition);
        WriteShapes(path, grid, order);
    }

    private static void WriteTable(string path, ParcelGrid grid, int[] order, int edition)
    {
        using var stream = new BufferedStream(File.Create(path), 1 << 20);
        var length = 1 + Fields.Sum(f => f.Width);
        var head = new byte[32 + (32 * Fields.Length) + 1];
        head[0] = 3;
        (head[1], head[2], head[3]) = (126, 4, 1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), order.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(8), (short)head.Length);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(10), (short)length);
        for (var i = 0; i < Fields.Length; i++)
        {
            var at = head.AsSpan(32 + (32 * i), 32);
            Encoding.ASCII.GetBytes(Fields[i].Name, at);
            (at[11], at[16], at[17]) = ((byte)Fields[i].Type, (byte)Fields[i].Width, (byte)Fields[i].Decimals);
        }

        head[^1] = 0x0D;
        stream.Write(head);
        var cp932 = Encoding.GetEncoding(932);
        var record = new byte[length];
        for (var n = 0; n < order.Length; n++)
        {
            var row = ParcelRow.Of(grid, order[n], n + 1, edition);
            Array.Fill(record, (byte)' ');
            Number(record.AsSpan(1, 9), row.Id.ToString(CultureInfo.InvariantCulture));
            cp932.GetBytes(row.Oaza, record.AsSpan(10, 16));
            cp932.GetBytes(row.Chiban, record.AsSpan(26, 16));
            cp932.GetBytes(row.Chimoku, record.AsSpan(42, 20));
            Number(record.AsSpan(62, 12), row.Chiseki.ToString("0.00", CultureInfo.InvariantCulture));
            stream.Write(record);
        }

        stream.WriteByte(0x1A);
    }

    private static void Number(Span<byte> field, string text) => Encoding.ASCII.GetBytes(text, field[(field.Length - text.Length)..]);

    private static void WriteShapes(string path, ParcelGrid grid, int[] order)
    {
        using var shapes = new BufferedStream(File.Create(path), 1 << 20);
        using var index = new BufferedStream(File.Create(Path.ChangeExtension(path, ".shx")), 1 << 20);
        shapes.Write(new byte[100]);
        index.Write(new byte[100]);
        var (west, south, east, north) = (double.MaxValue, double.MaxValue, double.MinValue, double.MinValue);
        long words = 50;
        var buffer = new byte[4096];
        for (var n = 0; n < order.Length; n++)
        {
            var ring = grid.Ring(order[n]);
            var (w, s, e, t) = (ring.Min(p => p.East), ring.Min(p => p.North), ring.Max(p => p.East), ring.Max(p => p.North));
            (west, south, east, north) = (Math.Min(west, w), Math.Min(south, s), Math.Max(east, e), Math.Max(north, t));
            var content = 48 + (16 * ring.Count);
            BinaryPrimitives.WriteInt32BigEndian(buffer, n + 1);
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(4), content / 2);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(8), 5);
            Doubles(buffer.AsSpan(12), w, s, e, t);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(44), 1);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(48), ring.Count);
            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(52), 0);
            for (var k = 0; k < ring.Count; k++)
                Doubles(buffer.AsSpan(56 + (16 * k)), ring[k].East, ring[k].North);
            shapes.Write(buffer.AsSpan(0, 8 + content));
            BinaryPrimitives.WriteInt32BigEndian(buffer, (int)words);
            BinaryPrimitives.WriteInt32BigEndian(buffer.AsSpan(4), content / 2);
            index.Write(buffer.AsSpan(0, 8));
            words += (8 + content) / 2;
        }

        Header(shapes, words, west, south, east, north);
        Header(index, 50 + (4L * order.Length), west, south, east, north);
    }

    private static void Header(BufferedStream stream, long words, double west, double south, double east, double north)
    {
        var head = new byte[100];
        BinaryPrimitives.WriteInt32BigEndian(head, 9994);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(24), (int)words);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), 1000);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(32), 5);
        Doubles(head.AsSpan(36), west, south, east, north);
        stream.Flush();
        stream.Position = 0;
        stream.Write(head);
    }

    private static void Doubles(Span<byte> target, params ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteDoubleLittleEndian(target[(8 * i)..], values[i]);
    }
}
