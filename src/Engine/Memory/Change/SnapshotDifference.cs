using Gis.Core.Catalogue;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Change;

/// <summary>
/// Finds what differs between two snapshots of a layer and the tiles it touches. A value that this rights class does not see makes no difference:
/// neither snapshot holds it.
/// </summary>
internal static class SnapshotDifference
{
    /// <summary>The tiles that features with another shape or another value touch, those that came and those that are gone.</summary>
    /// <remarks>
    /// A neighbour whose border is simplified differently because of the change moves by less than an eighth of a CSS pixel; its tiles are left as they are.
    /// </remarks>
    public static TouchedTiles Between(LayerSnapshot before, LayerSnapshot after)
    {
        var cover = new TileCover(TileGrid.FirstZoom(after.Layer), Layer.TileMaxZoom);
        var gone = Features(before.Chunks, after.Chunks);
        foreach (var (fid, (chunk, feature)) in Features(after.Chunks, before.Chunks))
        {
            if (cover.IsFull)
                return TouchedTiles.All;
            if (gone.Remove(fid, out var old))
            {
                if (SameShape(old.Chunk.Shapes, old.Feature, chunk.Shapes, feature))
                {
                    if (SameValues(before, old, after, (chunk, feature)))
                        continue;
                }
                else
                {
                    cover.Add(old.Chunk.Shapes, old.Feature);
                }
            }

            cover.Add(chunk.Shapes, feature);
        }

        foreach (var (chunk, feature) in gone.Values)
            cover.Add(chunk.Shapes, feature);
        return cover.Build();
    }

    // Features of chunks that the other snapshot does not share.
    private static Dictionary<long, (Chunk Chunk, int Feature)> Features(Chunk[] of, Chunk[] other)
    {
        var shared = other.Select(c => c.Shapes).ToHashSet(ReferenceEqualityComparer.Instance);
        var features = new Dictionary<long, (Chunk, int)>();
        foreach (var chunk in of)
        {
            if (shared.Contains(chunk.Shapes))
                continue;
            for (var feature = 0; feature < chunk.Fids.Length; feature++)
                features[chunk.Fids[feature]] = (chunk, feature);
        }

        return features;
    }

    private static bool SameShape(ShapeBlock a, int i, ShapeBlock b, int j)
    {
        if (a.Dimensions[i] != b.Dimensions[j] || a.Boxes[i] != b.Boxes[j] || a.VerticesOf(i) != b.VerticesOf(j))
            return false;
        var (partsA, partsB) = (a.FeatureEnds[i] - a.FirstPart(i), b.FeatureEnds[j] - b.FirstPart(j));
        if (partsA != partsB)
            return false;
        for (var part = 0; part < partsA; part++)
        {
            var (pa, pb) = (a.FirstPart(i) + part, b.FirstPart(j) + part);
            var (ra, rb) = (a.FirstRing(pa), b.FirstRing(pb));
            if (a.PartEnds[pa] - ra != b.PartEnds[pb] - rb)
                return false;
            for (; ra < a.PartEnds[pa]; ra++, rb++)
            {
                if (!a.Ring(ra).SequenceEqual(b.Ring(rb)))
                    return false;
            }
        }

        return true;
    }

    private static bool SameValues(LayerSnapshot before, (Chunk Chunk, int Feature) a, LayerSnapshot after, (Chunk Chunk, int Feature) b)
    {
        var fields = after.Layer.Fields.Count;
        for (var field = 0; field < fields; field++)
        {
            var (x, y) = (a.Chunk.Values[(a.Feature * fields) + field], b.Chunk.Values[(b.Feature * fields) + field]);
            if (x < 0 || y < 0 ? x != y : !before.Pool[x].SequenceEqual(after.Pool[y]))
                return false;
        }

        return true;
    }
}
