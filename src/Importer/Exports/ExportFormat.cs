namespace Gis.Importer.Exports;

/// <summary>A file format that layers are written in.</summary>
/// <param name="Id">Its word on the command line and in <c>gis.export_file</c>.</param>
/// <param name="Suffix">How its files' names end.</param>
/// <param name="Driver">GDAL's driver, or null for an own writer.</param>
/// <param name="IsCp932">Whether its texts are Shift_JIS (CP932) instead of UTF-8.</param>
internal sealed record ExportFormat(string Id, string Suffix, string? Driver, bool IsCp932 = false)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ExportFormat> All { get; } =
    [
        new("csv", ".csv", null),
        new("geojson", ".geojson", null),
        new("gpkg", ".gpkg", "GPKG"),
        new("shp", "-shp.zip", ShapefileDriver),
        new("shp-cp932", "-shp-cp932.zip", ShapefileDriver, true),
        new("fgb", ".fgb", "FlatGeobuf"),
    ];

    /// <summary>GDAL's name of the Shapefile.</summary>
    public const string ShapefileDriver = "ESRI Shapefile";

    /// <summary>Whether it is a zip with a Shapefile in it.</summary>
    public bool IsShapefile => Driver == ShapefileDriver;

    /// <summary>The format of a word.</summary>
    /// <exception cref="ImportException">There is none.</exception>
    public static ExportFormat Parse(string text) => All.FirstOrDefault(f => f.Id == text)
        ?? throw ImportException.Usage($"--format「{text}」は使えません。{string.Join("、", All.Select(f => f.Id))} のどれかにしてください。");
}
