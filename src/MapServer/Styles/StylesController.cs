using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Styles;

/// <summary>MapLibre styles made from the catalogue, and the points at which names of areas stand.</summary>
/// <param name="documents">Keeps them per state of the catalogue.</param>
/// <param name="names">Reads the points.</param>
public sealed class StylesController(Documents documents, NamePoints names) : ControllerBase
{
    private const string Town = "town";

    private static readonly ConditionalWeakTable<TownSnapshot, ConcurrentDictionary<string, ReadyDocument>> Read = [];

    /// <summary>The style of a name: <c>town</c> with all layers, and the same in other looks (<c>town-dark</c>, <c>town-contrast</c>).</summary>
    /// <param name="name">Name of the style.</param>
    [Get("/styles/{name}.json")]
    public IActionResult Style(string name)
    {
        if (name == Town)
            return new DocumentResult(documents.Get("style", StyleBuilder.Build));
        return StyleTheme.Names.FirstOrDefault(n => name == $"{Town}-{n}") is { } look
            ? new DocumentResult(documents.Get("style-" + look, snapshot => StyleTheme.Apply(StyleBuilder.Build(snapshot), look)))
            : throw RequestProblemException.NotFound("この名前のスタイルはありません。");
    }

    /// <summary>Where the names of a layer's areas stand, as GeoJSON; what the style's source of names asks for.</summary>
    /// <param name="layer">Id of the layer.</param>
    /// <param name="cancellation">Ends the query.</param>
    [Get("/names/{layer}.json")]
    public async Task<IActionResult> NamesAsync(string layer, CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        if (snapshot.Find(layer) is not { } found || !StyleBuilder.NamesApart(found))
            throw RequestProblemException.NotFound("このレイヤの名前の位置はありません。");
        // Read once for a state of the catalogue; two first askers may both read, and read the same.
        var ready = Read.GetOrCreateValue(snapshot);
        if (!ready.TryGetValue(layer, out var document))
            ready[layer] = document = ReadyDocument.From(await names.ReadAsync(snapshot, found, cancellation));
        return new DocumentResult(document, "application/geo+json");
    }
}
