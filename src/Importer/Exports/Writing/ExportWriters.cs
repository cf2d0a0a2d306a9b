namespace Gis.Importer.Exports.Writing;

/// <summary>Which writer makes which format.</summary>
internal static class ExportWriters
{
    /// <summary>Opens the writer of a format.</summary>
    /// <param name="content">What will be written.</param>
    /// <param name="format">The format.</param>
    /// <param name="file">The file; other files may be made beside it for the time of writing.</param>
    /// <exception cref="ImportException">The format cannot hold the layer.</exception>
    public static IExportWriter Open(ExportContent content, ExportFormat format, string file) => format.Id switch
    {
        "csv" => new CsvWriter(content, file),
        "geojson" => new GeoJsonWriter(content, file),
        _ when format.IsShapefile => new ShapefileArchive(content, format, file),
        "fgb" when !content.HasShapes => throw ImportException.Usage($"レイヤ「{content.Layer.Id}」には図形がないため、FlatGeobuf では書き出せません。csv か gpkg を指定してください。"),
        _ => new SingleFileWriter(content, format, file),
    };
}
