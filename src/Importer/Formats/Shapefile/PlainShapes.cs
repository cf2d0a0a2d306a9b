using System.Buffers.Binary;
using Gis.Core.Geometry;

namespace Gis.Importer.Formats.Shapefile;

/// <summary>
/// Reads the plain shapes of a <c>.shp</c> straight into arrays ("ESRI Shapefile Technical Description", 1998): points, lines, and areas of which it is clear
/// which ring is whose hole. Everything else (many rings in doubt, multipoints, multipatches, broken records) it leaves to GDAL, record by record.
/// </summary>
internal sealed class PlainShapes : IDisposable
{
    private const int HeaderLength = 100;

    private readonly FileWindow shapes;
    private readonly FileWindow index;
    private readonly FlatValidity validity = new();

    private PlainShapes(FileWindow shapes, FileWindow index)
    {
        this.shapes = shapes;
        this.index = index;
    }

    /// <summary>Number of records by the index.</summary>
    public long Records => (index.Length - HeaderLength) / 8;

    /// <summary>Whether a record with heights was met; they are not read.</summary>
    public bool DropsHeight { get; private set; }

    /// <summary>Opens a Shapefile; null when it has no index or one of another length than its own header says.</summary>
    public static PlainShapes? Open(SourceFile file)
    {
        if (ShapefileParts.Find(file, ".shx") is not { } path)
            return null;
        var index = new FileWindow(path);
        var head = index.Read(0, HeaderLength);
        if (!head.IsEmpty && BinaryPrimitives.ReadInt32BigEndian(head[24..]) * 2L == index.Length && (index.Length - HeaderLength) % 8 == 0)
            return new PlainShapes(new FileWindow(file.LocalPath), index);
        index.Dispose();
        return null;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="record">Number from 0.</param>
    /// <param name="shape">The shape in source coordinates, or null when the record says that there is none.</param>
    /// <returns>False when GDAL must be asked.</returns>
    public bool TryRead(long record, out FlatShape? shape)
    {
        shape = null;
        var entry = index.Read(HeaderLength + (8 * record), 8);
        if (entry.IsEmpty)
            return false;
        var offset = BinaryPrimitives.ReadInt32BigEndian(entry) * 2L;
        var length = BinaryPrimitives.ReadInt32BigEndian(entry[4..]) * 2L;
        if (length is < 4 or > int.MaxValue)
            return false;
        var content = shapes.Read(offset + 8, (int)length);
        if (content.IsEmpty)
            return false;
        var type = BinaryPrimitives.ReadInt32LittleEndian(content);
        DropsHeight |= type is 11 or 13 or 15;
        switch (type)
        {
            case 0:
                return true;
            case 1 or 11 or 21 when content.Length >= 20:
                shape = FlatShape.Point(Double(content, 4), Double(content, 12));
                return double.IsFinite(shape.X[0]) && double.IsFinite(shape.Y[0]);
            case 3 or 13 or 23:
                return TryParts(content, FlatKind.Line, out shape);
            case 5 or 15 or 25:
                return TryParts(content, FlatKind.Polygon, out shape);
            default:
                return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        shapes.Dispose();
        index.Dispose();
    }

    private bool TryParts(ReadOnlySpan<byte> content, FlatKind kind, out FlatShape? shape)
    {
        shape = null;
        if (content.Length < 44)
            return false;
        var rings = BinaryPrimitives.ReadInt32LittleEndian(content[36..]);
        var points = BinaryPrimitives.ReadInt32LittleEndian(content[40..]);
        if (rings is < 1 or > 1000 || points < 2 || content.Length < 44L + (4L * rings) + (16L * points))
            return false;
        var ends = new int[rings];
        for (var i = 0; i < rings; i++)
        {
            ends[i] = i + 1 < rings ? BinaryPrimitives.ReadInt32LittleEndian(content[(48 + (4 * i))..]) : points;
            if (ends[i] - (i == 0 ? 0 : ends[i - 1]) < (kind == FlatKind.Line ? 2 : 4) || ends[i] > points)
                return false;
        }

        var at = content[(44 + (4 * rings))..];
        var (x, y) = (new double[points], new double[points]);
        for (var i = 0; i < points; i++)
            (x[i], y[i]) = (Double(at, 16 * i), Double(at, (16 * i) + 8));
        if (BinaryPrimitives.ReadInt32LittleEndian(content[44..]) != 0)
            return false;
        shape = new FlatShape(kind, x, y, ends, kind == FlatKind.Line ? Enumerable.Range(1, rings).ToArray() : [rings]);
        return kind == FlatKind.Line || rings == 1 ? IsClosed(shape) : TrySort(ref shape);
    }

    private static bool IsClosed(FlatShape shape)
    {
        if (shape.Kind == FlatKind.Line)
            return true;
        var last = shape.X.Length - 1;
        return shape.X[0] == shape.X[last] && shape.Y[0] == shape.Y[last];
    }

    // Outer rings run clockwise, holes the other way. One outer ring before its holes, or outer rings alone, and only when the result is certainly valid.
    private bool TrySort(ref FlatShape shape)
    {
        var outer = 0;
        for (var ring = 0; ring < shape.RingEnds.Length; ring++)
            outer += IsClockwise(shape, ring) ? 1 : 0;
        if (outer == shape.RingEnds.Length)
            shape = shape with { PartEnds = Enumerable.Range(1, outer).ToArray() };
        else if (outer != 1 || !IsClockwise(shape, 0))
            return false;
        return validity.IsCertain(shape);
    }

    private static bool IsClockwise(FlatShape shape, int ring)
    {
        double sum = 0;
        var start = shape.RingStart(ring);
        for (var i = start + 1; i < shape.RingEnds[ring]; i++)
            sum += ((shape.X[i - 1] - shape.X[start]) * (shape.Y[i] - shape.Y[start])) - ((shape.X[i] - shape.X[start]) * (shape.Y[i - 1] - shape.Y[start]));
        return sum < 0;
    }

    private static double Double(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes[at..]);
}
