using System.Diagnostics;
using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Importer.Checks;
using Gis.Importer.Formats;
using Gis.Importer.Report;
using NetTopologySuite.Geometries;
using Npgsql;
using SourceGeometry = Gis.Importer.Formats.GeometryFamily;

namespace Gis.Importer.Loading;

/// <summary>What an import does besides its work: who it is, what it tells while it runs.</summary>
internal sealed record ImportContext
{
    /// <summary>Who imports.</summary>
    public required string Actor { get; init; }

    /// <summary>Do everything, then take it all back.</summary>
    public bool DryRun { get; init; }

    /// <summary>Tells how many rows were read.</summary>
    public Action<long>? Progress { get; init; }

    /// <summary>Tells what is being done or waited for, in Japanese.</summary>
    public Action<string>? Say { get; init; }

    /// <summary>Reads the area of a coverage file.</summary>
    public Func<string, Geometry>? AreaOfFile { get; init; }
}

/// <summary>Imports one layer in one transaction: all of it, or nothing.</summary>
internal sealed class LayerImport(NpgsqlDataSource owner, ImportContext context)
{
    /// <summary>Runs the import.</summary>
    /// <exception cref="SourceException">The file breaks off or is malformed; nothing was changed.</exception>
    /// <exception cref="ImportException">The layer cannot take it; nothing was changed.</exception>
    public async Task<ImportReport> RunAsync(ImportRequest request, CancellationToken cancellation)
    {
        var wider = (string?)null;
        while (true)
        {
            try
            {
                return await TryRunAsync(request, wider, cancellation);
            }
            catch (WiderShapeException e) when (e.Type != wider)
            {
                wider = e.Type;
            }
            catch
            {
                await ClearLeftAsync();
                throw;
            }
        }
    }

