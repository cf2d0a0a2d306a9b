using Gis.Engine.Memory.Encoding;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory;

/// <summary>Makes the chunks of a layer after a change, sharing all that did not change with those before.</summary>
/// <param name="chunks">The chunks before.</param>
/// <param name="pool">The values before.</param>
/// <param name="fields">Number of fields.</param>
internal sealed class ChunkChange(Chunk[] chunks, ValuePool pool, int fields)
{
    /// <summary>Applies a change.</summary>
    public (Chunk[] Chunks, ValuePool Pool) Apply(LayerRows changed, IReadOnlySet<long> removed)
    {
        var leaving = new HashSet<long>(removed);
        leaving.UnionWith(changed.Fids);
        var joining = Joining(changed);
        var values = new ValuePool.Builder(pool);
        var touched = new List<Box>(changed.Shapes.Boxes);
        var after = new List<Chunk>();
        for (var i = 0; i < chunks.Length; i++)
        {
            var chunk = chunks[i];
            var stays = Stays(chunk, leaving, touched);
            if (stays is null && joining[i] is null)
            {
                after.Add(chunk);
                continue;
            }

            after.AddRange(Remake(chunk, stays, changed, joining[i] ?? [], values));
        }

        if (chunks.Length == 0 && joining[0] is { } all)
            after.AddRange(Remake(null, null, changed, all, values));
        return (Refresh(after, touched), values.Build());
    }

    // For each chunk the changed rows that go into it: the chunk that grows least, the first of equals.
    private List<int>?[] Joining(LayerRows changed)
    {
        var joining = new List<int>?[Math.Max(1, chunks.Length)];
        for (var row = 0; row < changed.FidArray.Length; row++)
        {
            var box = changed.Shapes.Boxes[row];
            var (best, least) = (0, double.PositiveInfinity);
            for (var i = 0; i < chunks.Length; i++)
            {
                var grown = chunks[i].Box.Union(box);
                var growth = ((grown.MaxX - grown.MinX) + (grown.MaxY - grown.MinY))
                    - ((chunks[i].Box.MaxX - chunks[i].Box.MinX) + (chunks[i].Box.MaxY - chunks[i].Box.MinY));
                if (growth < least)
                    (best, least) = (i, growth);
            }

            (joining[best] ??= []).Add(row);
        }

        return joining;
    }

    // Places that stay in a chunk, or null when all do.
    private static List<int>? Stays(Chunk chunk, HashSet<long> leaving, List<Box> touched)
    {
        List<int>? stays = null;
        for (var feature = 0; feature < chunk.Fids.Length; feature++)
        {
            if (!leaving.Contains(chunk.Fids[feature]))
            {
                stays?.Add(feature);
                continue;
            }

            stays ??= [.. Enumerable.Range(0, feature)];
            touched.Add(chunk.Shapes.Boxes[feature]);
        }

        return stays;
    }

    private Chunk[] Remake(Chunk? before, List<int>? stays, LayerRows changed, List<int> joins, ValuePool.Builder values)
    {
        var shapes = new ShapeBlockBuilder();
        var fids = new List<long>();
        var places = new List<int>();
        foreach (var feature in stays ?? (before is null ? [] : [.. Enumerable.Range(0, before.Fids.Length)]))
        {
            shapes.Copy(before!.Shapes, feature);
            fids.Add(before.Fids[feature]);
            places.AddRange(before.Values.AsSpan(feature * fields, fields));
        }

        foreach (var row in joins)
        {
            shapes.Copy(changed.Shapes, row);
            fids.Add(changed.FidArray[row]);
            foreach (var value in changed.Values.AsSpan(row * fields, fields))
                places.Add(value < 0 ? -1 : values.Add(changed.Pool[value]));
        }

        if (fids.Count == 0)
            return [];
        var rows = new LayerRows([.. fids], shapes.Build(), [.. places], pool);

        // A chunk may outgrow itself by a half before it is split.
        return fids.Count > Chunk.MostFeatures * 3 / 2 || rows.Shapes.Xy.Length / 2 > Chunk.MostVertices * 3 / 2
            ? ChunkPacker.Pack(rows, fields)
            : [new Chunk(rows.FidArray, rows.Shapes, rows.Values)];
    }

    private Chunk[] Refresh(List<Chunk> after, List<Box> touched)
    {
        var old = new HashSet<Chunk>(chunks, ReferenceEqualityComparer.Instance);
        return [.. after.Select(c => old.Contains(c) && touched.Exists(b => b.Grow(Chunk.Nearness).Meets(c.Box)) ? c.BesideAChange() : c)];
    }
}
