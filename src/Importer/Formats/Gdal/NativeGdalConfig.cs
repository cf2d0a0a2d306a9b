namespace Gis.Importer.Formats.Gdal;

/// <summary>Things GDAL does only when a configuration option says so.</summary>
internal static class NativeGdalConfig
{
    private static readonly object Gate = new();

    /// <summary>Writes the missing <c>.shx</c> beside a copied <c>.shp</c>.</summary>
    /// <exception cref="SourceException">The shapes are broken.</exception>
    public static void RestoreIndex(SourceFile file, string copy, string[] drivers)
    {
        GdalLibrary.Require(file);
        lock (Gate)
        {
            NativeGdal.CPLSetConfigOption("SHAPE_RESTORE_SHX", "YES");
            try
            {
                GdalSource.Open(file, copy, drivers, [], []).Dispose();
            }
            finally
            {
                NativeGdal.CPLSetConfigOption("SHAPE_RESTORE_SHX", null);
            }
        }
    }
}