    private async Task ClearLeftAsync()
    {
        try
        {
            await using var connection = await owner.OpenConnectionAsync();
            await SearchPart.ClearLeftAsync(connection, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The database may be what failed: the next command clears, and the failure that led here is the one to tell.
        }
    }

    private async Task<ImportReport> TryRunAsync(ImportRequest request, string? wider, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var report = NewReport(request);
        var phases = new PhaseClock(report);
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        await phases.BeginAsync(connection, "read", cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ImportLock.TakeAsync(
            connection, request.Layer, () => context.Say?.Invoke($"レイヤ「{request.Layer}」は別の取り込みの途中です。終わるのを待っています。"), cancellation);
        await Sql.RunAsync(
            connection, "SELECT set_config('gis.actor', $1, true), set_config('gis.note', $2, true), set_config('gis.indexes', 'self', true)", cancellation, context.Actor, "import " + report.Sources[0].File);

        var existing = await ExistingLayer.ReadAsync(connection, request.Layer, cancellation);
        if (existing is not null)
            Refuse(request, existing);
        if (existing is not null && await ImportRecord.IsRepeatAsync(connection, request, cancellation))
            return Unchanged(report, existing, clock);
        if (existing is not null)
            await ImportLock.HoldEditsAsync(connection, existing.Schema, request.Layer, cancellation);

        var before = await CatalogueSnapshot.ReadAsync(connection, request.Layer, cancellation);
        var town = await TownArea.LoadAsync(connection, cancellation);
        var shape = Plan(request, existing, cancellation);
        var column = ColumnFor(shape, existing, wider);
        report.Audience = AudienceOf(request, existing, shape);
        report.Title = request.Wishes.Title ?? existing?.Title ?? DefaultTitle(request);
        await LayerRow.WriteAsync(connection, request, shape, report.Title, report.Audience, cancellation);
        if (existing is not null)
            report.Title = (await ExistingLayer.ReadAsync(connection, request.Layer, cancellation))!.Title;

        var pins = await Pinning.PinStore.ReadAsync(connection, request.Layer, cancellation);
        var search = existing is null ? SearchEntries.For(shape, request.Layer) : null;
        var quiet = QuietColumns(request, shape);
        var encoder = new RowEncoder(shape, column, quiet, again: existing is not null);
        using var setAside = new SetAsideRows(await ImportRecord.NewIdAsync(connection, cancellation));
        var pump = Pump(request, shape, encoder, town, pins, setAside, search, report);
        await using var load = new LayerLoad(owner, connection, request, shape, column, report, phases);
        if (existing is null)
            await load.FirstAsync(pump, search is not null, cancellation);
        else
            await load.AgainAsync(pump, existing, quiet, cancellation);
        if (!report.Rows.IsClosed())
            throw new InvalidOperationException($"{report.Rows.Read} rows were read, but {report.Rows.Loaded} loaded and {report.Rows.SetAside} set aside.");
        await phases.BeginAsync(connection, "catalogue", cancellation);
        Describe(request, shape, pump, existing, report);
        report.ChangeList = await ChangeList.OfTransactionAsync(connection, request.Layer, shape, report.Changes, cancellation);
        await FinishAsync(connection, request, shape, existing, before, load.IsSource ? encoder.Totals : null, search is null, report, cancellation);
        if (!context.DryRun)
            await load.AttachAsync(cancellation);

        report.Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2);
        report.Outcome = context.DryRun ? "dry-run" : "imported";
        if (!context.DryRun)
        {
            await ImportRecord.WriteAsync(connection, request, report, context.Actor, before, setAside, cancellation);
            await phases.BeginAsync(connection, "commit", cancellation);
            await transaction.CommitAsync(cancellation);
        }

        phases.End();

        return report;
    }

    private static ImportReport NewReport(ImportRequest request) => new()
    {
        Layer = request.Layer.Value,
        Kind = request.Kind.Kind.Id,
        KindEvidence = request.Kind.Evidence,
        Sources = request.Sources,
        NotTaken = request.NotTaken,
    };

    private static void Refuse(ImportRequest request, ExistingLayer existing)
    {
        if (!request.LayerIsGiven && existing.Kind != request.Kind.Kind.Id)
        {
            throw new ImportException(
                $"レイヤ「{request.Layer}」（{existing.Title}）は別の種類（{existing.Kind}）ですでにあります。別のデータなら --layer で別の名前を、入れ替えるなら --layer {request.Layer} を指定してください。");
        }

        var isRegister = request.Kind.Kind.Group == "register";
        if (isRegister != (existing.Schema == "register"))
            throw new ImportException($"レイヤ「{request.Layer}」を台帳と地図の間で切り替えることはできません。--layer で別の名前を指定してください。");
    }

    private static ImportReport Unchanged(ImportReport report, ExistingLayer existing, Stopwatch clock)
    {
        report.Title = existing.Title;
        report.Audience = existing.Audience;
        report.Outcome = "unchanged";
        report.Seconds = Math.Round(clock.Elapsed.TotalSeconds, 2);
        report.Remarks.Add("前回と同じファイルなので、何も変更していません");
        return report;
    }

    private static LayerShape Plan(ImportRequest request, ExistingLayer? existing, CancellationToken cancellation)
    {
        var kind = request.Kind.Kind;
        var columns = new SourceColumns(request.Datasets);
        var derivations = DerivationPlan.For(kind, request.Datasets, columns, request.Wishes.Scenario, cancellation);
        var families = request.Datasets.Select(d => d.Geometry).Where(g => g != SourceGeometry.None).Distinct().ToList();
        var family = families.Count switch { 0 => SourceGeometry.None, 1 => families[0], _ => SourceGeometry.Mixed };
        return LayerShape.Plan(kind, family, columns, derivations).Widened(existing);
    }

    private static ShapeColumn ColumnFor(LayerShape shape, ExistingLayer? existing, string? wider)
    {
        var own = wider is null ? ShapeColumn.For(shape.Geometry, false) : new ShapeColumn(wider);
        if (existing?.ShapeType is not { } present || present == own.Type)
            return own;
        return (present, own.Type) switch
        {
            ("MultiPoint", "Point") => new ShapeColumn("MultiPoint"),
            ("Point", "MultiPoint") => own,
            _ => new ShapeColumn("Geometry"),
        };
    }

    private static string AudienceOf(ImportRequest request, ExistingLayer? existing, LayerShape shape)
    {
        if (shape.IsRegister)
        {
            return request.Wishes.Audience == Audience.Public
                ? throw ImportException.Usage($"「{request.Kind.Kind.Title}」は個人情報を含むため公開できません。--audience staff を指定してください。")
                : "staff";
        }

        return request.Wishes.Audience?.ToText() ?? existing?.Audience ?? request.Kind.Kind.Audience;
    }

    // A name in Japanese is a title; a name in letters is a file name, and the kind says more.
    private static string DefaultTitle(ImportRequest request)
    {
        var name = request.Datasets[0].Name;
        return request.Kind.Kind.Id == "other" || name.Any(c => c > 0x2E80) ? name : request.Kind.Kind.Title;
    }

    private RowPump Pump(
        ImportRequest request, LayerShape shape, RowEncoder encoder, TownArea town, IReadOnlyDictionary<string, Pinning.MapPin> pins, SetAsideRows setAside,
        SearchEntries? search, ImportReport report)
    {
        var address = shape.Columns.FirstOrDefault(c => c is { Role: FieldRole.Address, Source: not null })?.Source;
        var check = new RowCheck(report, town, request.Kind.Kind.Id != "other", shape.IsRegister, PlaceColumns.Among(address, shape.Source.Names)) { Pins = pins };
        return new RowPump(request.Datasets, shape, check, encoder, setAside, search, context.Progress);
    }

    // 地図XML numbers its 筆 anew in every edition: the number alone makes no row a changed one.
    private static HashSet<int> QuietColumns(ImportRequest request, LayerShape shape) =>
        request.Datasets.Any(d => d.Format == "地図XML")
            ? Enumerable.Range(0, shape.Columns.Count).Where(i => shape.Columns[i].Name == "筆ID").ToHashSet()
            : [];

    private static void Describe(ImportRequest request, LayerShape shape, RowPump pump, ExistingLayer? existing, ImportReport report)
    {
        if (existing is not null && existing.Kind != request.Kind.Kind.Id)
            report.Remarks.Add($"レイヤの種類が「{existing.Kind}」から「{request.Kind.Kind.Id}」に変わりました。間違いなら undo で戻せます");
        if (report.Changes is { } changes && changes.Removed > 10 && changes.Removed > (changes.Unchanged + changes.Changed) * 9)
            report.Remarks.Add($"前回の行のほとんど（{changes.Removed}件）がなくなりました。別のファイルを取り込んだのなら undo で戻せます");
        report.Datasets = request.Datasets.Select(d => ReportText.Describe(d, pump.Counts.GetValueOrDefault(d), shape.IsRegister)).ToList();
        report.Remarks.AddRange(shape.Derivations.SelectMany(d => d.Remarks));
        if (shape.Columns.Where(c => c.Personal).Select(c => c.Title).ToList() is { Count: > 0 } personal && !shape.IsRegister)
            report.Remarks.Add($"個人情報と思われる列{string.Concat(personal.Select(p => $"「{p}」"))}は職員だけが見られるようにしました");
        if (report.Rows.Unplaced > 0)
            report.Remarks.Add($"位置のない行が{report.Rows.Unplaced}件あります。地図には描かず、検索と一覧で使えるように保管しました");
        if (report.Rows.OutsideTown > 0)
            report.Remarks.Add($"町の外にある行が{report.Rows.OutsideTown}件あります（そのまま表示します）");
    }

    private async Task FinishAsync(
        NpgsqlConnection connection, ImportRequest request, LayerShape shape, ExistingLayer? existing, string? before, ShapeTotals? totals, bool withSearch,
        ImportReport report, CancellationToken cancellation)
    {
        var layer = request.Layer;
        var kind = request.Kind.Kind;
        await LayerRow.WriteFieldsAsync(connection, layer, shape, cancellation);
        if (totals is not null && !shape.IsRegister)
            await LayerRow.CountAsync(connection, layer, report.Rows.Loaded, totals, cancellation);
        else
            await LayerRow.CountAsync(connection, layer, shape.Schema, cancellation);
        await LegendStep.WriteAsync(connection, layer, shape, request.Wishes.Visible, cancellation);
        report.Coverage = await CoverageStep.WriteAsync(connection, layer, kind, request.Wishes.Coverage, context.AreaOfFile, cancellation);
        if (report.Coverage == "unknown")
            report.Remarks.Add("データの対象範囲が分からないため、区域の外を「区域外」とは表示しません（--coverage で指定できます）");
        await LayerRow.LineageAsync(connection, layer, report, cancellation);
        await Pinning.PinStore.WriteLineageAsync(connection, layer, cancellation);
        await RelationStep.WriteAsync(connection, layer, cancellation);
        await Sql.RunAsync(connection, "SELECT gis.expose($1)", cancellation, layer.Value);

        var catalogueChanged = existing is not null && await CatalogueSnapshot.ReadAsync(connection, layer, cancellation) is { } after && !CatalogueSnapshot.Same(before!, after);
        if (withSearch)
            await new SearchIndexer(connection, layer, shape).WriteAsync(report.Audience, existing is null || catalogueChanged, cancellation);
        await JournalAsync(connection, layer, existing is null ? totals : null, catalogueChanged, report, cancellation);
        if (await TownStep.WriteAsync(connection, layer, shape, cancellation) is { } remark)
            report.Remarks.Add(remark);
    }

    // The triggers journal what a difference wrote. The first load came before them, and a changed catalogue row has none.
    private static async Task JournalAsync(
        NpgsqlConnection connection, LayerId layer, ShapeTotals? totals, bool catalogueChanged, ImportReport report, CancellationToken cancellation)
    {
        if (totals is not null)
        {
            var box = totals.Extent;
            var area = box.IsNull ? "NULL" : string.Create(CultureInfo.InvariantCulture, $"ST_Transform(ST_MakeEnvelope({box.MinX:R}, {box.MinY:R}, {box.MaxX:R}, {box.MaxY:R}, 6668), 3857)");
            await Sql.RunAsync(connection, $"SELECT gis.record_change($1, 'insert', $2, {area})", cancellation, layer.Value, report.Rows.Loaded);
        }
        else if (catalogueChanged && report.Changes is { Added: 0, Changed: 0, Removed: 0 })
        {
            await Sql.RunAsync(connection, "SELECT gis.record_change($1, 'catalogue', 0, NULL)", cancellation, layer.Value);
        }

        report.Revision = await Sql.ValueAsync<long?>(
            connection, "SELECT revision FROM gis.layer WHERE id = $1 AND revision_xid = pg_current_xact_id()", cancellation, layer.Value);
    }
}
