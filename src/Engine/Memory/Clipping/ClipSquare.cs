using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Clipping;

/// <summary>The square of a tile with its buffer, in units from the tile's corner, x east and y south.</summary>
internal static class ClipSquare
{
    /// <summary>Its western and northern edge.</summary>
    public const int Low = -TileGrid.Buffer;

    /// <summary>Its eastern and southern edge.</summary>
    public const int High = TileGrid.Extent + TileGrid.Buffer;

    /// <summary>Length of an edge.</summary>
    public const int Side = High - Low;

    /// <summary>On which sides a point lies on the edge or beyond: 1 west, 2 east, 4 north, 8 south; 0 is strictly inside.</summary>
    public static int Beyond(int x, int y) =>
        (x <= Low ? 1 : x >= High ? 2 : 0) | (y <= Low ? 4 : y >= High ? 8 : 0);

    /// <summary>Whether a point lies on the edge (points beyond do not occur where this is asked).</summary>
    public static bool OnEdge(int x, int y) => x == Low || x == High || y == Low || y == High;
}
