using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Loading;

/// <summary>
/// Reads PostGIS' extended WKB (PostGIS manual, <c>ST_AsEWKB</c>) straight into a block, in two dimensions. Of a collection the parts
/// of the highest dimension are taken, as ST_AsMVTGeom does.
/// </summary>
internal ref struct ShapeReader
{
    private const uint HasZ = 0x8000_0000, HasM = 0x4000_0000, HasSrid = 0x2000_0000;
    private static readonly ShapeBlockBuilder Nothing = new();
    private readonly ShapeBlockBuilder _into;
    private readonly bool _asStored;
    private ReadOnlySpan<byte> _rest;
    private bool _littleEndian;
    private int _ordinates;

    private ShapeReader(ReadOnlySpan<byte> ewkb, ShapeBlockBuilder into, bool asStored = false)
    {
        _rest = ewkb;
        _into = into;
        _asStored = asStored;
    }

    /// <summary>Adds a geometry as one feature.</summary>
    /// <returns>False when there is nothing to draw (empty); then nothing was added.</returns>
    /// <exception cref="UnreadableShapeException">A type that has no place in tiles (curves, surfaces), or bytes cut short.</exception>
    public static bool Read(ReadOnlySpan<byte> ewkb, ShapeBlockBuilder into)
    {
        var dimension = HighestDimension(ewkb);
        if (dimension < 0)
            return false;
        new ShapeReader(ewkb, into).ReadGeometry(dimension);
        if (into.OpenParts == 0)
            return false;
        into.EndFeature((byte)dimension);
        return true;
    }

    /// <summary>Adds a polygon or multipolygon as one feature, every ring in the direction in which it is stored.</summary>
    /// <returns>False when it is empty; then nothing was added.</returns>
    /// <exception cref="UnreadableShapeException">Another type of geometry, or bytes cut short.</exception>
    public static bool ReadPolygons(ReadOnlySpan<byte> ewkb, ShapeBlockBuilder into)
    {
        var type = new ShapeReader(ewkb, Nothing);
        type._littleEndian = type.Byte() == 1;
        if ((type.Int() & 0xFFFF) is not (3 or 6))
            throw new UnreadableShapeException("Neither a polygon nor a multipolygon.");
        new ShapeReader(ewkb, into, asStored: true).ReadGeometry(2);
        if (into.OpenParts == 0)
            return false;
        into.EndFeature(2);
        return true;
    }

    // Only a collection has to be walked to know.
    private static int HighestDimension(ReadOnlySpan<byte> ewkb)
    {
        var reader = new ShapeReader(ewkb, Nothing);
        reader._littleEndian = reader.Byte() == 1;
        return (reader.Int() & 0xFFFF) switch
        {
            1 or 4 => 0,
            2 or 5 => 1,
            3 or 6 => 2,
            _ => new ShapeReader(ewkb, Nothing).ReadGeometry(-1),
        };
    }

    // With wanted >= 0 adds the parts of that dimension; in any case returns the highest dimension met, -1 when empty.
    private int ReadGeometry(int wanted)
    {
        _littleEndian = Byte() == 1;
        var type = Int();
        _ordinates = 2 + ((type & HasZ) != 0 ? 1 : 0) + ((type & HasM) != 0 ? 1 : 0);
        if ((type & HasSrid) != 0)
            Int();
        switch (type & 0xFFFF)
        {
            case 1:
                return ReadPoint(wanted);
            case 2:
                return ReadLine(wanted);
            case 3:
                return ReadPolygon(wanted);
            case 4 or 5 or 6 or 7:
                var highest = -1;
                for (var left = Count(); left > 0; left--)
                    highest = Math.Max(highest, ReadGeometry(wanted));
                return highest;
            default:
                throw new UnreadableShapeException($"Geometry type {type & 0xFFFF} has no place in a vector tile.");
        }
    }

    private int ReadPoint(int wanted)
    {
        Span<double> xy = stackalloc double[2];
        ReadVertices(xy);
        if (!double.IsFinite(xy[0]) || !double.IsFinite(xy[1]))
            return -1;
        if (wanted == 0)
        {
            xy.CopyTo(_into.Vertices(1));
            _into.EndRing();
            _into.EndPart();
        }

        return 0;
    }

    private int ReadLine(int wanted)
    {
        var count = Count();
        if (wanted != 1 || count == 0)
        {
            Skip(count);
            return count == 0 ? -1 : 1;
        }

        ReadFinite(_into.Vertices(count));
        _into.EndRing();
        _into.EndPart();
        return 1;
    }

    private int ReadPolygon(int wanted)
    {
        var rings = Count();
        var any = false;
        for (var ring = 0; ring < rings; ring++)
        {
            var count = Count();
            if (wanted != 2 || count == 0)
            {
                Skip(count);
                any |= count > 0;
                continue;
            }

            var xy = _into.Vertices(count);
            ReadFinite(xy);
            if (!_asStored)
                RingOrder.Orient(xy, clockwise: ring == 0);
            if (count > 1 && xy[0] == xy[^2] && xy[1] == xy[^1])
                _into.DropVertices(1);
            _into.EndRing();
            any = true;
        }

        if (any && wanted == 2)
            _into.EndPart();
        return any ? 2 : -1;
    }

    private void ReadFinite(scoped Span<double> xy)
    {
        ReadVertices(xy);
        foreach (var value in xy)
        {
            if (!double.IsFinite(value))
                throw new UnreadableShapeException("A coordinate is not a number.");
        }
    }

    private void ReadVertices(scoped Span<double> xy)
    {
        var bytes = Take(xy.Length / 2, 8 * _ordinates);
        if (_littleEndian && _ordinates == 2 && BitConverter.IsLittleEndian)
        {
            MemoryMarshal.Cast<byte, double>(bytes).CopyTo(xy);
            return;
        }

        for (var i = 0; i < xy.Length; i++)
        {
            var at = bytes[(8 * (((i / 2) * _ordinates) + (i % 2)))..];
            xy[i] = _littleEndian ? BinaryPrimitives.ReadDoubleLittleEndian(at) : BinaryPrimitives.ReadDoubleBigEndian(at);
        }
    }

    private void Skip(int vertices) => Take(vertices, 8 * _ordinates);

    private int Count() => Int() is var count && count <= int.MaxValue ? (int)count : throw new UnreadableShapeException("WKB cut short.");

    private byte Byte() => Take(1, 1)[0];

    private uint Int() => _littleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(Take(1, 4)) : BinaryPrimitives.ReadUInt32BigEndian(Take(1, 4));

    private ReadOnlySpan<byte> Take(int count, int size)
    {
        if ((long)count * size > _rest.Length)
            throw new UnreadableShapeException("WKB cut short.");
        var taken = _rest[..(count * size)];
        _rest = _rest[(count * size)..];
        return taken;
    }
}
