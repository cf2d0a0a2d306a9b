using Gis.Core.Geodesy;

namespace Gis.Engine.Memory.Change;

/// <summary>The tiles of a layer that a change touches: those that the old or the new shape of a changed feature meets, buffer included.</summary>
public sealed class TouchedTiles
{
    /// <summary>Most tiles that are named one by one; a change of more counts as a change of all.</summary>
    public const int Most = 20_000;

    private readonly IReadOnlySet<TileCoord>? _tiles;

    private TouchedTiles(IReadOnlySet<TileCoord>? tiles) => _tiles = tiles;

    /// <summary>Every tile of the layer.</summary>
    public static TouchedTiles All { get; } = new(null);

    /// <summary>No tile: what changed is not drawn, or not for this rights class.</summary>
    public static TouchedTiles None { get; } = new(new HashSet<TileCoord>());

    /// <summary>Whether every tile of the layer has to be made again.</summary>
    public bool IsAll => _tiles is null;

    /// <summary>The tiles of zooms 0 to 18, when they are named.</summary>
    /// <exception cref="InvalidOperationException">All are touched.</exception>
    public IReadOnlySet<TileCoord> Tiles => _tiles ?? throw new InvalidOperationException("All tiles are touched.");

    /// <summary>These tiles, or all when they are too many.</summary>
    public static TouchedTiles Of(IReadOnlySet<TileCoord> tiles)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return tiles.Count > Most ? All : new TouchedTiles(tiles);
    }

    /// <summary>What two changes one after the other touch.</summary>
    public TouchedTiles And(TouchedTiles other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (IsAll || other.IsAll)
            return All;
        return other.Tiles.Count == 0 ? this : Of(Tiles.Concat(other.Tiles).ToHashSet());
    }
}
