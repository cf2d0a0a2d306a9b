using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Tiles;

/// <summary>Vector tiles of one or several layers, and their TileJSON.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="reader">Encodes tiles.</param>
/// <param name="cache">Keeps them.</param>
/// <param name="hosts">Builds absolute addresses.</param>
public sealed class TilesController(Documents documents, TileReader reader, TileCache cache, HostNames hosts) : ControllerBase
{
    private const int MostLayers = 64;

    /// <summary>One tile.</summary>
    /// <param name="layers">Layer ids, joined by commas.</param>
    /// <param name="z">Zoom.</param>
    /// <param name="x">Column from the west.</param>
    /// <param name="y">Row from the north.</param>
    /// <param name="r">Stamp of the content the asker expects, as tile addresses in style and catalogue carry it.</param>
    [Get("/tiles/{layers}/{z}/{x}/{y}.mvt")]
    public IActionResult Tile(string layers, string z, string x, string y, [FromQuery] string? r)
    {
        var snapshot = documents.Snapshot;
        var chosen = Choose(snapshot, layers);
        var tile = Address(z, x, y);
        var stamp = TileJson.Stamp(snapshot, chosen);
        var key = $"{string.Join(',', chosen.Select(l => l.Id.Value))}|{stamp}|{tile}";
        return new TileResult(key, r == stamp, () => cache.GetAsync(
            key, cancellation => reader.ReadAsync(snapshot, chosen, tile, cancellation), HttpContext.RequestAborted));
    }

    /// <summary>TileJSON of one or several layers.</summary>
    /// <param name="layers">Layer ids, joined by commas.</param>
    [Get("/tiles/{layers}.json")]
    public IActionResult Json(string layers)
    {
        var snapshot = documents.Snapshot;
        return new DocumentResult(ReadyDocument.From(TileJson.Describe(snapshot, Choose(snapshot, layers), hosts.OriginOf(Request))));
    }

    /// <summary>The layers of a list in an address: each once, in the order given.</summary>
    /// <exception cref="RequestProblemException">One of them does not exist, or has no shapes, or there are too many.</exception>
    internal static IReadOnlyList<Layer> Choose(TownSnapshot snapshot, string list)
    {
        var ids = list.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count is 0 or > MostLayers)
            throw RequestProblemException.Bad($"レイヤは 1 から {MostLayers} 個まで指定できます。");
        return [.. ids.Select(id => snapshot.Find(id) is { Geometry: not GeometryFamily.None } layer
            ? layer
            : throw RequestProblemException.NotFound("指定されたレイヤはありません。"))];
    }

    /// <summary>Reads a tile's address.</summary>
    /// <exception cref="RequestProblemException">It is not made of numbers, or there is no such tile.</exception>
    internal static TileCoord Address(string z, string x, string y)
    {
        static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (!Number(z, out var zoom) || !Number(x, out var column) || !Number(y, out var row))
            throw RequestProblemException.Bad("タイルの番号は 0 以上の整数で指定してください。");
        return TileCoord.TryCreate(zoom, column, row, out var tile)
            ? tile
            : throw RequestProblemException.NotFound($"このタイルはありません。ズームは 0 から {TileCoord.MaxZoom} までです。");
    }
}
