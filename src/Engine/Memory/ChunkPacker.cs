using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory;

/// <summary>Puts rows into chunks so that neighbours lie together: in the order of a Hilbert curve through the middles of their boxes.</summary>
internal static class ChunkPacker
{
    /// <summary>Packs rows.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="fields">Number of fields.</param>
    public static Chunk[] Pack(LayerRows rows, int fields)
    {
        var around = Box.Empty;
        foreach (var box in rows.Shapes.Boxes)
            around = around.Union(box);
        var keys = new ulong[rows.FidArray.Length];
        var order = new int[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var box = rows.Shapes.Boxes[i];
            keys[i] = Hilbert.Index(
                Hilbert.Cell((box.MinX + box.MaxX) / 2, around.MinX, around.MaxX), Hilbert.Cell((box.MinY + box.MaxY) / 2, around.MinY, around.MaxY));
            order[i] = i;
        }

        Array.Sort(keys, order);
        var chunks = new List<Chunk>();
        for (var first = 0; first < order.Length;)
        {
            var (end, vertices) = (first, 0);
            while (end < order.Length && end - first < Chunk.MostFeatures
                && (end == first || vertices + rows.Shapes.VerticesOf(order[end]) <= Chunk.MostVertices))
                vertices += rows.Shapes.VerticesOf(order[end++]);
            chunks.Add(Make(rows, order.AsSpan(first..end), fields));
            first = end;
        }

        return [.. chunks];
    }

    private static Chunk Make(LayerRows rows, ReadOnlySpan<int> places, int fields)
    {
        var shapes = new ShapeBlockBuilder();
        var fids = new long[places.Length];
        var values = new int[places.Length * fields];
        for (var i = 0; i < places.Length; i++)
        {
            shapes.Copy(rows.Shapes, places[i]);
            fids[i] = rows.FidArray[places[i]];
            rows.Values.AsSpan(places[i] * fields, fields).CopyTo(values.AsSpan(i * fields));
        }

        return new Chunk(fids, shapes.Build(), values);
    }
}
