using Gis.Engine.Styles;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Styles;

/// <summary>MapLibre styles made from the catalogue.</summary>
/// <param name="documents">Keeps them per state of the catalogue.</param>
public sealed class StylesController(Documents documents) : ControllerBase
{
    /// <summary>The style of a name; there is one, <c>town</c>, with all layers.</summary>
    /// <param name="name">Name of the style.</param>
    [Get("/styles/{name}.json")]
    public IActionResult Style(string name) => name == "town"
        ? new DocumentResult(documents.Get("style", StyleBuilder.Build))
        : throw RequestProblemException.NotFound("この名前のスタイルはありません。");
}
