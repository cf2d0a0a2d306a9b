using System.Globalization;
using System.Net;
using System.Text;
using Gis.Core.Japanese;

namespace Gis.Importer.Report.Html;

/// <summary>Reports as one HTML file for people: it asks for nothing from outside, prints on A4 and reads on a phone.</summary>
public static class HtmlReport
{
    /// <summary>Rows of the list that are written out; the JSON has them all.</summary>
    private const int MostRows = 500;

    private static readonly CultureInfo Japanese = MakeJapanese();

    /// <summary>The page.</summary>
    /// <param name="reports">The reports of a run.</param>
    /// <param name="maps">For each, its small map or null.</param>
    internal static string Write(IReadOnlyList<ImportReport> reports, IReadOnlyList<MapSketch?> maps)
    {
        var html = new StringBuilder();
        var title = reports.Count == 1 ? $"取り込みの報告 — {reports[0].Title}" : $"取り込みの報告 — {reports.Count}レイヤ";
        html.Append("<!DOCTYPE html><html lang=\"ja\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"robots\" content=\"noindex\">");
        html.Append("<title>").Append(Text(title)).Append("</title><style>").Append(Style()).Append("</style></head><body><main><h1>取り込みの報告</h1>");
        if (reports.Count > 1)
            Overview(html, reports);
        for (var i = 0; i < reports.Count; i++)
            new Page(html, reports[i], maps[i], i + 1).Write();
        return html.Append("</main></body></html>").ToString();
    }

