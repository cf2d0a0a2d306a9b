namespace Gis.Importer.Formats;

/// <summary>The readers this program has, in the order in which they are asked.</summary>
public static class SourceFormats
{
    /// <summary>All readers. A new format is one more line here and one folder.</summary>
    public static IReadOnlyList<IFormat> All { get; } =
    [
        new MojMap.MojMapFormat(), new Fgd.FgdFormat(), new CityGml.CityGmlFormat(), new Ksj.KsjFormat(), new Shapefile.ShapefileFormat(), Gdal.GdalFormat.GeoPackage, Gdal.GdalFormat.FlatGeobuf,
        new GeoJson.GeoJsonFormat(), new Kml.KmlFormat(), Gdal.GdalFormat.Gpx, new Addresses.AddressFormat(), new Csv.CsvFormat(), new Xlsx.XlsxFormat(),
    ];

    /// <summary>An opener with all readers.</summary>
    public static SourceOpener Opener() => new(All);
}
