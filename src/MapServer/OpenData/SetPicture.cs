using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Pictures;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Gis.Engine.Tiles;
using Gis.MapServer.Places;

namespace Gis.MapServer.OpenData;

/// <summary>Draws a data set as a small map: all of it, or the part around its middle where it is only drawn close up.</summary>
/// <param name="picture">Draws the ground and areas.</param>
/// <param name="reader">Reads places.</param>
public sealed class SetPicture(PlacePicture picture, SetReader reader)
{
    /// <summary>Draws it; null when nothing of it has a place.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layer">The set.</param>
    /// <param name="narrow">Whether it is the picture for phones.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<string?> DrawAsync(TownSnapshot snapshot, Layer layer, bool narrow, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.Geometry == GeometryFamily.None || layer.BoundingBox is not [var west, var south, var east, var north])
            return null;
        var (width, height) = narrow ? PictureFrame.Narrow : PictureFrame.Wide;
        var frame = PictureFrame.Around([new LonLat(west, south), new LonLat(east, north)], width, height);
        if (layer.Geometry == GeometryFamily.Point)
        {
            var color = LayerLegend.Of(layer)[0].Color;
            var dots = (await reader.PointsAsync(snapshot, layer, cancellation)).Select(p => new PictureSign(p, null, null, false) { Dot = color });
            return await picture.DrawAsync(frame, (Layer?)null, dots, cancellation);
        }

        var first = TileGrid.FirstZoom(layer);
        if (frame.Zoom < first && await reader.MiddleAsync(snapshot, layer, frame.Center, cancellation) is { } middle)
            frame = frame with { Center = middle, Zoom = first + 1 };
        return await picture.DrawAsync(frame, layer, [], cancellation);
    }
}
