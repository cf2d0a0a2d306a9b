namespace Gis.Engine.Memory.Shapes;

/// <summary>Features on the integer grid of a zoom as flat arrays, never changed once made.</summary>
internal sealed class GridBlock
{
    private readonly int[] _xy;
    private readonly int[] _ringEnds;
    private readonly int[] _partEnds;
    private readonly int[] _featureEnds;

    private GridBlock(int[] xy, int[] ringEnds, int[] partEnds, int[] featureEnds) =>
        (_xy, _ringEnds, _partEnds, _featureEnds) = (xy, ringEnds, partEnds, featureEnds);

    /// <summary>Number of features.</summary>
    public int Count => _featureEnds.Length;

    /// <summary>Room taken, in bytes.</summary>
    public long Bytes => 4L * (_xy.Length + _ringEnds.Length + _partEnds.Length + _featureEnds.Length);

    /// <summary>Puts a feature into a scratch, moved to a tile's own corner.</summary>
    /// <param name="feature">Its place in the block.</param>
    /// <param name="originX">Column of the tile's corner.</param>
    /// <param name="originY">Row of the tile's corner.</param>
    /// <param name="into">The scratch; what it held is forgotten.</param>
    public void Read(int feature, int originX, int originY, GridShape into)
    {
        into.Clear();
        var (firstPart, endPart) = (feature == 0 ? 0 : _featureEnds[feature - 1], _featureEnds[feature]);
        if (firstPart == endPart)
            return;
        var firstRing = firstPart == 0 ? 0 : _partEnds[firstPart - 1];
        var endRing = _partEnds[endPart - 1];
        var firstVertex = firstRing == 0 ? 0 : _ringEnds[firstRing - 1];
        var from = _xy.AsSpan((2 * firstVertex)..(2 * _ringEnds[endRing - 1]));
        var to = into.Xy.Extend(from.Length);
        for (var i = 0; i + 1 < from.Length; i += 2)
        {
            to[i] = from[i] - originX;
            to[i + 1] = from[i + 1] - originY;
        }

        for (var ring = firstRing; ring < endRing; ring++)
            into.RingEnds.Add(_ringEnds[ring] - firstVertex);
        for (var part = firstPart; part < endPart; part++)
            into.PartEnds.Add(_partEnds[part] - firstRing);
    }

    /// <summary>Collects features into a block.</summary>
    internal sealed class Builder
    {
        private readonly GrowingArray<int> _xy = new(1024);
        private readonly GrowingArray<int> _ringEnds = new(64);
        private readonly GrowingArray<int> _partEnds = new(64);
        private readonly GrowingArray<int> _featureEnds = new(64);

        /// <summary>Number of features so far.</summary>
        public int Count => _featureEnds.Count;

        /// <summary>Adds a feature.</summary>
        public void Add(GridShape shape)
        {
            var (vertices, rings) = (_xy.Count / 2, _ringEnds.Count);
            _xy.Add(shape.Xy.Span);
            foreach (var end in shape.RingEnds.Span)
                _ringEnds.Add(vertices + end);
            foreach (var end in shape.PartEnds.Span)
                _partEnds.Add(rings + end);
            _featureEnds.Add(_partEnds.Count);
        }

        /// <summary>Makes the block.</summary>
        public GridBlock Build() => new(_xy.ToArray(), _ringEnds.ToArray(), _partEnds.ToArray(), _featureEnds.ToArray());
    }
}
