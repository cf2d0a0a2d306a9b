using System.Text.Json;

namespace Gis.ImportBench;

/// <summary>An import by our own program.</summary>
/// <param name="Whole">The whole process, ready to serve.</param>
/// <param name="CopySeconds">From the start of the process until the last row was copied: read, check, project, copy, as the peers do without an index.</param>
internal sealed record OwnRun(Timed Whole, double CopySeconds);

/// <summary>The programs that are compared, each on the same server.</summary>
internal sealed class Tools(BenchOptions options, Server server)
{
    /// <summary>Our importer, as published, into a layer.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fresh">Into an empty database; otherwise into what the last run left.</param>
    public async Task<OwnRun> OwnAsync(string file, bool fresh = true)
    {
        if (fresh)
            await server.FreshAsync(true);
        var report = Path.Combine(options.Work, "report.json");
        var home = Path.Combine(options.Work, "home");
        string[] program = options.Importer.EndsWith(".dll", StringComparison.Ordinal) ? ["dotnet", options.Importer] : [options.Importer];
        var whole = await Timed.RunAsync(
            [.. program, "import", file, "--layer", "parcel", "--kind", "parcel", "--home", home, "--report", report],
            new Dictionary<string, string> { ["GIS_DATABASE"] = server.Connection });
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var import = json.RootElement.GetProperty("imports")[0];
        double after = 0;
        var copied = false;
        foreach (var phase in import.GetProperty("phases").EnumerateArray())
        {
            if (copied)
                after += phase.GetProperty("seconds").GetDouble();
            copied |= phase.GetProperty("name").GetString() == "copy";
        }

        return new OwnRun(whole, whole.Seconds - after);
    }

    /// <summary>shp2pgsql in its fast mode, piped to psql.</summary>
    public async Task<Timed> Shp2PgsqlAsync(string file, bool index)
    {
        await server.FreshAsync(false);
        return await Timed.RunAsync(
            ["bash", "-o", "pipefail", "-c", $"shp2pgsql -D {(index ? "-I " : "")}-s 6677:6668 -W CP932 '{file}' public.parcel | psql -q -v ON_ERROR_STOP=1 >/dev/null"], server.Variables);
    }

    /// <summary>ogr2ogr with COPY, without an index.</summary>
    public async Task<Timed> Ogr2OgrAsync(string file)
    {
        await server.FreshAsync(false);
        var variables = new Dictionary<string, string>(server.Variables) { ["PG_USE_COPY"] = "YES" };
        string[] encoding = file.EndsWith(".shp", StringComparison.Ordinal) ? ["--config", "SHAPE_ENCODING", "CP932"] : [];
        return await Timed.RunAsync(
            ["ogr2ogr", "-f", "PostgreSQL", "PG:", file, "-nln", "parcel", "-nlt", "PROMOTE_TO_MULTI", "-t_srs", "EPSG:6668", "-lco", "SPATIAL_INDEX=NONE",
                "-lco", "GEOMETRY_NAME=geom", .. encoding], variables);
    }

    /// <summary>The same parcels in another format, made once.</summary>
    public static async Task<string> ConvertedAsync(string shapefile, string driver, string extension)
    {
        var target = Path.ChangeExtension(shapefile, extension);
        if (!File.Exists(target))
        {
            string[] places = driver == "GeoJSON" ? ["-t_srs", "EPSG:4326"] : [];
            await Timed.RunAsync(
                ["ogr2ogr", "-f", driver, target + ".new." + extension, shapefile, .. places, "--config", "SHAPE_ENCODING", "CP932"], new Dictionary<string, string>());
            File.Move(target + ".new." + extension, target);
        }

        return target;
    }
}
