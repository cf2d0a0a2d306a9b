using Gis.Core.Geodesy;

namespace Gis.Engine.Pictures;

/// <summary>What part of the earth a picture shows, in Web Mercator: CSS pixels with 512 to the side of a tile, as on the map.</summary>
public sealed record PictureFrame
{
    /// <summary>Side of a tile in pixels.</summary>
    public const int TilePixels = 512;

    /// <summary>Width and height of a picture beside or between text on a wide screen and on paper.</summary>
    public static (int Width, int Height) Wide => (720, 480);

    /// <summary>Width and height of a picture on a phone, where a wide one would be shrunk until its letters cannot be read.</summary>
    public static (int Width, int Height) Narrow => (360, 400);

    /// <summary>The place in the middle.</summary>
    public required LonLat Center { get; init; }

    /// <summary>Zoom of the tiles.</summary>
    public required int Zoom { get; init; }

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; } = Wide.Width;

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; } = Wide.Height;

    /// <summary>The frame at the closest zoom that shows all of some places, with room for their signs.</summary>
    /// <param name="places">At least one.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static PictureFrame Around(IReadOnlyList<LonLat> places, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(places);
        const int Room = 40, Closest = 16;
        var middle = new LonLat((places.Min(p => p.Lon) + places.Max(p => p.Lon)) / 2, (places.Min(p => p.Lat) + places.Max(p => p.Lat)) / 2);
        PictureFrame At(int zoom) => new() { Center = middle, Zoom = zoom, Width = width, Height = height };
        for (var zoom = Closest; zoom > 0; zoom--)
        {
            if (places.All(p => At(zoom).Holds(p, Room)))
                return At(zoom);
        }

        return At(0);
    }

    // Whole pixels: seams between tiles would show as lines.
    private (double X, double Y) Corner
    {
        get
        {
            var (x, y) = World(Center);
            return (Math.Round(x - (Width / 2d)), Math.Round(y - (Height / 2d)));
        }
    }

    /// <summary>Metres on the ground under one pixel, at the middle.</summary>
    public double MetresPerPixel =>
        2 * WebMercator.HalfWorld / (TilePixels * Math.Pow(2, Zoom)) * Math.Cos(Center.Lat * Math.PI / 180);

    /// <summary>Where a place lies, in pixels from the upper left corner.</summary>
    public (double X, double Y) At(LonLat place)
    {
        var (x, y) = World(place);
        return (x - Corner.X, y - Corner.Y);
    }

    /// <summary>Whether a place lies in the picture, at least a margin of pixels from its edge.</summary>
    public bool Holds(LonLat place, double margin = 0)
    {
        var (x, y) = At(place);
        return x >= margin && y >= margin && x <= Width - margin && y <= Height - margin;
    }

    /// <summary>The tiles that it shows, each with the pixel of its upper left corner.</summary>
    public IEnumerable<(TileCoord Tile, double X, double Y)> Tiles()
    {
        var (left, top) = Corner;
        for (var row = (int)Math.Floor(top / TilePixels); row * TilePixels < top + Height; row++)
        {
            for (var column = (int)Math.Floor(left / TilePixels); column * TilePixels < left + Width; column++)
            {
                if (TileCoord.TryCreate(Zoom, column, row, out var tile))
                    yield return (tile, (column * TilePixels) - left, (row * TilePixels) - top);
            }
        }
    }

    private (double X, double Y) World(LonLat place)
    {
        var (x, y) = WebMercator.FromLonLat(place);
        var scale = TilePixels * Math.Pow(2, Zoom) / (2 * WebMercator.HalfWorld);
        return ((x + WebMercator.HalfWorld) * scale, (WebMercator.HalfWorld - y) * scale);
    }
}
