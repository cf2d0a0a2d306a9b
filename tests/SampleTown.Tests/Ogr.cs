using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Gis.SampleTown.Tests;

/// <summary>Reads files with GDAL's <c>ogrinfo</c>, as a stranger would.</summary>
internal static partial class Ogr
{
    public static string Info(params string[] arguments)
    {
        var start = new ProcessStartInfo("ogrinfo") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-ro", .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || error.Result.Contains("ERROR", StringComparison.Ordinal))
            throw new InvalidOperationException(error.Result);
        return output;
    }

    public static int Count(string path) => int.Parse(FeatureCount().Match(Info("-so", "-al", path)).Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>How many shapes GEOS (the library of PostGIS) finds invalid or empty.</summary>
    public static int Invalid(string path, string table, string geometry = "geometry") => int.Parse(
        Value().Match(Info("-q", "-dialect", "SQLite", "-sql", $"SELECT COUNT(*) AS n FROM \"{table}\" WHERE NOT ST_IsValid({geometry}) OR {geometry} IS NULL", path)).Groups[1].Value,
        CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Feature Count: (\d+)")]
    private static partial Regex FeatureCount();

    [GeneratedRegex(@"n \(Integer\w*\) = (\d+)")]
    private static partial Regex Value();
}
