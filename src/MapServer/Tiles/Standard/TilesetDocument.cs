using System.Globalization;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Features.Documents;

namespace Gis.MapServer.Tiles.Standard;

/// <summary>Documents of OGC API – Tiles, Part 1, and of 2D Tile Matrix Set 2.0.</summary>
internal static class TilesetDocument
{
    /// <summary>The one tile matrix set.</summary>
    public const string MatrixSet = "WebMercatorQuad";

    private const string MatrixSetUri = "http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad";
    private const string Mercator = "http://www.opengis.net/def/crs/EPSG/0/3857";
    private const int Side = 256;

    // Scale 1 : x of a pixel of 0.28 mm, as the standard counts.
    private const double Pixel = 0.00028;

    /// <summary>The list of tile matrix sets.</summary>
    public static JsonObject MatrixSets(string root) => new()
    {
        ["tileMatrixSets"] = new JsonArray(new JsonObject
        {
            ["id"] = MatrixSet,
            ["title"] = "Google Maps Compatible for the World",
            ["uri"] = MatrixSetUri,
            ["crs"] = Mercator,
            ["links"] = Link.ToJson([new($"{root}/tileMatrixSets/{MatrixSet}", "self", Link.Json)]),
        }),
    };

    /// <summary>The tile matrix set.</summary>
    public static JsonObject Matrices() => new()
    {
        ["id"] = MatrixSet,
        ["title"] = "Google Maps Compatible for the World",
        ["uri"] = MatrixSetUri,
        ["crs"] = Mercator,
        ["orderedAxes"] = new JsonArray("E", "N"),
        ["wellKnownScaleSet"] = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible",
        ["tileMatrices"] = new JsonArray([.. Enumerable.Range(0, TileCoord.MaxZoom + 1).Select(Matrix)]),
    };

    /// <summary>The list of tilesets of some layers.</summary>
    /// <param name="layers">The layers.</param>
    /// <param name="root">Address of the landing page.</param>
    /// <param name="home">Address of what the tiles belong to.</param>
    /// <param name="query">Which of the layers were chosen, as it stands in addresses.</param>
    public static JsonObject List(IReadOnlyList<Layer> layers, string root, string home, string query) => new()
    {
        ["links"] = Link.ToJson([new($"{home}/tiles{query}", "self", Link.Json)]),
        ["tilesets"] = new JsonArray(Head(layers, root, home, query)),
    };

    /// <summary>One tileset.</summary>
    public static JsonObject One(IReadOnlyList<Layer> layers, string root, string home, string query)
    {
        var document = Head(layers, root, home, query);
        var box = layers.Select(l => LonLatBox.From(l.BoundingBox)).Aggregate((LonLatBox?)null, (all, one) => one is null ? all : all is null ? one : all.Value.Union(one.Value));
        if (box is { } b)
        {
            document["boundingBox"] = new JsonObject
            {
                ["lowerLeft"] = new JsonArray(b.West, b.South),
                ["upperRight"] = new JsonArray(b.East, b.North),
                ["crs"] = FeatureCrs.Crs84.Uri,
                ["orderedAxes"] = new JsonArray("Lon", "Lat"),
            };
        }

        document["layers"] = new JsonArray([.. layers.Select(l => LayerOf(l, root))]);
        document["links"]!.AsArray().Add(Link.ToJson(
            [new($"{home}/tiles/{MatrixSet}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}{query}", "item", Link.Mvt) { Templated = true }])[0]!.DeepClone());
        return document;
    }

    private static JsonObject Head(IReadOnlyList<Layer> layers, string root, string home, string query) => new()
    {
        ["title"] = layers.Count == 1 ? layers[0].Title : "すべてのデータ",
        ["dataType"] = "vector",
        ["crs"] = Mercator,
        ["tileMatrixSetURI"] = MatrixSetUri,
        ["links"] = Link.ToJson(
        [
            new($"{home}/tiles/{MatrixSet}{query}", "self", Link.Json),
            new($"{root}/tileMatrixSets/{MatrixSet}", Link.Ogc + "tiling-scheme", Link.Json),
        ]),
    };

    private static JsonObject LayerOf(Layer layer, string root)
    {
        var one = new JsonObject
        {
            ["id"] = layer.Id.Value,
            ["title"] = layer.Title,
            ["dataType"] = "vector",
            ["minTileMatrix"] = Zoom(TileGrid.FirstZoom(layer)),
            ["maxTileMatrix"] = Zoom(TileGrid.LastZoom(layer)),
            ["links"] = Link.ToJson([new($"{root}/collections/{layer.Id.Value}/schema", "describedby", Link.Schema)]),
        };
        if (layer.Geometry is GeometryFamily.Point or GeometryFamily.Line or GeometryFamily.Polygon)
            one["geometryDimension"] = layer.Geometry switch { GeometryFamily.Point => 0, GeometryFamily.Line => 1, _ => 2 };
        return one;
    }

    private static JsonObject Matrix(int zoom)
    {
        var cell = 2 * WebMercator.HalfWorld / Side / (1L << zoom);
        return new JsonObject
        {
            ["id"] = Zoom(zoom),
            ["scaleDenominator"] = cell / Pixel,
            ["cellSize"] = cell,
            ["cornerOfOrigin"] = "topLeft",
            ["pointOfOrigin"] = new JsonArray(-WebMercator.HalfWorld, WebMercator.HalfWorld),
            ["tileWidth"] = Side,
            ["tileHeight"] = Side,
            ["matrixWidth"] = 1L << zoom,
            ["matrixHeight"] = 1L << zoom,
        };
    }

    private static string Zoom(int zoom) => zoom.ToString(CultureInfo.InvariantCulture);
}
