using System.Globalization;
using Gis.Importer.Report;

namespace Gis.Importer.Commands;

/// <summary>What a run did, for people: a table in a terminal, plain lines elsewhere.</summary>
internal static class Summary
{
    private const int ListedRows = 20;

    /// <summary>One layer in one line.</summary>
    public static string OneLine(ImportReport report)
    {
        if (report.Outcome == "unchanged")
            return "前回と同じファイルなので変更なし";
        var r = report.Rows;
        var what = report.Changes is { } c
            ? $"追加{N(c.Added)} 変更{N(c.Changed)} 削除{N(c.Removed)} そのまま{N(c.Unchanged)}"
            : $"{N(r.Loaded)}件を登録";
        var more = string.Concat(
            r.Repaired > 0 ? $" 直した{N(r.Repaired)}" : "", r.Unplaced > 0 ? $" 位置なし{N(r.Unplaced)}" : "",
            r.OutsideTown > 0 ? $" 町外{N(r.OutsideTown)}" : "", r.Quarantined > 0 ? $" 隔離{N(r.Quarantined)}" : "", r.Refused > 0 ? $" 除外{N(r.Refused)}" : "");
        return string.Create(CultureInfo.InvariantCulture, $"{what}{more}（{report.Seconds:0.0}秒）");
    }

    /// <summary>Everything at the end of a run.</summary>
    public static void Write(CommandEnvironment environment, IReadOnlyList<ImportReport> reports, bool dryRun)
    {
        if (environment.IsTerminal && reports.Count > 0)
            Table(environment.Out, reports);
        foreach (var report in reports)
            Details(environment.Out, report);
        if (dryRun)
            environment.Out.WriteLine("試しの実行です。データベースは何も変わっていません。");
    }

    private static void Table(TextWriter output, IReadOnlyList<ImportReport> reports)
    {
        var table = new TextTable("レイヤ", "種類", "読込", "登録", "直した", "位置なし", "町外", "隔離", "除外", "変化", "秒");
        foreach (var report in reports)
        {
            var r = report.Rows;
            var change = report.Outcome == "unchanged" ? "変更なし" : report.Changes is { } c ? $"+{N(c.Added)} ~{N(c.Changed)} -{N(c.Removed)}" : "新規";
            table.Add(
                report.Title, report.Kind, N(r.Read), N(r.Loaded), N(r.Repaired), N(r.Unplaced), N(r.OutsideTown), N(r.Quarantined), N(r.Refused), change,
                report.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        }

        table.Write(output);
    }

    private static void Details(TextWriter output, ImportReport report)
    {
        var lines = new List<string>();
        lines.AddRange(report.Datasets.SelectMany(d => d.Remarks.Select(m => $"{d.Name}: {m}")));
        lines.AddRange(report.Remarks);
        if (report.Columns.Added.Count > 0 && report.Changes is not null)
            lines.Add($"新しい列：{string.Join('、', report.Columns.Added)}");
        if (report.Columns.Gone.Count > 0)
            lines.Add($"なくなった列：{string.Join('、', report.Columns.Gone)}");
        lines.AddRange(report.NotTaken.Where(n => n.IsError).Select(n => $"読めなかったファイル：{n.Reason}"));
        // Companions of a Shapefile were used with it; only the JSON lists them.
        lines.AddRange(report.NotTaken.Where(n => !n.IsError && !n.Reason.Contains("付属ファイル", StringComparison.Ordinal)).Select(n => $"取り込まなかったもの：{n.Name} — {n.Reason}"));
        var rows = report.List.Where(e => e.Action != RowAction.Remark).ToList();
        lines.AddRange(rows.Take(ListedRows).Select(Line));
        if (rows.Count > ListedRows)
            lines.Add($"ほか{N(rows.Count - ListedRows + report.NotListed)}件（--report FILE.json か FILE.html に{(report.NotListed == 0 ? "全部" : $"{N(report.List.Count)}件まで")}書き出せます）");
        if (lines.Count == 0 || report.Outcome == "unchanged")
            return;
        output.WriteLine($"■ {report.Title}（{report.Layer}）");
        foreach (var line in lines)
            output.WriteLine("  " + line);
    }

    private static string Line(RowEntry entry)
    {
        var area = entry is { AreaBefore: { } before, AreaAfter: { } after }
            ? string.Create(CultureInfo.InvariantCulture, $"（面積 {before:N2} → {after:N2} ㎡）")
            : "";
        return $"{(entry.Action switch { RowAction.Quarantined => "隔離", RowAction.Refused => "除外", _ => "修正" })} {entry.File} {entry.Place}: {entry.Message}{area}";
    }

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
