using Gis.Core.Catalogue;
using Gis.Importer.Loading;
using Gis.Importer.Report.Html;
using Npgsql;

namespace Gis.Importer.Report;

/// <summary>Writes reports to files: HTML when the name says so, JSON otherwise.</summary>
internal static class ReportFiles
{
    /// <summary>Writes the reports of a run, with all that changed.</summary>
    /// <param name="owner">Where lists and maps are read; null when the database is not to be asked.</param>
    /// <param name="path">The file.</param>
    /// <param name="reports">The reports.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task WriteAsync(NpgsqlDataSource? owner, string path, IReadOnlyList<ImportReport> reports, CancellationToken cancellation)
    {
        if (IsHtml(path))
        {
            await WriteHtmlAsync(owner, path, reports, cancellation);
            return;
        }

        var whole = new List<ImportReport>();
        foreach (var report in reports)
            whole.Add(await WithAllChangesAsync(owner, report, cancellation));
        ReportJson.WriteFile(path, whole);
    }

    private static bool IsHtml(string path) => Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";

    private static async Task WriteHtmlAsync(NpgsqlDataSource? owner, string path, IReadOnlyList<ImportReport> reports, CancellationToken cancellation)
    {
        var maps = new List<MapSketch?>();
        foreach (var report in reports)
        {
            MapSketch? map = null;
            if (owner is not null && report.List.Exists(e => e.Lon is not null))
            {
                await using var connection = await owner.OpenConnectionAsync(cancellation);
                map = await MapSketch.LoadAsync(connection, report.Layer, cancellation);
            }

            maps.Add(map);
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(path, HtmlReport.Write(reports, maps), cancellation);
    }

    private static async Task<ImportReport> WithAllChangesAsync(NpgsqlDataSource? owner, ImportReport report, CancellationToken cancellation)
    {
        if (owner is null || report is not { ChangeList.IsComplete: false, Changes: { } changes, Revision: { } revision, Outcome: "imported" })
            return report;
        await using var connection = await owner.OpenConnectionAsync(cancellation);
        report.ChangeList = await ChangeList.OfRevisionAsync(connection, LayerId.Parse(report.Layer), revision, changes, cancellation);
        return report;
    }
}
