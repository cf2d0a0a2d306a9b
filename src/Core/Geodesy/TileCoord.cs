namespace Gis.Core.Geodesy;

/// <summary>
/// A tile of the WebMercatorQuad pyramid (XYZ scheme: x from the west, y from the north).
/// </summary>
public readonly record struct TileCoord
{
    /// <summary>The deepest zoom that is served.</summary>
    public const int MaxZoom = 22;

    private TileCoord(int z, int x, int y) => (Z, X, Y) = (z, x, y);

    /// <summary>Zoom level, 0 to <see cref="MaxZoom"/>.</summary>
    public int Z { get; }

    /// <summary>Column from the antimeridian eastwards.</summary>
    public int X { get; }

    /// <summary>Row from the north.</summary>
    public int Y { get; }

    /// <summary>Side of a tile of this zoom in metres of EPSG:3857.</summary>
    public double Size => 2 * WebMercator.HalfWorld / (1 << Z);

    /// <summary>West, south, east, north in metres of EPSG:3857.</summary>
    public (double West, double South, double East, double North) Bounds
    {
        get
        {
            var west = -WebMercator.HalfWorld + X * Size;
            var north = WebMercator.HalfWorld - Y * Size;
            return (west, north - Size, west + Size, north);
        }
    }

    /// <summary>Makes a tile address when it exists in the pyramid.</summary>
    /// <returns>False when zoom, column or row are out of range.</returns>
    public static bool TryCreate(int z, int x, int y, out TileCoord tile)
    {
        var exists = z is >= 0 and <= MaxZoom && x >= 0 && y >= 0 && x < 1 << z && y < 1 << z;
        tile = exists ? new TileCoord(z, x, y) : default;
        return exists;
    }

    /// <summary>The tile of a zoom that holds a position; positions on an edge belong to the tile east and south of it.</summary>
    public static TileCoord At(LonLat position, int zoom)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(zoom);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(zoom, MaxZoom);
        var (mx, my) = WebMercator.FromLonLat(position);
        var tiles = 1 << zoom;
        var size = 2 * WebMercator.HalfWorld / tiles;
        var x = Math.Clamp((int)Math.Floor((mx + WebMercator.HalfWorld) / size), 0, tiles - 1);
        var y = Math.Clamp((int)Math.Floor((WebMercator.HalfWorld - my) / size), 0, tiles - 1);
        return new TileCoord(zoom, x, y);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Z}/{X}/{Y}";
}
