using Gis.Core.Geodesy;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Encoding;

/// <summary>A tile as the encoder needs it.</summary>
internal readonly struct TileFrame
{
    /// <summary>The frame of a tile.</summary>
    public TileFrame(TileCoord tile)
    {
        Zoom = tile.Z;
        Grid = new ZoomGrid(tile.Z);
        OriginX = tile.X * TileGrid.Extent;
        OriginY = tile.Y * TileGrid.Extent;

        // The very numbers that the database is asked with, so that both agree about features that just touch.
        var (west, south, east, north) = tile.Bounds;
        var buffer = TileGrid.Buffer * (tile.Size / TileGrid.Extent);
        Reach = new Box(west - buffer, south - buffer, east + buffer, north + buffer);

        // A vertex in here is not moved onto the edge by rounding.
        Inner = Reach.Grow(-2 * Grid.Unit);
    }

    /// <summary>The tile's zoom.</summary>
    public int Zoom { get; }

    /// <summary>The grid of its zoom.</summary>
    public ZoomGrid Grid { get; }

    /// <summary>Column of its corner on the grid.</summary>
    public int OriginX { get; }

    /// <summary>Row of its corner on the grid.</summary>
    public int OriginY { get; }

    /// <summary>The tile with its buffer, in metres.</summary>
    public Box Reach { get; }

    /// <summary>The box whose features need no cutting, in metres.</summary>
    public Box Inner { get; }
}
