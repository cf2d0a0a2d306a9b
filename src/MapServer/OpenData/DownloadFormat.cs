namespace Gis.MapServer.OpenData;

/// <summary>A format in which whole layers are handed out as files.</summary>
/// <param name="Id">Its word in <c>gis.export_offer</c>.</param>
/// <param name="Extension">How addresses and file names end, after the dot.</param>
/// <param name="MediaType">Media type of the file.</param>
/// <param name="Title">Its name; the same in all languages.</param>
/// <param name="FileType">Its name in the vocabulary of file types that DCAT-AP prescribes, or null.</param>
/// <param name="Registered">Whether the media type is one that IANA knows.</param>
public sealed record DownloadFormat(string Id, string Extension, string MediaType, string Title, string? FileType, bool Registered = true)
{
    /// <summary>All of them in the order of lists. FlatGeobuf has no media type yet, so it is named as bytes.</summary>
    public static IReadOnlyList<DownloadFormat> All { get; } =
    [
        new("csv", "csv", "text/csv; charset=utf-8; header=present", "CSV", "CSV"),
        new("geojson", "geojson", "application/geo+json", "GeoJSON", "GEOJSON"),
        new("gpkg", "gpkg", "application/geopackage+sqlite3", "GeoPackage", "GPKG"),
        new("shp", "shp.zip", "application/zip", "Shapefile (UTF-8)", "SHP"),
        new("shp-cp932", "shp-cp932.zip", "application/zip", "Shapefile (Shift_JIS)", "SHP"),
        new("fgb", "fgb", "application/octet-stream", "FlatGeobuf", null, false),
    ];

    /// <summary>The format of an address's ending, or null.</summary>
    public static DownloadFormat? Find(string extension) => All.FirstOrDefault(f => f.Extension == extension);

    /// <summary>Where the file of a layer lies; this address stays the same whatever becomes of the layer's content.</summary>
    public string Address(string layer) => $"/data/{layer}.{Extension}";
}
