using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.MapServer.Features;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Answers;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Tiles.Standard;

/// <summary>OGC API – Tiles: the same tiles under the standard's addresses, in which the row stands before the column.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
/// <param name="towns">What tiles show now.</param>
/// <param name="maker">Gives them.</param>
/// <param name="answers">Sends them.</param>
[Conforms("ogcapi-tiles-1/1.0", "core", "tileset", "tilesets-list", "dataset-tilesets", "geodata-tilesets", "collections-selection", "mvt", "oas30")]
[Conforms("tms/2.0", "tilematrixset", "json-tilematrixset")]
public sealed class TilesetsController(Hosting.Documents documents, HostNames hosts, TileTowns towns, TileMaker maker, TileAnswers answers)
    : OgcController(documents, hosts)
{
    private const string Dataset = "/ogc/tiles", OfCollection = "/ogc/collections/{collection}/tiles";

    /// <summary>The tile matrix sets.</summary>
    [Get("/ogc/tileMatrixSets")]
    public IActionResult MatrixSets() => Document(() => TilesetDocument.MatrixSets(Root));

    /// <summary>A tile matrix set.</summary>
    /// <param name="matrixSet">Its id.</param>
    [Get("/ogc/tileMatrixSets/{matrixSet}")]
    public IActionResult MatrixSet(string matrixSet) => Document(() => Known(matrixSet, TilesetDocument.Matrices));

    /// <summary>Tilesets of all layers together.</summary>
    [Get(Dataset)]
    public IActionResult DatasetList() => Document(() => TilesetDocument.List(Chosen(), Root, Root, Selection), "collections");

    /// <summary>The tileset of all layers together.</summary>
    /// <param name="matrixSet">The tile matrix set.</param>
    [Get(Dataset + "/{matrixSet}")]
    public IActionResult DatasetOne(string matrixSet) =>
        Document(() => Known(matrixSet, () => TilesetDocument.One(Chosen(), Root, Root, Selection)), "collections");

    /// <summary>A tile of all layers together, the last one on top.</summary>
    /// <param name="matrixSet">The tile matrix set.</param>
    /// <param name="matrix">Zoom.</param>
    /// <param name="row">Row from the north.</param>
    /// <param name="column">Column from the west.</param>
    [Get(Dataset + "/{matrixSet}/{matrix}/{row}/{column}")]
    public Task DatasetTileAsync(string matrixSet, string matrix, string row, string column)
    {
        QueryParameters.AllowOnly(Request, "collections", "f");
        return SendAsync(matrixSet, matrix, row, column, string.Join(',', Chosen().Select(l => l.Id.Value)));
    }

    /// <summary>Tilesets of a collection.</summary>
    /// <param name="collection">Layer id.</param>
    [Get(OfCollection)]
    public IActionResult CollectionList(string collection) => Document(() => TilesetDocument.List([Find(collection)], Root, Home(collection), ""));

    /// <summary>A tileset of a collection.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="matrixSet">The tile matrix set.</param>
    [Get(OfCollection + "/{matrixSet}")]
    public IActionResult CollectionOne(string collection, string matrixSet) =>
        Document(() => Known(matrixSet, () => TilesetDocument.One([Find(collection)], Root, Home(collection), "")));

    /// <summary>A tile of a collection.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="matrixSet">The tile matrix set.</param>
    /// <param name="matrix">Zoom.</param>
    /// <param name="row">Row from the north.</param>
    /// <param name="column">Column from the west.</param>
    [Get(OfCollection + "/{matrixSet}/{matrix}/{row}/{column}")]
    public Task CollectionTileAsync(string collection, string matrixSet, string matrix, string row, string column)
    {
        QueryParameters.AllowOnly(Request, "f");
        return SendAsync(matrixSet, matrix, row, column, Find(collection).Id.Value);
    }

    private async Task SendAsync(string matrixSet, string matrix, string row, string column, string list)
    {
        if (QueryParameters.Text(Request, "f") is { } form && form != "mvt")
            throw RequestProblemException.Bad("f は mvt を指定してください。");
        var tile = Known(matrixSet, () => TileAddress.Read(matrix, column, row));
        var town = towns.Current ?? throw RequestProblemException.NotReady();
        var set = town.TryGetSet(list, out var known) ? known : town.Remember(list, TilesController.Choose(town, list));
        set.Counts.Made(tile.Z);
        var kept = await maker.GetAsync(town, set, tile, HttpContext.RequestAborted);
        await answers.WriteAsync(HttpContext, new TileKey(set.Number, tile), kept, named: false);
    }

    private IActionResult Document(Func<JsonObject> build, params IReadOnlyCollection<string> also)
    {
        QueryParameters.AllowOnly(Request, [.. also, "f"]);
        AnswerForms.Choose(HttpContext);
        return Json(build());
    }

    private static T Known<T>(string matrixSet, Func<T> get) => matrixSet == TilesetDocument.MatrixSet
        ? get()
        : throw RequestProblemException.NotFound($"このタイルの分け方はありません。あるのは {TilesetDocument.MatrixSet} です。");

    // In the order given; without a choice, all, in the order of lists.
    private List<Layer> Chosen()
    {
        if (QueryParameters.Text(Request, "collections") is not { } text)
            return [.. Snapshot.Drawn.Take(TilesController.MostLayers)];
        var ids = text.Split(',').Distinct(StringComparer.Ordinal).ToList();
        return ids.Count <= TilesController.MostLayers
            ? [.. ids.Select(Find)]
            : throw RequestProblemException.Bad($"collections には {TilesController.MostLayers} 個まで指定できます。");
    }

    private string Selection => QueryParameters.Text(Request, "collections") is { } text ? $"?collections={Uri.EscapeDataString(text)}" : "";

    private string Home(string collection) => $"{Root}/collections/{collection}";
}
