using Gis.Core.Catalogue;
using Gis.Core.Geodesy;

namespace Gis.Engine.Tiles;

/// <summary>The declared rules of every tile: grid, buffer, and which layers speak at which zoom.</summary>
public static class TileGrid
{
    /// <summary>Units along a tile's side.</summary>
    public const int Extent = 4096;

    /// <summary>Units around a tile that its features reach into, so that lines and outlines join at the edges.</summary>
    public const int Buffer = 64;

    /// <summary>Half the side of a stand-in in units: one CSS pixel of a tile drawn 512 pixels wide is 8 units.</summary>
    public const int StandInReach = 4;

    /// <summary>
    /// Whether a layer's features are in tiles of a zoom. A hazard is in every tile (rule 7: it never disappears); other layers begin
    /// at the first zoom at which they or their kind are drawn.
    /// </summary>
    public static bool Speaks(Layer layer, int zoom)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Geometry != GeometryFamily.None && zoom >= FirstZoom(layer);
    }

    /// <summary>First zoom whose tiles hold a layer's features.</summary>
    public static int FirstZoom(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Kind.Hazard is not null ? 0 : Math.Max(layer.MinZoom, layer.Kind.MinZoom);
    }

    /// <summary>Last zoom for which clients ask tiles; deeper ones are drawn from these.</summary>
    public static int LastZoom(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Math.Clamp(layer.MaxZoom, FirstZoom(layer), Layer.TileMaxZoom);
    }

    /// <summary>Length of one unit in metres of EPSG:3857.</summary>
    public static double UnitOf(TileCoord tile) => tile.Size / Extent;
}
