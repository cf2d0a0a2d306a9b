using System.Globalization;
using Gis.Core.Geodesy;
using Gis.MapServer.Hosting;

namespace Gis.MapServer.Tiles.Answers;

/// <summary>Reads the address of a tile.</summary>
internal static class TileAddress
{
    private const string Begin = "/tiles/", End = ".mvt";

    /// <summary>Reads a whole path without making anything; false for every path that is not plainly a tile's.</summary>
    /// <param name="path">Decoded, from the first slash.</param>
    /// <param name="layers">The list of layers.</param>
    /// <param name="tile">Which tile.</param>
    public static bool TryRead(ReadOnlySpan<char> path, out ReadOnlySpan<char> layers, out TileCoord tile)
    {
        layers = default;
        tile = default;
        if (!path.StartsWith(Begin, StringComparison.Ordinal) || !path.EndsWith(End, StringComparison.Ordinal))
            return false;
        var rest = path[Begin.Length..^End.Length];
        if (!Last(ref rest, out var y) || !Last(ref rest, out var x) || !Last(ref rest, out var z) || rest.Contains('/'))
            return false;
        layers = rest;
        return TileCoord.TryCreate(z, x, y, out tile);
    }

    /// <summary>Reads a tile's three numbers.</summary>
    /// <exception cref="RequestProblemException">They are no numbers, or there is no such tile.</exception>
    public static TileCoord Read(string z, string x, string y)
    {
        if (!Number(z, out var zoom) || !Number(x, out var column) || !Number(y, out var row))
            throw RequestProblemException.Bad("タイルの番号は 0 以上の整数で指定してください。");
        return TileCoord.TryCreate(zoom, column, row, out var tile)
            ? tile
            : throw RequestProblemException.Bad($"このタイルはありません。ズームは 0 から {TileCoord.MaxZoom} まで、列と行はそのズームの範囲で指定してください。");
    }

    private static bool Last(ref ReadOnlySpan<char> rest, out int number)
    {
        number = 0;
        var slash = rest.LastIndexOf('/');
        if (slash < 0 || !Number(rest[(slash + 1)..], out number))
            return false;
        rest = rest[..slash];
        return true;
    }

    private static bool Number(ReadOnlySpan<char> text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
