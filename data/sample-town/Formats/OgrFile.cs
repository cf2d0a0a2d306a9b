using System.Diagnostics;

namespace Gis.SampleTown.Formats;

/// <summary>Shapefiles and GeoPackages, made by GDAL's <c>ogr2ogr</c> from GeoJSON, with fixed dates so that the bytes never change.</summary>
internal static class OgrFile
{
    /// <summary>A Shapefile with a CP932 dbf and no .cpg, as most Japanese government files are.</summary>
    /// <param name="path">The .shp to make; its folder is made too.</param>
    /// <param name="features">The rows.</param>
    /// <param name="geometry">OGR name: LINESTRING, POLYGON, MULTIPOLYGON, POINT.</param>
    /// <param name="inPlaneMetres">True: EPSG:6677; false: EPSG:6668.</param>
    public static void WriteShapefile(string path, IEnumerable<MapFeature> features, string geometry, bool inPlaneMetres = false)
    {
        Convert(path, features, inPlaneMetres, "-f", "ESRI Shapefile", "-nlt", geometry, "-lco", "ENCODING=CP932", "-lco", "DBF_DATE_LAST_UPDATE=2026-04-01");
        File.Delete(Path.ChangeExtension(path, ".cpg"));
    }

    public static void WriteGeoPackage(string path, string table, IEnumerable<MapFeature> features, string geometry) =>
        Convert(path, features, false, "-f", "GPKG", "-nln", table, "-nlt", geometry, "-lco", "FID=fid", "-lco", "GEOMETRY_NAME=geom");

    private static void Convert(string path, IEnumerable<MapFeature> features, bool inPlaneMetres, params string[] options)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var source = path + ".geojson";
        GeoJsonFile.Write(source, features, inPlaneMetres);
        var start = new ProcessStartInfo("ogr2ogr") { RedirectStandardError = true };
        foreach (var option in (string[])["-q", .. options, "-a_srs", inPlaneMetres ? "EPSG:6677" : "EPSG:6668", path, source])
            start.ArgumentList.Add(option);
        start.Environment["OGR_CURRENT_DATE"] = "2026-04-01T00:00:00.000Z";
        start.Environment["OGR_GEOJSON_MAX_OBJ_SIZE"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("ogr2ogr を起動できません。gdal-bin を入れてください。");
        var message = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{Path.GetFileName(path)} を作れません: {message.Trim()}");
        File.Delete(source);
    }
}
