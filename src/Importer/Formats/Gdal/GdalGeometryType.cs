namespace Gis.Importer.Formats.Gdal;

/// <summary>GDAL's geometry type codes (ogr_core.h, OGRwkbGeometryType) as families.</summary>
internal static class GdalGeometryType
{
    /// <summary>The family, or null when the layer does not say.</summary>
    public static GeometryFamily? FamilyOf(int code)
    {
        // The old 2.5D types set the highest bit; the ISO ones add 1000, 2000 or 3000.
        var flat = (code & 0x7FFFFFFF) % 1000;
        return flat switch
        {
            1 or 4 => GeometryFamily.Point,
            2 or 5 or 8 or 9 or 11 => GeometryFamily.Line,
            3 or 6 or 10 or 12 => GeometryFamily.Polygon,
            100 => GeometryFamily.None,
            _ => null,
        };
    }
}
