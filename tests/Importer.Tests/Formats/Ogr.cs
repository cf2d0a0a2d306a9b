using System.Diagnostics;
using System.Globalization;
using Gis.Core.Geodesy;

namespace Gis.Importer.Tests.Formats;

/// <summary>GDAL's own programs as an independent judge.</summary>
internal static class Ogr
{
    /// <summary>A plane or geographic position (x east, y north) on JGD2011 as gdaltransform gives it.</summary>
    public static LonLat Transform(int epsg, double x, double y)
    {
        var output = Run("gdaltransform", string.Create(CultureInfo.InvariantCulture, $"{x:R} {y:R}\n"), "-s_srs", $"EPSG:{epsg}", "-t_srs", "EPSG:6668");
        var parts = output.Split(' ');
        return new LonLat(double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    /// <summary>Where PROJ takes positions by a pipeline of its own language, degrees in and out.</summary>
    public static List<LonLat> Pipeline(string pipeline, IEnumerable<LonLat> positions)
    {
        var input = string.Concat(positions.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Lon:R} {p.Lat:R} 0\n")));
        return Run("gdaltransform", input, "-ct", pipeline).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))
            .Select(c => new LonLat(double.Parse(c[0], CultureInfo.InvariantCulture), double.Parse(c[1], CultureInfo.InvariantCulture))).ToList();
    }

    /// <summary>Converts a file.</summary>
    public static void Convert(params string[] arguments) => Run("ogr2ogr", "", arguments);

    /// <summary>What GDAL reads in a file, as a GeoJSON feature collection; coordinates to nine decimals.</summary>
    public static System.Text.Json.JsonElement[] Features(string path, string? layer = null)
    {
        string[] arguments = ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=9", "-lco", "RFC7946=NO", "/vsistdout/", path];
        using var document = System.Text.Json.JsonDocument.Parse(Run("ogr2ogr", "", layer is null ? arguments : [.. arguments, layer]));
        return [.. document.RootElement.GetProperty("features").EnumerateArray().Select(f => f.Clone())];
    }

    /// <summary>GDAL's own summary of a file: layers, counts, extents, fields.</summary>
    public static string Summary(string path) => Run("ogrinfo", "", "-al", "-so", path);

    private static string Run(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program}: {error}");
    }
}
