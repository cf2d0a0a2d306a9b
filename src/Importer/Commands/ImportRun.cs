using System.Diagnostics;
using System.Globalization;
using Gis.Importer.Formats;
using Gis.Importer.Loading;
using Gis.Importer.Planning;
using Gis.Importer.Report;

namespace Gis.Importer.Commands;

/// <summary>One run of <c>import</c>: orders one after the other, each layer a transaction of its own; the first failure ends it.</summary>
internal sealed class ImportRun(CommandEnvironment environment, Workplace place, bool dryRun, string? reportFile)
{
    private readonly List<ImportReport> reports = [];
    private readonly ImportPlanner planner = new(place.Kinds, SourceFormats.Opener());
    private readonly Stopwatch lastCount = Stopwatch.StartNew();

    /// <summary>Runs an order, or the manifest that it names.</summary>
    /// <returns>Exit status 0; failures are thrown.</returns>
    public async Task<int> RunAsync(ImportOrder order, CancellationToken cancellation)
    {
        try
        {
            if (order.Paths.Count == 1 && Manifest.IsOne(order.Paths[0]))
                await RunManifestAsync(order.Paths[0], cancellation);
            else
                await RunOrderAsync(order, "", cancellation);
        }
        finally
        {
            WriteReports();
        }

        Summary.Write(environment, reports, dryRun);
        return 0;
    }

    private async Task RunManifestAsync(string path, CancellationToken cancellation)
    {
        var manifest = Manifest.Read(path);
        var orders = manifest.Orders(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await WriteTownAsync(manifest, cancellation);
        for (var i = 0; i < orders.Count; i++)
            await RunOrderAsync(orders[i], string.Create(CultureInfo.InvariantCulture, $"[{i + 1}/{orders.Count}] "), cancellation);
    }

    private async Task WriteTownAsync(Manifest manifest, CancellationToken cancellation)
    {
        if (dryRun)
            return;
        await using var connection = await place.Owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (manifest.Town is { } town)
            await TownRow.WriteAsync(connection, town.Code, town.Name, town.Notice, town.PlaneZone.Number, town.Contact, cancellation);
        foreach (var department in manifest.Departments)
            await DepartmentRow.WriteAsync(connection, department.Id, department.Title, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task RunOrderAsync(ImportOrder order, string prefix, CancellationToken cancellation)
    {
        using var plan = planner.Plan(order, cancellation);
        foreach (var request in plan.Requests)
        {
            var name = $"{prefix}{request.Wishes.Title ?? request.Layer.Value}";
            var context = new ImportContext
            {
                Actor = environment.Actor,
                DryRun = dryRun,
                Say = environment.Error.WriteLine,
                Progress = environment.IsTerminal ? rows => Count(name, rows) : null,
                AreaOfFile = file => AreaOfFile(file, cancellation),
            };
            var report = await ImportOneAsync(request, context, cancellation);
            reports.Add(report);
            if (environment.IsTerminal)
                await environment.Out.WriteAsync("\r\u001b[K");
            await environment.Out.WriteLineAsync($"{name}: {Summary.OneLine(report)}");
        }
    }

    private async Task<ImportReport> ImportOneAsync(ImportRequest request, ImportContext context, CancellationToken cancellation)
    {
        try
        {
            return await new LayerImport(place.Owner, context).RunAsync(request, cancellation);
        }
        catch (Exception e) when (e is SourceException or ImportException)
        {
            reports.Add(new ImportReport { Layer = request.Layer.Value, Kind = request.Kind.Kind.Id, Sources = request.Sources, NotTaken = request.NotTaken, Error = e.Message });
            throw;
        }
    }

    private static NetTopologySuite.Geometries.Geometry AreaOfFile(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            throw ImportException.Usage($"--coverage「{file}」は使えません。town、extent、unknown、または範囲のファイルを指定してください。");
        using var set = SourceFormats.Opener().Open(file, ReadOptions.Detect, null, cancellation);
        return CoverageStep.AreaOf(set, cancellation);
    }

    private void Count(string name, long rows)
    {
        if (lastCount.ElapsedMilliseconds < 200)
            return;
        lastCount.Restart();
        environment.Out.Write(string.Create(CultureInfo.InvariantCulture, $"\r\u001b[K{name}: {rows:N0}行"));
    }

    private void WriteReports()
    {
        if (reportFile is not null)
            ReportJson.WriteFile(reportFile, reports);
        if (dryRun || !Directory.Exists(place.Home.Root))
            return;
        Directory.CreateDirectory(place.Home.Imports);
        foreach (var report in reports.Where(r => r.Outcome == "imported"))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{report.StartedAt:yyyyMMdd-HHmmss}-{report.Layer}.json");
            ReportJson.WriteFile(Path.Combine(place.Home.Imports, name), [report]);
        }
    }
}
