using NetTopologySuite.Geometries;

namespace Gis.Engine.Memory.Bands;

/// <summary>Sorts polygons into groups that do not come near each other, so that what stands alone need not be touched.</summary>
internal static class NearGroups
{
    // Snap rounding moves vertices by less than a unit.
    private const double Nearness = 1;

    /// <summary>The groups, each at least one polygon; boxes of different groups are more than a unit apart.</summary>
    public static IEnumerable<List<Geometry>> Of(IReadOnlyList<Geometry> polygons)
    {
        var order = Enumerable.Range(0, polygons.Count).OrderBy(i => polygons[i].EnvelopeInternal.MinX).ToArray();
        var leader = Enumerable.Range(0, polygons.Count).ToArray();
        int Leader(int i)
        {
            while (leader[i] != i)
                i = leader[i] = leader[leader[i]];
            return i;
        }

        for (var i = 0; i < order.Length; i++)
        {
            var reach = polygons[order[i]].EnvelopeInternal.Copy();
            reach.ExpandBy(Nearness);
            for (var j = i + 1; j < order.Length && polygons[order[j]].EnvelopeInternal.MinX <= reach.MaxX; j++)
            {
                if (reach.Intersects(polygons[order[j]].EnvelopeInternal))
                    leader[Leader(order[j])] = Leader(order[i]);
            }
        }

        return Enumerable.Range(0, polygons.Count).GroupBy(Leader, i => polygons[i]).Select(g => g.ToList());
    }
}
