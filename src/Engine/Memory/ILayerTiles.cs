using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.Engine.Memory;

/// <summary>Where tiles of single layers come from, whether memory or the database.</summary>
public interface ILayerTiles
{
    /// <summary>One layer of one tile, for one rights class.</summary>
    /// <param name="layer">The layer; it must speak at the tile's zoom (<see cref="Tiles.TileGrid.Speaks"/>).</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="tileOfLayer">The layer's tile.</param>
    /// <returns>False when this source does not hold the layer at this zoom and another has to be asked.</returns>
    bool TryEncode(Layer layer, TileCoord tile, out LayerTile tileOfLayer);
}
