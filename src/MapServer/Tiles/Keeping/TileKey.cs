using Gis.Core.Geodesy;

namespace Gis.MapServer.Tiles.Keeping;

/// <summary>Names a kept tile.</summary>
/// <param name="Content">Number of what it shows: a layer as one rights class sees it, or several of them. Never given twice.</param>
/// <param name="Tile">Which tile.</param>
public readonly record struct TileKey(int Content, TileCoord Tile)
{
    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var mixed = ((ulong)(uint)Content << 50) ^ ((ulong)(uint)Tile.Z << 44) ^ ((ulong)(uint)Tile.X << 22) ^ (uint)Tile.Y;
        return (int)((mixed * 0x9E37_79B9_7F4A_7C15) >> 32);
    }
}
