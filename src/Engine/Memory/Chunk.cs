using System.Collections;
using Gis.Engine.Memory.Bands;
using Gis.Engine.Memory.Shapes;

namespace Gis.Engine.Memory;

/// <summary>
/// Some hundred features that lie near each other. Never changed; only what is kept ready for a zoom is added when first asked for.
/// </summary>
internal sealed class Chunk
{
    /// <summary>Most features of a chunk when it is made.</summary>
    public const int MostFeatures = 512;

    /// <summary>Most vertices of a chunk of more than one feature when it is made.</summary>
    public const int MostVertices = 16_384;

    /// <summary>How far around a chunk other features have a say in its bands, in metres.</summary>
    public const double Nearness = 0.02;

    private readonly ZoomBand?[] _bands = new ZoomBand?[ZoomGrid.MaxZoom + 1];
    private BitArray? _junctions;
    private readonly Lock _building = new();

    /// <summary>A chunk.</summary>
    /// <param name="fids">Ids of its features.</param>
    /// <param name="shapes">Their shapes.</param>
    /// <param name="values">Their values: for each feature and field the place in the layer's pool, -1 for none.</param>
    public Chunk(long[] fids, ShapeBlock shapes, int[] values)
    {
        (Fids, Shapes, Values) = (fids, shapes, values);
        Box = Box.Empty;
        foreach (var box in shapes.Boxes)
            Box = Box.Union(box);
    }

    /// <summary>Ids of the features.</summary>
    public long[] Fids { get; }

    /// <summary>Shapes of the features.</summary>
    public ShapeBlock Shapes { get; }

    /// <summary>For each feature and field the place of its value in the layer's pool, -1 for none.</summary>
    public int[] Values { get; }

    /// <summary>The box around all features.</summary>
    public Box Box { get; }

    /// <summary>Room taken now, in bytes.</summary>
    public long Bytes => (8L * Fids.Length) + (4L * Values.Length) + Shapes.Bytes + _bands.Sum(b => b?.Bytes ?? 0)
        + ((_junctions?.Length ?? 0) / 8);

    /// <summary>What is kept ready for a zoom, made now if need be.</summary>
    /// <param name="zoom">The zoom.</param>
    /// <param name="among">All chunks of the layer.</param>
    /// <param name="keepThinParts">See <see cref="BandBuilder"/>.</param>
    public ZoomBand Band(int zoom, Chunk[] among, bool keepThinParts)
    {
        if (Volatile.Read(ref _bands[zoom]) is { } ready)
            return ready;
        lock (_building)
        {
            var builder = new BandBuilder(Shapes, zoom, keepThinParts);
            return _bands[zoom] ??= zoom > BandBuilder.SimplifiedTo
                ? builder.Repaired()
                : builder.Simplified(_junctions ??= Junctions.Find(Shapes, Near(among)));
        }
    }

    /// <summary>
    /// The same features when a neighbour has changed: where outlines meet has to be found again, what does not depend on neighbours is kept.
    /// </summary>
    public Chunk BesideAChange()
    {
        var copy = new Chunk(Fids, Shapes, Values);
        for (var zoom = BandBuilder.SimplifiedTo + 1; zoom <= ZoomGrid.MaxZoom; zoom++)
            copy._bands[zoom] = Volatile.Read(ref _bands[zoom]);
        return copy;
    }

    // Outlines meet only where boxes do; a centimetre more, since vertices that close are one point.
    private IEnumerable<(ShapeBlock Shapes, int Feature)> Near(Chunk[] among)
    {
        var near = Box.Grow(Nearness);
        foreach (var other in among)
        {
            if (ReferenceEquals(other.Shapes, Shapes) || !other.Box.Meets(near))
                continue;
            for (var feature = 0; feature < other.Shapes.Count; feature++)
            {
                if (other.Shapes.Boxes[feature].Meets(near))
                    yield return (other.Shapes, feature);
            }
        }
    }
}
