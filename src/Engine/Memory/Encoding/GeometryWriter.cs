using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Encoding;

/// <summary>Writes shapes as commands (Mapbox Vector Tile Specification 2.1, section 4.3).</summary>
internal static class GeometryWriter
{
    private const uint MoveTo = 1, LineTo = 2, ClosePath = 7;

    /// <summary>Writes a feature.</summary>
    /// <param name="shape">Counted from the tile's corner.</param>
    /// <param name="dimension">0 points, 1 lines, 2 polygons.</param>
    /// <param name="into">What it held is forgotten.</param>
    public static void Write(GridShape shape, int dimension, ProtobufBuffer into)
    {
        into.Clear();
        int x = 0, y = 0;
        if (dimension == 0)
        {
            into.Varint(MoveTo | ((uint)shape.Vertices << 3));
            Vertices(shape.Xy.Span, ref x, ref y, into);
            return;
        }

        for (var ring = 0; ring < shape.RingEnds.Count; ring++)
        {
            var xy = shape.Ring(ring);
            into.Varint(MoveTo | (1 << 3));
            Vertices(xy[..2], ref x, ref y, into);
            into.Varint(LineTo | ((uint)((xy.Length / 2) - 1) << 3));
            Vertices(xy[2..], ref x, ref y, into);
            if (dimension == 2)
                into.Varint(ClosePath | (1 << 3));
        }
    }

    private static void Vertices(ReadOnlySpan<int> xy, ref int x, ref int y, ProtobufBuffer into)
    {
        for (var i = 0; i + 1 < xy.Length; i += 2)
        {
            into.Zigzag(xy[i] - x);
            into.Zigzag(xy[i + 1] - y);
            (x, y) = (xy[i], xy[i + 1]);
        }
    }
}
