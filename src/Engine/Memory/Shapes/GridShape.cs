namespace Gis.Engine.Memory.Shapes;

/// <summary>
/// One feature on the integer grid: a scratch that is filled, read and filled again. Rings and parts are as in <see cref="ShapeBlock"/>;
/// y runs south, so shells have a positive area.
/// </summary>
internal sealed class GridShape
{
    /// <summary>Vertices, x and y in turn.</summary>
    public GrowingArray<int> Xy { get; } = new(256);

    /// <summary>For each ring the vertex behind its last.</summary>
    public GrowingArray<int> RingEnds { get; } = new();

    /// <summary>For each part the ring behind its last.</summary>
    public GrowingArray<int> PartEnds { get; } = new();

    /// <summary>Whether it has no part.</summary>
    public bool IsEmpty => PartEnds.Count == 0;

    /// <summary>Number of vertices.</summary>
    public int Vertices => Xy.Count / 2;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Xy.Clear();
        RingEnds.Clear();
        PartEnds.Clear();
    }

    /// <summary>Adds a vertex to the open ring unless it repeats the one before.</summary>
    public void Add(int x, int y)
    {
        var n = Xy.Count;
        if (n > 2 * OpenStart && Xy[n - 2] == x && Xy[n - 1] == y)
            return;
        Xy.Add(x);
        Xy.Add(y);
    }

    /// <summary>First vertex of the ring that is being added to.</summary>
    public int OpenStart => RingEnds.Count == 0 ? 0 : RingEnds[RingEnds.Count - 1];

    /// <summary>Drops the last vertex of the open ring while it repeats the first.</summary>
    public void CloseRing()
    {
        var start = 2 * OpenStart;
        while (Xy.Count > start + 2 && Xy[Xy.Count - 2] == Xy[start] && Xy[Xy.Count - 1] == Xy[start + 1])
            Xy.Cut(Xy.Count - 2);
    }

    /// <summary>Ends the open ring.</summary>
    public void EndRing() => RingEnds.Add(Xy.Count / 2);

    /// <summary>Forgets the vertices of the open ring.</summary>
    public void DropRing() => Xy.Cut(2 * OpenStart);

    /// <summary>Ends the open part.</summary>
    public void EndPart() => PartEnds.Add(RingEnds.Count);

    /// <summary>Takes over what another holds.</summary>
    public void Replace(GridShape by)
    {
        Clear();
        Xy.Add(by.Xy.Span);
        RingEnds.Add(by.RingEnds.Span);
        PartEnds.Add(by.PartEnds.Span);
    }

    /// <summary>Forgets the parts behind the first <paramref name="count"/>.</summary>
    public void CutParts(int count)
    {
        PartEnds.Cut(count);
        RingEnds.Cut(count == 0 ? 0 : PartEnds[count - 1]);
        Xy.Cut(2 * OpenStart);
    }

    /// <summary>First vertex of a ring.</summary>
    public int FirstVertex(int ring) => ring == 0 ? 0 : RingEnds[ring - 1];

    /// <summary>First ring of a part.</summary>
    public int FirstRing(int part) => part == 0 ? 0 : PartEnds[part - 1];

    /// <summary>The vertices of a ring.</summary>
    public Span<int> Ring(int ring)
    {
        var first = FirstVertex(ring);
        return Xy.Span[(2 * first)..(2 * RingEnds[ring])];
    }
}
