using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>The part of GDAL's C API that the readers use (gdal.h, ogr_api.h, ogr_srs_api.h, cpl_error.h of GDAL 3.x); names are GDAL's.</summary>
internal static unsafe partial class NativeGdal
{
    public const uint OpenReadOnly = 0x00;
    public const uint OpenVector = 0x04;
    public const uint OpenVerboseError = 0x40;

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALAllRegister();

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALGetDriverCount();

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr GDALGetDriver(int index);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr GDALGetDriverShortName(IntPtr driver);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void GDALDeregisterDriver(IntPtr driver);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr GDALVersionInfo(string request);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void CPLSetConfigOption(string key, string? value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr CPLSetErrorHandler(delegate* unmanaged[Cdecl]<int, int, byte*, void> handler);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void VSIFree(IntPtr memory);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr GDALOpenEx(string path, uint flags, byte** drivers, byte** options, byte** siblings);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALClose(IntPtr dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetGetLayerCount(IntPtr dataset);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr GDALDatasetGetLayer(IntPtr dataset, int index);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_L_GetName(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_GetGeomType(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_L_GetSpatialRef(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_L_GetLayerDefn(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial long OGR_L_GetFeatureCount(IntPtr layer, int force);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_GetExtent(IntPtr layer, double* envelope, int force);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_SetIgnoredFields(IntPtr layer, IntPtr* names);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_L_ResetReading(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_L_GetNextFeature(IntPtr layer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_L_GetFeature(IntPtr layer, long number);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_FD_GetFieldCount(IntPtr definition);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_FD_GetFieldDefn(IntPtr definition, int index);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_Fld_GetNameRef(IntPtr field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_Fld_GetType(IntPtr field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_Fld_GetSubType(IntPtr field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_Fld_GetWidth(IntPtr field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_Destroy(IntPtr feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial long OGR_F_GetFID(IntPtr feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_F_GetGeometryRef(IntPtr feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_IsFieldSetAndNotNull(IntPtr feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial long OGR_F_GetFieldAsInteger64(IntPtr feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial double OGR_F_GetFieldAsDouble(IntPtr feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_F_GetFieldAsString(IntPtr feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_GetFieldAsDateTimeEx(
        IntPtr feature, int field, out int year, out int month, out int day, out int hour, out int minute, out float second, out int timeZone);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_G_FlattenTo2D(IntPtr geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_HasCurveGeometry(IntPtr geometry, int lookForNonLinear);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_G_GetLinearGeometry(IntPtr geometry, double maxAngle, IntPtr options);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_G_DestroyGeometry(IntPtr geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_Is3D(IntPtr geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_WkbSize(IntPtr geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_ExportToIsoWkb(IntPtr geometry, int byteOrder, byte* buffer);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRExportToWkt(IntPtr srs, out IntPtr wkt);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OSRGetAuthorityCode(IntPtr srs, IntPtr target);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OSRGetAuthorityName(IntPtr srs, IntPtr target);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRAutoIdentifyEPSG(IntPtr srs);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr OSRNewSpatialReference(string? wkt);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OSRImportFromEPSG(IntPtr srs, int epsg);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OSRSetAxisMappingStrategy(IntPtr srs, int strategy);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OSRDestroySpatialReference(IntPtr srs);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OCTNewCoordinateTransformation(IntPtr source, IntPtr target);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OCTDestroyCoordinateTransformation(IntPtr transformation);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OCTTransformEx(IntPtr transformation, int count, double* x, double* y, double* z, int* success);
}
