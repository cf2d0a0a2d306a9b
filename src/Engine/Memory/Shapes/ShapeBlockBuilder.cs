namespace Gis.Engine.Memory.Shapes;

/// <summary>Collects shapes into a <see cref="ShapeBlock"/>.</summary>
internal sealed class ShapeBlockBuilder
{
    private readonly GrowingArray<double> _xy = new(1024);
    private readonly GrowingArray<int> _ringEnds = new(64);
    private readonly GrowingArray<int> _partEnds = new(64);
    private readonly GrowingArray<int> _featureEnds = new(64);
    private readonly GrowingArray<byte> _dimensions = new(64);

    /// <summary>Number of features so far.</summary>
    public int Count => _featureEnds.Count;

    /// <summary>Room taken so far, in bytes.</summary>
    public long Bytes => (8L * _xy.Count) + (4L * (_ringEnds.Count + _partEnds.Count + _featureEnds.Count));

    /// <summary>Room for the vertices of the next ring, to be filled.</summary>
    public Span<double> Vertices(int count) => _xy.Extend(2 * count);

    /// <summary>The last vertices given out, when a ring is shorter than was asked for.</summary>
    public void DropVertices(int count) => _xy.Cut(_xy.Count - (2 * count));

    /// <summary>Ends a ring.</summary>
    public void EndRing() => _ringEnds.Add(_xy.Count / 2);

    /// <summary>Ends a part.</summary>
    public void EndPart() => _partEnds.Add(_ringEnds.Count);

    /// <summary>Ends a feature.</summary>
    /// <param name="dimension">0 points, 1 lines, 2 polygons.</param>
    public void EndFeature(byte dimension)
    {
        _featureEnds.Add(_partEnds.Count);
        _dimensions.Add(dimension);
    }

    /// <summary>Number of parts since the last feature ended.</summary>
    public int OpenParts => _partEnds.Count - (_featureEnds.Count == 0 ? 0 : _featureEnds[_featureEnds.Count - 1]);

    /// <summary>Adds a feature of a block.</summary>
    public void Copy(ShapeBlock from, int feature)
    {
        for (var part = from.FirstPart(feature); part < from.FeatureEnds[feature]; part++)
        {
            for (var ring = from.FirstRing(part); ring < from.PartEnds[part]; ring++)
            {
                _xy.Add(from.Ring(ring));
                EndRing();
            }

            EndPart();
        }

        EndFeature(from.Dimensions[feature]);
    }

    /// <summary>Makes the block, with its boxes.</summary>
    public ShapeBlock Build()
    {
        var xy = _xy.ToArray();
        var boxes = new Box[_featureEnds.Count];
        var partBoxes = new Box[_partEnds.Count];
        for (int feature = 0, part = 0, ring = 0, vertex = 0; feature < boxes.Length; feature++)
        {
            boxes[feature] = Box.Empty;
            for (; part < _featureEnds[feature]; part++)
            {
                // A polygon's holes lie in its shell, but nothing depends on it here: the box holds all rings.
                ring = _partEnds[part];
                var end = ring == 0 ? 0 : _ringEnds[ring - 1];
                partBoxes[part] = Box.Of(xy.AsSpan(2 * vertex, 2 * (end - vertex)));
                vertex = end;
                boxes[feature] = boxes[feature].Union(partBoxes[part]);
            }
        }

        var (ringRuns, runBoxes) = MakeRuns(xy);
        return new ShapeBlock
        {
            Xy = xy,
            RingEnds = _ringEnds.ToArray(),
            PartEnds = _partEnds.ToArray(),
            FeatureEnds = _featureEnds.ToArray(),
            Dimensions = _dimensions.ToArray(),
            Boxes = boxes,
            PartBoxes = partBoxes.Length == boxes.Length ? null : partBoxes,
            RingRuns = ringRuns,
            RunBoxes = runBoxes,
        };
    }

    private (int[]? RingRuns, Box[] RunBoxes) MakeRuns(double[] xy)
    {
        var runs = new GrowingArray<Box>();
        int[]? first = null;
        for (int ring = 0, start = 0; ring < _ringEnds.Count; start = _ringEnds[ring++])
        {
            var count = _ringEnds[ring] - start;
            if (count < ShapeBlock.ShortRing)
                continue;
            if (first is null)
                Array.Fill(first = new int[_ringEnds.Count], -1);
            first[ring] = runs.Count;
            for (var i = 0; i < count; i += ShapeBlock.RunLength)
            {
                // The segment that leaves the run belongs to it; behind the last vertex comes the first again.
                var inside = Math.Min(ShapeBlock.RunLength + 1, count - i);
                var box = Box.Of(xy.AsSpan(2 * (start + i), 2 * inside));
                runs.Add(i + ShapeBlock.RunLength >= count ? box.Union(Box.Of(xy.AsSpan(2 * start, 2))) : box);
            }
        }

        return (first, runs.ToArray());
    }
}
