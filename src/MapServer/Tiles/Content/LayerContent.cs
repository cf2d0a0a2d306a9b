using Gis.Core.Catalogue;
using Gis.Engine.Memory;
using Gis.Engine.Tiles;

namespace Gis.MapServer.Tiles.Content;

/// <summary>What the tiles of a layer show now, for the rights class of this server.</summary>
/// <param name="Number">Tells it from every other content; stays while only single tiles change.</param>
/// <param name="Layer">The layer.</param>
/// <param name="Stamp">Names its present content in addresses.</param>
/// <param name="Edition">Names how its tiles are made (<see cref="Engine.Reading.TownSnapshot.EditionOf"/>).</param>
/// <param name="Memory">The layer in memory; null: its tiles come from the database.</param>
public sealed record LayerContent(int Number, Layer Layer, string Stamp, string Edition, LayerSnapshot? Memory)
{
    /// <summary>Whether the layer has features in tiles of a zoom.</summary>
    public bool Speaks(int zoom) => TileGrid.Speaks(Layer, zoom);
}
