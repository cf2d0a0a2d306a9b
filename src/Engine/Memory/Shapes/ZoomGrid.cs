using Gis.Core.Geodesy;
using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Shapes;

/// <summary>
/// The integer grid of a zoom: 4096 units along each tile, counted from the north-west corner of the world, x east and y south. All
/// tiles of a zoom share it, so a shape is put on it once, and a vertex that two features share stays one.
/// </summary>
internal readonly struct ZoomGrid
{
    /// <summary>The deepest zoom whose grid fits into an int.</summary>
    public const int MaxZoom = 18;

    // Beyond the world by an eighth: nothing there is ever in a tile, and cross products of differences stay below 2^63.
    private const int Least = -(1 << 27);
    private const int Most = (1 << 30) + (1 << 27);

    private readonly double _scale;

    /// <summary>The grid of a zoom.</summary>
    public ZoomGrid(int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, MaxZoom);
        Unit = 2 * WebMercator.HalfWorld / (1 << zoom) / TileGrid.Extent;
        _scale = 1 / Unit;
    }

    /// <summary>Length of one unit in metres of EPSG:3857.</summary>
    public double Unit { get; }

    /// <summary>Column of a position in metres east.</summary>
    public int X(double x) => Math.Clamp((int)Math.Floor(((x + WebMercator.HalfWorld) * _scale) + 0.5), Least, Most);

    /// <summary>Row of a position in metres north.</summary>
    public int Y(double y) => Math.Clamp((int)Math.Floor(((WebMercator.HalfWorld - y) * _scale) + 0.5), Least, Most);

    /// <summary>Position of a column on the grid, not rounded.</summary>
    public double ExactX(double x) => (x + WebMercator.HalfWorld) * _scale;

    /// <summary>Position of a row on the grid, not rounded.</summary>
    public double ExactY(double y) => (WebMercator.HalfWorld - y) * _scale;
}
