using System.Reflection;
using System.Runtime.InteropServices;

namespace Gis.Importer.Formats.Gdal;

/// <summary>Finds and prepares the GDAL library of the machine, once per process.</summary>
/// <remarks>GDAL runs in the importer process only: a crash in native code must not take a web server with it.</remarks>
public static class GdalLibrary
{
    /// <summary>The name the imports use; resolved to a file by <see cref="Find"/>.</summary>
    internal const string Name = "gdal";

    /// <summary>The drivers that stay registered; the readers name among these. None of them opens another file than its own.</summary>
    internal static IReadOnlySet<string> AllowedDrivers { get; } =
        new HashSet<string>(["ESRI Shapefile", "GPKG", "FlatGeobuf", "GPX", "GeoJSON"], StringComparer.Ordinal);

    private static readonly Lazy<string> Started = new(Start);
    private static readonly object Lock = new();
    private static IntPtr handle;

    /// <summary>A path to use instead of looking for the library; to be set before anything is opened. <c>GIS_GDAL_LIBRARY</c> does the same.</summary>
    public static string? ConfiguredPath { get; set; }

    /// <summary>GDAL's own version text. Loads the library at the first call.</summary>
    /// <exception cref="SourceException">No GDAL is installed.</exception>
    public static string Version => Started.Value;

    /// <summary>Makes sure that GDAL can be called.</summary>
    /// <param name="file">The file that needs it, for the message.</param>
    /// <exception cref="SourceException">No GDAL is installed.</exception>
    internal static void Require(SourceFile file)
    {
        try
        {
            _ = Started.Value;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            throw new SourceException(
                file.DisplayPath, null, "この形式を読むためのライブラリGDALが見つかりません", "GDAL(Debianでは libgdal32 など)をインストールするか、環境変数 GIS_GDAL_LIBRARY に場所を指定してください", e);
        }
    }

    private static string Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(GdalLibrary).Assembly, Resolve);
        GdalMessages.Install();

        // A file must not be able to make the importer look anywhere else: no plugins, no network, and of all drivers only those that read one file.
        // GDAL_SKIP would need the names of every other driver of every version; what is not registered cannot be reached, by no file and no other driver.
        NativeGdal.CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
        NativeGdal.CPLSetConfigOption("OGR_DRIVER_PATH", "disable");
        NativeGdal.CPLSetConfigOption("PROJ_NETWORK", "OFF");
        NativeGdal.CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "FALSE");
        NativeGdal.CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS", "{noext}");
        NativeGdal.CPLSetConfigOption("GDAL_HTTP_PROXY", "127.0.0.1:9");
        NativeGdal.CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", null);
        NativeGdal.CPLSetConfigOption("GDAL_MAX_DATASET_POOL_SIZE", "8");
        NativeGdal.GDALAllRegister();
        for (var i = NativeGdal.GDALGetDriverCount() - 1; i >= 0; i--)
        {
            var driver = NativeGdal.GDALGetDriver(i);
            if (!AllowedDrivers.Contains(Marshal.PtrToStringUTF8(NativeGdal.GDALGetDriverShortName(driver)) ?? ""))
                NativeGdal.GDALDeregisterDriver(driver);
        }

        return Marshal.PtrToStringUTF8(NativeGdal.GDALVersionInfo("RELEASE_NAME")) ?? "?";
    }

    private static IntPtr Resolve(string library, Assembly assembly, DllImportSearchPath? paths)
    {
        if (library != Name)
            return IntPtr.Zero;
        lock (Lock)
        {
            if (handle == IntPtr.Zero)
                handle = Find(assembly, paths);
            return handle;
        }
    }

    private static IntPtr Find(Assembly assembly, DllImportSearchPath? paths)
    {
        var configured = ConfiguredPath ?? Environment.GetEnvironmentVariable("GIS_GDAL_LIBRARY");
        if (!string.IsNullOrEmpty(configured))
            return NativeLibrary.Load(configured);
        foreach (var candidate in Candidates())
        {
            if (NativeLibrary.TryLoad(candidate, assembly, paths, out var found))
                return found;
        }

        return IntPtr.Zero;
    }

    // Debian's run-time package has no bare libgdal.so; the number is the ABI version (32 = GDAL 3.6).
    private static IEnumerable<string> Candidates()
    {
        if (OperatingSystem.IsWindows())
            return Enumerable.Range(300, 40).Reverse().Select(n => $"gdal{n}.dll").Append("gdal.dll");
        if (OperatingSystem.IsMacOS())
            return ["libgdal.dylib", "/opt/homebrew/lib/libgdal.dylib", "/usr/local/lib/libgdal.dylib"];
        return Enumerable.Range(28, 20).Reverse().Select(n => $"libgdal.so.{n}").Append("libgdal.so");
    }
}
