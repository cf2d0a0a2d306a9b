using Gis.Core.Geodesy;
using Gis.Testing;

namespace Gis.Engine.Tests.Memory;

/// <summary>The tiles that are judged: all around the corner. The plain run leaves out some zooms that differ little from their neighbours.</summary>
internal static class JudgeTiles
{
    /// <summary>Tiles within some metres of the corner.</summary>
    public static IEnumerable<TileCoord> Around(double metres, int firstZoom = 0, int lastZoom = 18)
    {
        for (var zoom = firstZoom; zoom <= lastZoom; zoom++)
        {
            if (!TestScale.IsFull && zoom is 1 or 2 or 3 or 4 or 6 or 7 or 9 or 10)
                continue;
            var size = 2 * WebMercator.HalfWorld / (1 << zoom);
            int Column(double x) => (int)Math.Floor((x + WebMercator.HalfWorld) / size);
            int Row(double y) => (int)Math.Floor((WebMercator.HalfWorld - y) / size);
            var (x, y) = JudgeShapes.Corner;
            for (var column = Column(x - metres); column <= Column(x + metres); column++)
            {
                for (var row = Row(y + metres); row <= Row(y - metres); row++)
                {
                    if (TileCoord.TryCreate(zoom, column, row, out var tile))
                        yield return tile;
                }
            }
        }
    }
}
