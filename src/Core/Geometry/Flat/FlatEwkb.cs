using System.Buffers.Binary;

namespace Gis.Core.Geometry;

/// <summary>Writes flat shapes as little-endian EWKB; see <see cref="Ewkb"/>.</summary>
public static class FlatEwkb
{
    private const uint HasSrid = 0x20000000;

    /// <summary>The most bytes a shape can take.</summary>
    public static int MaxLength(FlatShape shape) => 32 + (9 * shape.Parts) + (13 * shape.RingEnds.Length) + (16 * shape.X.Length);

    /// <summary>Writes a shape.</summary>
    /// <param name="target">At least <see cref="MaxLength"/> bytes.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="srid">Its SRID.</param>
    /// <param name="multi">Whether to write a multi geometry even of one part; several parts always are one.</param>
    /// <returns>Bytes written.</returns>
    public static int Write(Span<byte> target, FlatShape shape, int srid, bool multi)
    {
        multi |= shape.Parts > 1;
        var single = shape.Kind switch { FlatKind.Point => 1u, FlatKind.Line => 2u, _ => 3u };
        var at = Head(target, (multi ? single + 3 : single) | HasSrid);
        BinaryPrimitives.WriteInt32LittleEndian(target[at..], srid);
        at += 4;
        if (multi)
            at += Count(target[at..], shape.Parts);
        for (var part = 0; part < shape.Parts; part++)
        {
            if (multi)
                at += Head(target[at..], single);
            at += Part(target[at..], shape, part);
        }

        return at;
    }

    private static int Part(Span<byte> target, FlatShape shape, int part)
    {
        var first = shape.PartStart(part);
        var at = shape.Kind == FlatKind.Polygon ? Count(target, shape.PartEnds[part] - first) : 0;
        for (var ring = first; ring < shape.PartEnds[part]; ring++)
        {
            var start = shape.RingStart(ring);
            var x = shape.X.AsSpan(start, shape.RingEnds[ring] - start);
            var y = shape.Y.AsSpan(start, x.Length);
            if (shape.Kind != FlatKind.Point)
                at += Count(target[at..], x.Length);
            var positions = target.Slice(at, 16 * x.Length);
            for (var i = 0; i < x.Length; i++)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(positions[(16 * i)..], x[i]);
                BinaryPrimitives.WriteDoubleLittleEndian(positions[((16 * i) + 8)..], y[i]);
            }

            at += positions.Length;
        }

        return at;
    }

    private static int Head(Span<byte> target, uint type)
    {
        target[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(target[1..], type);
        return 5;
    }

    private static int Count(Span<byte> target, int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, count);
        return 4;
    }
}