    /// <summary>Escapes a text for HTML; control characters, which no browser may be shown, become a mark.</summary>
    private static string Text(string? text) =>
        WebUtility.HtmlEncode(string.Concat((text ?? "").Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\u2426' : c)));

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Style()
    {
        using var reader = new StreamReader(typeof(HtmlReport).Assembly.GetManifestResourceStream("Gis.Importer.Report.Html.report.css")!);
        return reader.ReadToEnd();
    }

    private static CultureInfo MakeJapanese()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = "yyyy年M月d日";
        return culture;
    }

    private static void Overview(StringBuilder html, IReadOnlyList<ImportReport> reports)
    {
        html.Append("<article><h2>").Append(reports.Count).Append("レイヤ</h2><div class=\"scroll\"><table><thead><tr><th>レイヤ<th>種類<th>結果<th>読込<th>登録<th>隔離<th>除外</thead><tbody>");
        for (var i = 0; i < reports.Count; i++)
        {
            var (r, n) = (reports[i], reports[i].Rows);
            html.Append(CultureInfo.InvariantCulture, $"<tr><td><a href=\"#r{i + 1}\">{Text(r.Title.Length > 0 ? r.Title : r.Layer)}</a><td data-h=\"種類\">{Text(r.Kind)}<td>{Text(Outcome(r))}");
            html.Append(CultureInfo.InvariantCulture, $"<td class=\"n\" data-h=\"読込\">{N(n.Read)}<td class=\"n\" data-h=\"登録\">{N(n.Loaded)}<td class=\"n\" data-h=\"隔離\">{N(n.Quarantined)}<td class=\"n\" data-h=\"除外\">{N(n.Refused)}");
        }

        html.Append("</tbody></table></div></article>");
    }

    private static string Outcome(ImportReport report) => report.Outcome switch
    {
        "imported" => "取り込みました",
        "unchanged" => "前回と同じファイルなので、変更していません",
        "dry-run" => "試しの実行です（何も変えていません）",
        _ => "取り込めませんでした（何も変えていません）",
    };

    private sealed class Page(StringBuilder html, ImportReport report, MapSketch? map, int number)
    {
        private readonly List<RowEntry> listed =
            [.. report.List.Where(e => e.Action != RowAction.Remark).OrderBy(e => e.Action switch { RowAction.Quarantined => 0, RowAction.Refused => 1, _ => 2 }), .. report.List.Where(e => e.Action == RowAction.Remark)];

        public void Write()
        {
            html.Append(CultureInfo.InvariantCulture, $"<article id=\"r{number}\">");
            Head();
            if (report.Rows.Read > 0)
                Sum();
            Changes();
            Sentences("気をつけること", report.Remarks.Concat(report.Datasets.SelectMany(d => d.Remarks.Select(m => $"{d.Name}: {m}"))));
            Map();
            Rows();
            NotTaken();
            Sources();
            html.Append("</article>");
        }

        private void Head()
        {
            var local = JapanTime.OfUtc(report.StartedAt);
            html.Append("<h2>").Append(Text(report.Title.Length > 0 ? report.Title : report.Layer)).Append("</h2>");
            html.Append("<p class=\"sub\">").Append(Text($"{string.Join("、", report.Sources.Select(s => s.File).Take(6))}{(report.Sources.Count > 6 ? $" ほか{report.Sources.Count - 6}" : "")} ・ "));
            html.Append(Text(string.Create(Japanese, $"{local:yyyy年M月d日 H時mm分}（{report.Seconds:0.0}秒） ・ レイヤ {report.Layer}（{(report.Audience == "staff" ? "職員" : "公開")}）{(report.Revision is { } r ? $" ・ 第{r}版" : "")}"))).Append("</p>");
            html.Append("<p class=\"outcome").Append(report.Outcome == "failed" ? " failed" : "").Append("\">").Append(Text(Outcome(report))).Append("。</p>");
            if (report.Error is { } error)
                html.Append("<p>").Append(Text(error)).Append("</p>");
        }

        private void Sum()
        {
            var n = report.Rows;
            (string Class, string Short, string Name, long Count)[] parts =
                [("kept", "k", "そのまま登録", n.Kept), ("repaired", "r", "直して登録", n.Repaired), ("unplaced", "u", "位置なしで登録", n.Unplaced), ("quarantined", "q", "隔離（誤りの証拠あり）", n.Quarantined), ("refused", "f", "除外（対象外など）", n.Refused)];
            html.Append("<div class=\"sum\"><div><small>読み込んだ行</small><b>").Append(N(n.Read)).Append("</b></div><div><div class=\"bar\" role=\"img\" aria-label=\"内訳\">");
            foreach (var part in parts.Where(p => p.Count > 0))
                html.Append(CultureInfo.InvariantCulture, $"<i class=\"{part.Class}\" style=\"flex:{part.Count} 0 3px\"></i>");
            html.Append("</div></div></div><dl class=\"parts\">");
            foreach (var part in parts)
                html.Append(CultureInfo.InvariantCulture, $"<div class=\"{part.Short}\"><dt>{part.Name}</dt><dd>{N(part.Count)}</dd></div>");
            html.Append("</dl><p class=\"note\">").Append(Text($"{N(n.Read)} = {N(n.Kept)} + {N(n.Repaired)} + {N(n.Unplaced)} + {N(n.Quarantined)} + {N(n.Refused)}。どの行も、どれか1つに数えています。"));
            if (n.OutsideTown > 0)
                html.Append(Text($"登録した行のうち町の外にあるものは{N(n.OutsideTown)}件です。"));
            html.Append("</p>");
        }

        private void Changes()
        {
            if (report.Changes is not { } c)
                return;
            html.Append(CultureInfo.InvariantCulture, $"<h3>前回との違い</h3><p class=\"change\"><span>追加 <b>{N(c.Added)}</b></span><span>変更 <b>{N(c.Changed)}</b></span><span>削除 <b>{N(c.Removed)}</b></span><span>そのまま <b>{N(c.Unchanged)}</b></span></p>");
            foreach (var (words, columns) in new[] { ("新しい列", report.Columns.Added), ("なくなった列", report.Columns.Gone), ("型が変わった列", report.Columns.Retyped) })
            {
                if (columns.Count > 0)
                    html.Append("<p>").Append(Text($"{words}: {string.Join("、", columns)}")).Append("</p>");
            }

            if (report.ChangeList is not { } lists)
                return;
            html.Append("<details open><summary>どの行か</summary><div class=\"lists\">");
            ChangeRows("追加", lists.Added, c.Added);
            ChangeRows("変更", lists.Changed, c.Changed);
            ChangeRows("削除", lists.Removed, c.Removed);
            html.Append("</div></details>");
        }

        private void ChangeRows(string title, IReadOnlyList<ChangedRow> rows, long count)
        {
            const int most = 100;
            if (count == 0)
                return;
            html.Append(CultureInfo.InvariantCulture, $"<div><h4>{title} {N(count)}件</h4><ol>");
            foreach (var row in rows.Take(most))
                html.Append("<li>").Append(Text(row.Label ?? row.Key ?? "（名前なし）")).Append(CultureInfo.InvariantCulture, $" <small>fid {row.Fid}</small>");
            if (count > Math.Min(most, rows.Count))
                html.Append("<li>").Append(Text($"ほか{N(count - Math.Min(most, rows.Count))}件（JSONの報告にあります）"));
            html.Append("</ol></div>");
        }

        private void Sentences(string title, IEnumerable<string> sentences)
        {
            var all = sentences.Distinct().ToList();
            if (all.Count == 0)
                return;
            html.Append("<h3>").Append(Text(title)).Append("</h3><ul class=\"plain\">");
            foreach (var sentence in all)
                html.Append("<li>").Append(Text(sentence));
            html.Append("</ul>");
        }

        private void Map()
        {
            var marks = listed.Take(MostRows).Select((e, i) => new SketchDrawing.Mark(i + 1, e)).Where(m => m.Entry is { Lon: not null, Lat: not null }).ToList();
            if (map is null || marks.Count == 0)
                return;
            html.Append("<h3>どこにあるか</h3>").Append(SketchDrawing.Draw(map, marks));
            html.Append("<ul class=\"legend\"><li class=\"a\">隔離・除外した行（番号は下の一覧）<li>直した行<li class=\"l\">このレイヤ<li class=\"t\">町の境界</ul>");
        }

        private void Rows()
        {
            if (listed.Count == 0)
                return;
            var areas = listed.Exists(e => e.AreaAfter is not null);
            html.Append($"<h3>行ごとの結果</h3><div class=\"scroll\"><table><thead><tr><th>番号<th>結果<th>場所<th>理由{(areas ? "<th>面積（㎡）" : "")}</thead><tbody>");
            for (var i = 0; i < Math.Min(listed.Count, MostRows); i++)
            {
                var e = listed[i];
                var (name, words) = e.Action switch { RowAction.Quarantined => ("quarantined", "隔離"), RowAction.Refused => ("refused", "除外"), RowAction.Repaired => ("repaired", "修正"), _ => ("remark", "注意") };
                html.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n i\">{i + 1}<td class=\"c\"><span class=\"tag {name}\">{words}</span><td>{Text(e.Place)}<div class=\"where\">{Text(e.File)}</div><td class=\"m\">{Text(e.Message)}");
                if (areas)
                    html.Append("<td class=\"n\" data-h=\"面積\">");
                if (e is { AreaBefore: { } before, AreaAfter: { } after })
                    html.Append(CultureInfo.InvariantCulture, $"{before:N2} → {after:N2}");
            }

            html.Append("</tbody></table></div>");
            if (listed.Count > MostRows)
                html.Append("<p class=\"note\">").Append(Text($"ほか{N(listed.Count - MostRows + report.NotListed)}件{(report.NotListed == 0 ? "はJSONの報告にあります" : "")}。")).Append("</p>");
            if (report.Rows.SetAside > 0)
                html.Append("<p class=\"note\">隔離・除外した行の値は、すべてデータベースに残しています。元のファイルを直して取り込み直すと、同じ行として登録されます。</p>");
        }

        private void NotTaken()
        {
            var skipped = report.NotTaken.Where(n => !n.Reason.Contains("付属ファイル", StringComparison.Ordinal)).ToList();
            if (skipped.Count == 0)
                return;
            html.Append("<h3>取り込まなかったファイル</h3><ul class=\"plain\">");
            foreach (var item in skipped.Take(200))
                html.Append("<li>").Append(Text(item.Reason.StartsWith(item.Name, StringComparison.Ordinal) ? item.Reason : $"{item.Name}: {item.Reason}"));
            if (skipped.Count > 200)
                html.Append("<li>").Append(Text($"ほか{N(skipped.Count - 200)}件"));
            html.Append("</ul>");
        }

        private void Sources()
        {
            html.Append("<h3>どう読んだか</h3><div class=\"scroll\"><table><thead><tr><th>データ<th>形式<th>文字コード<th>座標系<th>行</thead><tbody>");
            foreach (var d in report.Datasets.Take(100))
            {
                html.Append("<tr><td>").Append(Text(d.Name)).Append("<div class=\"where\">").Append(Text(d.File)).Append("</div><td data-h=\"形式\">").Append(Text(d.Format));
                html.Append("<td data-h=\"文字コード\">").Append(Text(d.Encoding)).Append("<div class=\"where\">").Append(Text(d.EncodingEvidence)).Append("</div><td data-h=\"座標系\">").Append(Text(d.Crs));
                html.Append("<div class=\"where\">").Append(Text(string.Join("。", new[] { d.CrsEvidence, d.Method is { } m ? m + (d.ErrorMetres is { } error ? string.Create(CultureInfo.InvariantCulture, $"（誤差 約{error:0.##}m）") : "") : null }.Where(t => t is not null))));
                html.Append("</div><td class=\"n\" data-h=\"行\">").Append(N(d.Rows));
            }

            html.Append("</tbody></table></div>");
            html.Append("<p class=\"note\">").Append(Text($"種類「{report.Kind}」: {report.KindEvidence}")).Append("</p>");
            foreach (var source in report.Sources.Take(20))
                html.Append("<p class=\"where\">").Append(Text(source.File)).Append("　SHA-256 ").Append(Text(source.Sha256[..Math.Min(16, source.Sha256.Length)])).Append("…</p>");
        }
    }
}
