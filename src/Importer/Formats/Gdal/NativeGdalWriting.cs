using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>The part of GDAL's C API that exports use; names are GDAL's.</summary>
internal static unsafe partial class NativeGdal
{
    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr GDALGetDriverByName(string name);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr GDALCreate(IntPtr driver, string path, int width, int height, int bands, int type, byte** options);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr GDALDatasetCreateLayer(IntPtr dataset, string name, IntPtr srs, int geometryType, byte** options);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetStartTransaction(IntPtr dataset, int force);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int GDALDatasetCommitTransaction(IntPtr dataset);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial IntPtr OGR_Fld_Create(string name, int type);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_Fld_SetSubType(IntPtr field, int subtype);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_Fld_SetWidth(IntPtr field, int width);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_Fld_Destroy(IntPtr field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_CreateField(IntPtr layer, IntPtr field, int approximate);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_L_CreateFeature(IntPtr layer, IntPtr feature);

    [LibraryImport(GdalLibrary.Name)]
    public static partial IntPtr OGR_F_Create(IntPtr definition);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_SetFID(IntPtr feature, long fid);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldNull(IntPtr feature, int field);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldInteger64(IntPtr feature, int field, long value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldDouble(IntPtr feature, int field, double value);

    [LibraryImport(GdalLibrary.Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void OGR_F_SetFieldString(IntPtr feature, int field, string value);

    [LibraryImport(GdalLibrary.Name)]
    public static partial void OGR_F_SetFieldDateTimeEx(IntPtr feature, int field, int year, int month, int day, int hour, int minute, float second, int timeZone);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_F_SetGeometryDirectly(IntPtr feature, IntPtr geometry);

    [LibraryImport(GdalLibrary.Name)]
    public static partial int OGR_G_CreateFromWkb(byte* wkb, IntPtr srs, out IntPtr geometry, int size);
}
