using Gis.Core.Catalogue;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Answers;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Tiles;

/// <summary>Vector tiles of one or several layers, and their TileJSON.</summary>
/// <param name="towns">What tiles show now.</param>
/// <param name="maker">Gives them.</param>
/// <param name="answers">Sends them.</param>
/// <param name="hosts">Builds absolute addresses.</param>
/// <param name="options">Says for whom.</param>
public sealed class TilesController(TileTowns towns, TileMaker maker, TileAnswers answers, HostNames hosts, ServerOptions options) : ControllerBase
{
    internal const int MostLayers = 64;

    /// <summary>One tile.</summary>
    /// <param name="layers">Layer ids, joined by commas.</param>
    /// <param name="z">Zoom.</param>
    /// <param name="x">Column from the west.</param>
    /// <param name="y">Row from the north.</param>
    /// <param name="r">Stamp of the content the asker expects, as tile addresses in style and catalogue carry it.</param>
    /// <param name="filter">Condition on features (CQL2), for staff.</param>
    /// <param name="language">How it is written: <c>cql2-text</c> or <c>cql2-json</c>.</param>
    [Get("/tiles/{layers}/{z}/{x}/{y}.mvt")]
    public async Task TileAsync(
        string layers, string z, string x, string y, [FromQuery] string? r, [FromQuery] string? filter, [FromQuery(Name = "filter-lang")] string? language)
    {
        var tile = TileAddress.Read(z, x, y);
        var town = await towns.AtLeastAsync(Present(), layers, r, HttpContext.RequestAborted);
        var set = town.TryGetSet(layers, out var known) ? known : town.Remember(layers, Choose(town, layers));
        if (filter is not null)
            set = options.Audience == Audience.Staff
                ? TileFilter.Apply(set, filter, language, towns.Numbers)
                : throw RequestProblemException.Bad("filter は職員用のサーバーで使えます。");
        set.Counts.Made(tile.Z);
        var kept = await maker.GetAsync(town, set, tile, HttpContext.RequestAborted);
        await answers.WriteAsync(HttpContext, new TileKey(set.Number, tile), kept, filter is null && r == set.Stamp);
    }

    /// <summary>TileJSON of one or several layers.</summary>
    /// <param name="layers">Layer ids, joined by commas.</param>
    [Get("/tiles/{layers}.json")]
    public IActionResult Json(string layers)
    {
        var town = Present();
        var chosen = Choose(town, layers).Select(c => c.Layer).ToList();
        return new DocumentResult(ReadyDocument.From(TileJson.Describe(town.Snapshot, chosen, hosts.OriginOf(Request))));
    }

    private TileTown Present() => towns.Current ?? throw RequestProblemException.NotReady();

    /// <summary>The layers of a list in an address: each once, in the order given.</summary>
    /// <exception cref="RequestProblemException">One of them does not exist, or has no shapes, or there are too many.</exception>
    internal static List<LayerContent> Choose(TileTown town, string list)
    {
        var ids = list.Split(',', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (ids.Count is 0 or > MostLayers)
            throw RequestProblemException.Bad($"レイヤは 1 から {MostLayers} 個まで指定できます。");
        return [.. ids.Select(id => town.Find(id) ?? throw RequestProblemException.NotFound("指定されたレイヤはありません。"))];
    }
}
