using Gis.Core.Geodesy;
using Gis.Engine.Memory.Encoding;
using Gis.Engine.Memory.Shapes;
using Gis.Engine.Tiles;

namespace Gis.Engine.Memory.Change;

/// <summary>
/// Collects the tiles that shapes meet, zoom by zoom. What meets a tile with its buffer meets the tile above it with its larger one, so only the
/// children of tiles that are met are looked at.
/// </summary>
/// <param name="firstZoom">First zoom.</param>
/// <param name="lastZoom">Last zoom, at most 18.</param>
internal sealed class TileCover(int firstZoom, int lastZoom)
{
    private readonly HashSet<TileCoord> _tiles = [];

    /// <summary>Whether there are too many to name.</summary>
    public bool IsFull => _tiles.Count > TouchedTiles.Most;

    /// <summary>The tiles so far.</summary>
    public TouchedTiles Build() => TouchedTiles.Of(_tiles);

    /// <summary>Adds the tiles that a feature meets.</summary>
    public void Add(ShapeBlock shapes, int feature) =>
        Add(shapes.Boxes[feature], (in Box reach) => ReachTest.Meets(shapes, feature, reach));

    /// <summary>Adds the tiles that a box meets.</summary>
    public void Add(Box box) => Add(box, (in Box reach) => box.Meets(reach));

    private delegate bool Test(in Box reach);

    private void Add(Box box, Test meets)
    {
        if (firstZoom > lastZoom)
            return;
        var size = 2 * WebMercator.HalfWorld / (1 << firstZoom);
        var near = box.Grow(size * TileGrid.Buffer / TileGrid.Extent);
        var last = (1 << firstZoom) - 1;
        int At(double metres) => Math.Clamp((int)Math.Floor(metres / size), 0, last);
        for (var x = At(near.MinX + WebMercator.HalfWorld); x <= At(near.MaxX + WebMercator.HalfWorld); x++)
        {
            for (var y = At(WebMercator.HalfWorld - near.MaxY); y <= At(WebMercator.HalfWorld - near.MinY); y++)
                Descend(firstZoom, x, y, meets);
        }
    }

    private void Descend(int z, int x, int y, Test meets)
    {
        if (IsFull || !TileCoord.TryCreate(z, x, y, out var tile) || !meets(new TileFrame(tile).Reach))
            return;
        _tiles.Add(tile);
        if (z == lastZoom)
            return;
        for (var child = 0; child < 4; child++)
            Descend(z + 1, (2 * x) + (child & 1), (2 * y) + (child >> 1), meets);
    }
}
