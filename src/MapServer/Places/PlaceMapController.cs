using System.Globalization;
using Gis.Core.Geodesy;
using Gis.Engine.Catalogues;
using Gis.MapServer.Hosting;
using Gis.MapServer.Offline;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Places;

/// <summary>The small map of an answer sheet as a picture, for those without a script and for paper.</summary>
/// <param name="picture">Draws it.</param>
public sealed class PlaceMapController(PlacePicture picture) : ControllerBase
{
    internal const string Narrow = "narrow";

    /// <summary>The picture.</summary>
    /// <param name="lon">Longitude in degrees.</param>
    /// <param name="lat">Latitude in degrees.</param>
    /// <param name="z">Zoom, 14 to 17.</param>
    /// <param name="layer">Hazard layer that is shown over the ground; absent: none.</param>
    /// <param name="hazard">Flag of the hazard that sites must be fit for; absent: all are shown alike.</param>
    /// <param name="size">narrow: the picture for phones.</param>
    /// <param name="cancellation">Ends the work.</param>
    [Get("/place/map.svg")]
    public async Task<IActionResult> PictureAsync(
        [FromQuery] string? lon, [FromQuery] string? lat, [FromQuery] string? z, [FromQuery] string? layer,
        [FromQuery(Name = "for")] string? hazard, [FromQuery] string? size, CancellationToken cancellation)
    {
        if (!double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
            || !double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
            || !new LonLat(x, y).IsOnEarth || Math.Abs(y) > WebMercator.MaxLatitude)
            throw RequestProblemException.Bad("lon（経度）と lat（緯度）を、度の数で指定してください。");
        if (!int.TryParse(z, NumberStyles.None, CultureInfo.InvariantCulture, out var zoom) || zoom < PlacePicture.Farthest || zoom > PlacePicture.Nearest)
            throw RequestProblemException.Bad($"z には {PlacePicture.Farthest} から {PlacePicture.Nearest} までの数を指定してください。");
        if (hazard is not (null or "") && SiteFlags.All.All(f => f.Flag != hazard))
            throw RequestProblemException.Bad("for には、災害の種類（flood、landslide、tsunami など）を指定してください。");
        var svg = await picture.DrawAsync(new LonLat(x, y), zoom, size == Narrow, layer, hazard is "" ? null : hazard, cancellation);
        Response.Headers.CacheControl = Keeping.RuleFor(HttpContext);
        return Content(svg, "image/svg+xml; charset=utf-8");
    }
}
