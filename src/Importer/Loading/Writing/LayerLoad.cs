using Gis.Core.Catalogue;
using Gis.Importer.Report;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>The rows of one import into its table, phase by phase.</summary>
internal sealed class LayerLoad(
    NpgsqlDataSource owner, NpgsqlConnection connection, ImportRequest request, LayerShape shape, ShapeColumn column, ImportReport report, PhaseClock phases) : IAsyncDisposable
{
    private readonly LayerId layer = request.Layer;
    private SearchPart? part;

    /// <summary>Whether the layer holds what the source holds and nothing else.</summary>
    public bool IsSource { get; private set; } = true;

    private string Table => Sql.Table(shape.Schema, layer);

    /// <summary>A layer that was not there.</summary>
    /// <param name="pump">The rows.</param>
    /// <param name="searches">Whether they come with search entries.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task FirstAsync(RowPump pump, bool searches, CancellationToken cancellation)
    {
        // Sorting and building indexes is what the memory is for; the setting ends with the transaction.
        await Sql.RunAsync(connection, "SET LOCAL maintenance_work_mem = '256MB'", cancellation);
        await TableMaker.CreateAsync(connection, layer, shape, column, cancellation);
        var audience = SearchAudience();
        if (searches && request.Datasets.Sum(d => d.RowCount ?? 0) >= SearchPart.FromRows)
            part = await SearchPart.BeginAsync(owner, layer, audience, cancellation);
        await phases.BeginAsync(connection, "copy", cancellation);
        using var first = new FirstLoad(connection, layer, shape);
        await first.WriteAsync(pump, cancellation);
        RefuseEmpty();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var searched = part?.FillAsync(first.Search, stop.Token);
        try
        {
            await phases.BeginAsync(connection, "index", cancellation);
            await TableMaker.IndexAsync(connection, layer, shape, cancellation);
            await Sql.RunAsync(connection, $"ANALYZE {Table}", cancellation);
            await phases.BeginAsync(connection, "search", cancellation);
            await (searched ?? first.WriteSearchAsync($"search.{audience}_entry", cancellation));
        }
        catch
        {
            // Waited for, so that nothing reads the spool that is about to be closed.
            await stop.CancelAsync();
            if (searched is not null)
                await searched.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>A new edition of a layer.</summary>
    public async Task AgainAsync(RowPump pump, ExistingLayer existing, IReadOnlySet<int> quiet, CancellationToken cancellation)
    {
        await TableMaker.AdaptAsync(connection, layer, shape, column, existing, report.Columns, cancellation);
        var known = await KnownRows.ReadAsync(connection, Table, existing.Count, cancellation);
        pump.LeaveOut(known);
        await phases.BeginAsync(connection, "copy", cancellation);
        var difference = new DifferenceLoad(connection, layer, shape, existing, quiet);
        await difference.CopyAsync(pump, cancellation);
        RefuseEmpty();
        await phases.BeginAsync(connection, "difference", cancellation);
        await Sql.RunAsync(connection, "SET LOCAL work_mem = '128MB'", cancellation);
        report.Changes = await difference.WriteAsync(known, pump.Wanted, report, cancellation);
        IsSource = difference.IsSource;
        await Sql.RunAsync(connection, "RESET work_mem", cancellation);
        var touched = report.Changes.Added + report.Changes.Changed + report.Changes.Removed;
        if (touched * 10 > pump.Wanted)
            await Sql.RunAsync(connection, $"ANALYZE {Table}", cancellation);
    }

    /// <summary>Makes the search entries visible with the rest; the last thing before the transaction ends, as other layers' searches wait meanwhile.</summary>
    public async Task AttachAsync(CancellationToken cancellation)
    {
        if (part is not null)
            await part.AttachAsync(connection, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => part?.DisposeAsync() ?? ValueTask.CompletedTask;

    // In a new layer nobody has closed a field yet: what the columns say is what the catalogue will say.
    private string SearchAudience() =>
        report.Audience == "public" && SearchPlan.Of(shape)?.Columns.All(c => c.RightsClass == "public") == true ? "public" : "staff";

    // An empty file must not empty a layer.
    private void RefuseEmpty()
    {
        if (report.Rows.Loaded > 0)
            return;
        var file = request.Datasets[0].SourcePath;
        throw new ImportException(report.Rows.Read == 0
            ? $"{file}: データが1行もありません。元のファイルを確認してください。"
            : $"{file}: {report.Rows.Read}行すべてが取り込めませんでした（{report.List.FirstOrDefault(e => e.Action is RowAction.Quarantined or RowAction.Refused)?.Message}）。元のファイルを確認してください。");
    }
}
