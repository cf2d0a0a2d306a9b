namespace Gis.Engine.Memory.Shapes;

/// <summary>
/// Shapes of many features as flat arrays, never changed once made. Coordinates are those of the database, as doubles in EPSG:3857
/// (x east, y north, x and y in turn). A feature has parts (points, lines, or polygons), a part has rings (a polygon's shell, then its
/// holes; one ring otherwise). Rings of polygons are open (the last vertex is not the first again), shells run clockwise and holes
/// counter-clockwise as seen on the map.
/// </summary>
internal sealed class ShapeBlock
{
    /// <summary>Vertices in one run of the run index.</summary>
    public const int RunLength = 32;

    /// <summary>Rings of fewer vertices have no runs: looking at each vertex is as quick.</summary>
    public const int ShortRing = 96;

    /// <summary>All vertices.</summary>
    public required double[] Xy { get; init; }

    /// <summary>For each ring the vertex behind its last.</summary>
    public required int[] RingEnds { get; init; }

    /// <summary>For each part the ring behind its last.</summary>
    public required int[] PartEnds { get; init; }

    /// <summary>For each feature the part behind its last.</summary>
    public required int[] FeatureEnds { get; init; }

    /// <summary>For each feature 0 for points, 1 for lines, 2 for polygons.</summary>
    public required byte[] Dimensions { get; init; }

    /// <summary>For each feature the box around it.</summary>
    public required Box[] Boxes { get; init; }

    /// <summary>For each part the box around it; null when no feature has several.</summary>
    public required Box[]? PartBoxes { get; init; }

    /// <summary>For each ring its first run, or -1; null when no ring is long.</summary>
    public required int[]? RingRuns { get; init; }

    /// <summary>Boxes around the segments that begin in each run of a long ring.</summary>
    public required Box[] RunBoxes { get; init; }

    /// <summary>Number of features.</summary>
    public int Count => FeatureEnds.Length;

    /// <summary>Room taken, in bytes.</summary>
    public long Bytes => (8L * Xy.Length) + (4L * (RingEnds.Length + PartEnds.Length + FeatureEnds.Length + (RingRuns?.Length ?? 0)))
        + Dimensions.Length + (32L * (Boxes.Length + (PartBoxes?.Length ?? 0) + RunBoxes.Length));

    /// <summary>First part of a feature.</summary>
    public int FirstPart(int feature) => feature == 0 ? 0 : FeatureEnds[feature - 1];

    /// <summary>First ring of a part.</summary>
    public int FirstRing(int part) => part == 0 ? 0 : PartEnds[part - 1];

    /// <summary>First vertex of a ring.</summary>
    public int FirstVertex(int ring) => ring == 0 ? 0 : RingEnds[ring - 1];

    /// <summary>First ring of a feature, and the ring behind its last.</summary>
    public (int First, int End) RingsOf(int feature) => (FirstRing(FirstPart(feature)), PartEnds[FeatureEnds[feature] - 1]);

    /// <summary>Number of vertices of a feature.</summary>
    public int VerticesOf(int feature)
    {
        var (first, end) = RingsOf(feature);
        return RingEnds[end - 1] - FirstVertex(first);
    }

    /// <summary>The vertices of a ring, x and y in turn.</summary>
    public ReadOnlySpan<double> Ring(int ring)
    {
        var first = FirstVertex(ring);
        return Xy.AsSpan(2 * first, 2 * (RingEnds[ring] - first));
    }

    /// <summary>Boxes of a ring's runs; empty for a short ring.</summary>
    public ReadOnlySpan<Box> Runs(int ring)
    {
        if (RingRuns is null || RingRuns[ring] < 0)
            return [];
        var vertices = RingEnds[ring] - FirstVertex(ring);
        return RunBoxes.AsSpan(RingRuns[ring], (vertices + RunLength - 1) / RunLength);
    }
}
