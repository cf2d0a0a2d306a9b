using System.Collections.Immutable;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.Engine.Memory;

/// <summary>
/// The layers of a town that one rights class may see, held in memory. Snapshots are put in and taken out as wholes while tiles are being
/// encoded; whoever encodes goes on with the one it took.
/// </summary>
/// <param name="audience">The rights class; snapshots of another are refused.</param>
public sealed class TownMemory(Audience audience) : ILayerTiles
{
    private ImmutableDictionary<LayerId, LayerSnapshot> _layers = ImmutableDictionary<LayerId, LayerSnapshot>.Empty;

    /// <summary>Room taken by all layers, in bytes.</summary>
    public long MemoryBytes => _layers.Values.Sum(l => l.MemoryBytes);

    /// <summary>The layers held.</summary>
    public IEnumerable<LayerSnapshot> Layers => _layers.Values;

    /// <summary>A layer, or null when it is not held.</summary>
    public LayerSnapshot? Find(LayerId layer) => _layers.GetValueOrDefault(layer);

    /// <summary>Puts a layer in, or its next revision in the place of the present one.</summary>
    /// <exception cref="ArgumentException">It was read for another rights class.</exception>
    public void Put(LayerSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (snapshot.Audience != audience)
            throw new ArgumentException("The snapshot is of another rights class.", nameof(snapshot));
        ImmutableInterlocked.AddOrUpdate(ref _layers, snapshot.Layer.Id, snapshot, (_, _) => snapshot);
    }

    /// <summary>Takes a layer out; its tiles come from the database again.</summary>
    public void Remove(LayerId layer) => ImmutableInterlocked.TryRemove(ref _layers, layer, out _);

    /// <inheritdoc/>
    /// <remarks>A snapshot of another revision than the layer's is not asked: the caller's catalogue says what the tile has to show.</remarks>
    public bool TryEncode(Layer layer, TileCoord tile, out LayerTile tileOfLayer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        tileOfLayer = LayerTile.Empty;
        if (tile.Z > Layer.TileMaxZoom || Find(layer.Id) is not { } snapshot || snapshot.Revision != layer.Revision)
            return false;
        tileOfLayer = snapshot.Encode(tile);
        return true;
    }
}
