using System.Globalization;
using Gis.ImportBench.Town;

namespace Gis.ImportBench;

/// <summary>Runs the measures and prints a table of ratios. Rounds are interleaved: each round runs every program once, because a machine's speed wanders.</summary>
internal sealed class BenchRun(BenchOptions options, Server server)
{
    private readonly Tools tools = new(options, server);

    /// <summary>The program.</summary>
    public static async Task<int> MainAsync(string[] args)
    {
        BenchOptions options;
        try
        {
            options = BenchOptions.Parse(args);
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        Directory.CreateDirectory(options.Work);
        if (options.Wants("xml"))
            MapXml.ParseRun.Run(options);
        if (!options.NeedsDatabase)
            return 0;
        var server = new Server(options.Database);
        await server.PrepareAsync();
        try
        {
            await new BenchRun(options, server).RunAsync();
        }
        finally
        {
            await server.DropAsync();
        }

        return 0;
    }

    private async Task RunAsync()
    {
        foreach (var rows in options.Rows)
        {
            var file = Path.Combine(options.Work, string.Create(CultureInfo.InvariantCulture, $"town-{rows}-1"), "parcel.shp");
            ShapefileWriter.Write(file, rows, 1);
            if (options.Wants("shapefile"))
                await ShapefileAsync(rows, file);
            if (options.Wants("again"))
                await AgainAsync(rows, file);
            if (options.Wants("formats"))
                await FormatsAsync(rows, file);
        }

        if (options.Wants("memory"))
            await MemoryAsync();
    }

    private async Task ShapefileAsync(int rows, string file)
    {
        var (own, copy, memory) = (new Sample(), new Sample(), new Sample());
        var (plain, indexed, ogr) = (new Sample(), new Sample(), new Sample());
        for (var round = 0; round < options.Rounds; round++)
        {
            var run = await tools.OwnAsync(file);
            await CountAsync("layer.parcel", rows);
            own.Add(run.Whole.Seconds);
            copy.Add(run.CopySeconds);
            memory.Add(run.Whole.PeakMegabytes);
            plain.Add((await tools.Shp2PgsqlAsync(file, false)).Seconds);
            await CountAsync("parcel", rows);
            ogr.Add((await tools.Ogr2OgrAsync(file)).Seconds);
            await CountAsync("parcel", rows);
            indexed.Add((await tools.Shp2PgsqlAsync(file, true)).Seconds);
        }

        Say($"Shapefile, {rows:N0} rows: gis-import {own}, of this until the last row is copied {copy}, peak {memory.Largest:0} MB");
        Ratio("shp2pgsql -D | psql, no index", plain, copy, 2.5, 3.5);
        Ratio("ogr2ogr PG_USE_COPY=YES, no index", ogr, copy, 3.5, 5);
        Ratio("shp2pgsql -D -I | psql, against the whole import", indexed, own, 1.5, 2.3);
    }

    private async Task AgainAsync(int rows, string file)
    {
        var next = file.Replace("-1/", "-2/", StringComparison.Ordinal);
        ShapefileWriter.Write(next, rows, 2);
        var (first, second) = (new Sample(), new Sample());
        for (var round = 0; round < options.Rounds; round++)
        {
            first.Add((await tools.OwnAsync(file)).Whole.Seconds);
            second.Add((await tools.OwnAsync(next, fresh: false)).Whole.Seconds);
        }

        Say($"Edition with 1 % changed rows, {rows:N0} rows: first {first}, again {second}");
        Ratio("first load, against the next edition", first, second, 2, 4);
    }

    private async Task FormatsAsync(int rows, string file)
    {
        foreach (var (driver, extension) in new[] { ("GPKG", "gpkg"), ("GeoJSON", "geojson") })
        {
            var source = await Tools.ConvertedAsync(file, driver, extension);
            var (own, copy, ogr) = (new Sample(), new Sample(), new Sample());
            for (var round = 0; round < options.Rounds; round++)
            {
                var run = await tools.OwnAsync(source);
                own.Add(run.Whole.Seconds);
                copy.Add(run.CopySeconds);
                ogr.Add((await tools.Ogr2OgrAsync(source)).Seconds);
            }

            Say($"{driver}, {rows:N0} rows: gis-import {own}, of this until the last row is copied {copy}");
            Ratio("ogr2ogr PG_USE_COPY=YES, no index", ogr, copy, 1, 1);
        }
    }

    private async Task MemoryAsync()
    {
        var file = Path.Combine(options.Work, "large.geojson");
        LargeGeoJson.Write(file, 1L << 30);
        var run = await tools.OwnAsync(file);
        Say($"GeoJSON of {new FileInfo(file).Length / 1048576.0:0} MB: {run.Whole.Seconds:0.0} s, peak {run.Whole.PeakMegabytes:0} MB (must stay below 300 MB)");
        File.Delete(file);
    }

    // A program that lost rows on the way has not won.
    private async Task CountAsync(string table, int rows)
    {
        var count = await server.AskAsync<long>($"SELECT count(*) FROM {table}");
        if (count != rows)
            throw new InvalidOperationException($"{table} holds {count} rows, not {rows}.");
    }

    private static void Ratio(string peer, Sample theirs, Sample ours, double must, double stretch) =>
        Say($"  {peer}: {theirs} → {theirs.Median / ours.Median:0.00} times (must {must:0.0}, stretch {stretch:0.0})");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
