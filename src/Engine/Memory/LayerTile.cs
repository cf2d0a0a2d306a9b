namespace Gis.Engine.Memory;

/// <summary>One layer of one tile.</summary>
/// <param name="Mvt">
/// A vector tile with this layer alone (Mapbox Vector Tile 2.1, not compressed); empty when no feature meets the tile. Several of them one
/// behind the other are a tile of several layers.
/// </param>
/// <param name="Fids">Ids of the features in it, ascending: exactly those whose shape meets the tile with its buffer of 64 units.</param>
public sealed record LayerTile(ReadOnlyMemory<byte> Mvt, IReadOnlyList<long> Fids)
{
    /// <summary>The tile in which the layer has nothing.</summary>
    public static LayerTile Empty { get; } = new(ReadOnlyMemory<byte>.Empty, []);
}
