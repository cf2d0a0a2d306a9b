using System.Collections.Concurrent;
using Gis.Engine.Memory.Clipping;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory.Encoding;

/// <summary>All that encoding one tile writes on, kept for the next; one thread at a time.</summary>
internal sealed class EncoderScratch
{
    private static readonly ConcurrentBag<EncoderScratch> Pool = [];

    private int[] _stamps = [];
    private int[] _places = [];
    private int _stamp;

    private EncoderScratch()
    {
    }

    /// <summary>Features of the tile: their ids.</summary>
    public GrowingArray<long> Fids { get; } = new(1024);

    /// <summary>Features of the tile: the chunk and the place in it.</summary>
    public GrowingArray<(int Chunk, int Feature)> Places { get; } = new(1024);

    /// <summary>Values of the layer in this tile, by their place in the pool.</summary>
    public GrowingArray<int> Values { get; } = new(1024);

    /// <summary>The feature's shape as it is held.</summary>
    public GridShape Shape { get; } = new();

    /// <summary>The feature's shape as it is drawn.</summary>
    public GridShape Clipped { get; } = new();

    /// <summary>Cuts polygons.</summary>
    public PolygonClipper Clipper { get; } = new();

    /// <summary>The layer.</summary>
    public ProtobufBuffer Layer { get; } = new();

    /// <summary>The feature.</summary>
    public ProtobufBuffer Feature { get; } = new();

    /// <summary>The feature's geometry, or the whole layer at the end.</summary>
    public ProtobufBuffer Packed { get; } = new();

    /// <summary>The feature's values.</summary>
    public ProtobufBuffer Tags { get; } = new();

    /// <summary>Takes one out of the pool.</summary>
    public static EncoderScratch Take() => Pool.TryTake(out var scratch) ? scratch : new EncoderScratch();

    /// <summary>Gives it back.</summary>
    public void Return() => Pool.Add(this);

    /// <summary>Begins a layer.</summary>
    /// <param name="poolSize">Number of values that may come.</param>
    public void Begin(int poolSize)
    {
        Fids.Clear();
        Places.Clear();
        Values.Clear();
        Layer.Clear();
        if (_stamps.Length < poolSize)
        {
            Array.Resize(ref _stamps, poolSize);
            Array.Resize(ref _places, poolSize);
        }

        if (_stamp == int.MaxValue)
            Array.Clear(_stamps);
        _stamp = _stamp == int.MaxValue ? 1 : _stamp + 1;
    }

    /// <summary>The place of a value in this layer of this tile.</summary>
    /// <param name="value">Its place in the pool.</param>
    public int PlaceOf(int value)
    {
        if (_stamps[value] != _stamp)
        {
            _stamps[value] = _stamp;
            _places[value] = Values.Count;
            Values.Add(value);
        }

        return _places[value];
    }
}
