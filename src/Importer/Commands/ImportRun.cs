using System.Globalization;
using Gis.Core.Database;
using Gis.Importer.Formats;
using Gis.Importer.Kinds;
using Gis.Importer.Loading;
using Gis.Importer.Planning;
using Gis.Importer.Report;

namespace Gis.Importer.Commands;

/// <summary>One run of <c>import</c>: orders one after the other, each layer a transaction of its own; the first failure ends it.</summary>
/// <param name="environment">Where it runs.</param>
/// <param name="opening">The workplace, whose database may still be brought to this build's state; the run disposes of it.</param>
/// <param name="home">Its home.</param>
/// <param name="kinds">The kinds of the home.</param>
/// <param name="dryRun">Whether everything is taken back.</param>
/// <param name="reportFiles">Where reports are to be written.</param>
/// <param name="manifestFile">Where a manifest is to be written, or null.</param>
internal sealed class ImportRun(CommandEnvironment environment, Task<Workplace> opening, GisHome home, KindSet kinds, bool dryRun, IReadOnlyList<string> reportFiles, string? manifestFile = null)
{
    private readonly List<ImportReport> reports = [];
    private readonly ImportPlanner planner = new(kinds, SourceFormats.Opener());
    private ManifestDraft? draft;

    /// <summary>Runs an order, or the manifest that it names.</summary>
    /// <returns>Exit status 0; failures are thrown.</returns>
    public async Task<int> RunAsync(ImportOrder order, CancellationToken cancellation)
    {
        try
        {
            if (order.Paths.Count == 1 && Manifest.IsOne(order.Paths[0]))
            {
                await opening;
                await RunManifestAsync(order.Paths[0], cancellation);
            }
            else
            {
                draft = manifestFile is null ? null : new ManifestDraft(planner, manifestFile);
                await RunOrderAsync(order, "", cancellation);
            }

            if (draft is not null)
                await WriteManifestAsync(draft, cancellation);
        }
        finally
        {
            // Also after an interruption: what was done must be said.
            if (opening.IsCompletedSuccessfully)
            {
                await using var place = opening.Result;
                await WriteReportsAsync();
            }
        }

        Summary.Write(environment, reports, dryRun);
        return 0;
    }

    private async Task RunManifestAsync(string path, CancellationToken cancellation)
    {
        if (manifestFile is not null)
            throw ImportException.Usage("--write-manifest は目録（town.json）の取り込みには使えません。フォルダーかファイルを指定してください。");
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
        await using var connection = await (await opening).Owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (manifest.Town is { } town)
            await TownRow.WriteAsync(connection, town.Code, town.Name, town.Notice, town.PlaneZone.Number, town.Contact, cancellation);
        foreach (var department in manifest.Departments)
            await DepartmentRow.WriteAsync(connection, department.Id, department.Title, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task WriteManifestAsync(ManifestDraft written, CancellationToken cancellation)
    {
        await using var connection = await (await opening).Owner.OpenConnectionAsync(cancellation);
        var catalogue = await Core.Catalogue.CatalogueReader.LoadAsync(connection, cancellation);
        var town = catalogue.Town is { } t ? new ManifestTown(t.Code, t.Name, t.Zone.Number, t.Notice, t.Contact) : null;
        var layers = dryRun ? [] : catalogue.Layers.ToDictionary(l => l.Id.Value, StringComparer.Ordinal);
        written.Write(town, await DepartmentRow.AllAsync(connection, cancellation), layers);
        await environment.Out.WriteLineAsync($"目録 {manifestFile} を書きました（レイヤ{written.Layers.Count()}件）。gis-import import {manifestFile} で同じ町を作り直せます。");
    }

    // Where the town lies settles what a table leaves open: the zone of its metres, and which of X and Y is north.
    private async Task<PlaceHint?> NearAsync(CancellationToken cancellation)
    {
        await using var connection = await (await opening).Owner.OpenConnectionAsync(cancellation);
        var town = await Checks.TownArea.LoadAsync(connection, cancellation);
        if (town.Zone is not { } zone)
            return null;
        return town.Boundary?.EnvelopeInternal is { IsNull: false } box ? new PlaceHint(zone, box.MinX, box.MinY, box.MaxX, box.MaxY) : null;
    }

    private async Task RunOrderAsync(ImportOrder order, string prefix, CancellationToken cancellation)
    {
        // The first look at a large file takes as long as a new database does to be made ready; few files need to ask where the town lies.
        var near = new Lazy<PlaceHint?>(() => NearAsync(cancellation).GetAwaiter().GetResult());
        var asked = order with { Near = near, Grids = order.Grids.Count > 0 ? order.Grids : GridFiles.Of(null, home) };
        var planning = Task.Run(() => planner.Plan(asked, cancellation), cancellation);
        try
        {
            await opening;
        }
        catch
        {
            await planning.ContinueWith(static p => { if (p.IsCompletedSuccessfully) p.Result.Dispose(); }, TaskScheduler.Default);
            throw;
        }

        using var plan = await planning;
        draft?.Add(order, plan, cancellation);
        var lines = new List<string>();
        try
        {
            await new ProgressBoard(environment).RunAsync(async follow =>
            {
                foreach (var request in plan.Requests)
                {
                    var name = $"{prefix}{request.Wishes.Title ?? request.Layer.Value}";
                    var rows = request.Datasets.All(d => d.RowCount is not null) ? request.Datasets.Sum(d => d.RowCount) : null;
                    var context = new ImportContext
                    {
                        Actor = environment.Actor,
                        DryRun = dryRun,
                        Say = environment.Error.WriteLine,
                        Progress = follow(name, rows),
                        AreaOfFile = file => AreaOfFile(file, cancellation),
                    };
                    var report = await ImportOneAsync(request, context, cancellation);
                    reports.Add(report);
                    lines.Add($"{name}: {Summary.OneLine(report)}");
                }
            });
        }
        finally
        {
            foreach (var line in lines)
                await environment.Out.WriteLineAsync(line);
        }
    }

    private async Task<ImportReport> ImportOneAsync(ImportRequest request, ImportContext context, CancellationToken cancellation)
    {
        try
        {
            return await new LayerImport((await opening).Owner, context).RunAsync(request, cancellation);
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

    private async Task WriteReportsAsync()
    {
        foreach (var file in reportFiles)
            await WriteAsync(file, reports);
        if (dryRun || !Directory.Exists(home.Root))
            return;
        Directory.CreateDirectory(home.Imports);
        foreach (var report in reports.Where(r => r.Outcome == "imported"))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{report.StartedAt:yyyyMMdd-HHmmss}-{report.Layer}");
            foreach (var extension in (string[])[".json", ".html"])
                await WriteAsync(Path.Combine(home.Imports, name + extension), [report]);
        }
    }

    // The database may be what failed: then the report is written without map and long lists.
    private async Task WriteAsync(string file, IReadOnlyList<ImportReport> written)
    {
        try
        {
            await ReportFiles.WriteAsync((await opening).Owner, file, written, CancellationToken.None);
        }
        catch (Npgsql.NpgsqlException)
        {
            await ReportFiles.WriteAsync(null, file, written, CancellationToken.None);
        }
    }
}
