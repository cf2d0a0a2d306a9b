using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Gis.Launcher.Processes;

namespace Gis.Launcher.Paper;

/// <summary>A sheet that was printed.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="File">Name of its file.</param>
/// <param name="Scale">The number below the line.</param>
/// <param name="IsCut">Whether the district reaches beyond the map.</param>
internal sealed record PrintedSheet(Sheet Sheet, string File, int Scale, bool IsCut);

/// <summary>Prints sheets of a list into a folder, with an index, and all of them joined where a tool for it is there.</summary>
/// <param name="server">The public server.</param>
/// <param name="printer">Makes PDF.</param>
/// <param name="list">What the server says.</param>
/// <param name="folder">Where the files go.</param>
internal sealed partial class SheetBatch(HttpClient server, PdfPrinter printer, SheetList list, string folder)
{
    // A browser and the drawing of the next sheet keep two processors busy.
    private const int AtOnce = 2;

    private const string Joiner = "/usr/bin/pdfunite";

    /// <summary>Name of the file with all sheets.</summary>
    public string JoinedFile => Name("全地区");

    private string IndexFile => Name("00-索引");

    /// <summary>Prints them.</summary>
    /// <param name="sheets">Which.</param>
    /// <param name="done">Is told how many are done.</param>
    /// <param name="cancellationToken">Ends the work; what is printed stays.</param>
    public async Task<IReadOnlyList<PrintedSheet>> PrintAsync(IReadOnlyList<Sheet> sheets, Action<int> done, CancellationToken cancellationToken)
    {
        var printed = new ConcurrentBag<PrintedSheet>();
        var digits = Math.Max(2, list.Sheets.Count.ToString(CultureInfo.InvariantCulture).Length);
        await Parallel.ForEachAsync(sheets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (sheet, end) =>
        {
            var page = await SheetList.TextAsync(server, sheet.Href, end);
            var number = sheet.Number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            var file = Name($"{number}-{sheet.District}");
            await printer.PrintAsync(page, Path.Combine(folder, file), end);
            var scale = Scale().Match(page) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
            printed.Add(new PrintedSheet(sheet, file, scale, page.Contains("<p class=\"cut\">", StringComparison.Ordinal)));
            done(printed.Count);
        });
        return [.. printed.OrderBy(p => p.Sheet.Number)];
    }

    /// <summary>Prints the index and joins all, index first.</summary>
    /// <returns>False when there is no tool that joins.</returns>
    public async Task<bool> JoinAsync(IReadOnlyList<PrintedSheet> printed, CancellationToken cancellationToken)
    {
        await printer.PrintAsync(Index(printed), Path.Combine(folder, IndexFile), cancellationToken);
        if (!File.Exists(Joiner))
        {
            return false;
        }

        string[] files = [IndexFile, .. printed.Select(p => p.File)];
        var joined = await CommandRun.CaptureAsync([Joiner, .. files.Select(f => Path.Combine(folder, f)), Path.Combine(folder, JoinedFile + ".new")], cancellationToken: cancellationToken);
        if (!joined.Succeeded)
        {
            throw new LauncherException($"{JoinedFile} にまとめられませんでした: {joined.Error.Trim()} 地区ごとの PDF は {folder} にあります。");
        }

        File.Move(Path.Combine(folder, JoinedFile + ".new"), Path.Combine(folder, JoinedFile), overwrite: true);
        return true;
    }

    /// <summary>A name of a file: what file systems refuse becomes a low line.</summary>
    private string Name(string first) => Forbidden().Replace($"{first}-{list.Nouns}-{list.Size}.pdf", "_");

    private string Index(IReadOnlyList<PrintedSheet> printed)
    {
        var rows = new StringBuilder();
        foreach (var one in printed)
        {
            rows.Append(CultureInfo.InvariantCulture,
                $"<tr><td class=\"n\">{one.Sheet.Number}</td><td><b>{WebUtility.HtmlEncode(one.Sheet.District)}</b></td><td class=\"n\">1：{one.Scale:N0}</td><td>{WebUtility.HtmlEncode(one.File)}</td></tr>");
        }

        return $$"""
            <!doctype html><html lang="ja"><head><meta charset="utf-8"><title>地区の地図の索引</title><style>
            @page{size:A4 portrait;margin:15mm}
            body{font-family:'BIZ UDPGothic','Noto Sans JP','Noto Sans CJK JP','Yu Gothic UI',Meiryo,sans-serif;font-size:12pt;line-height:1.4;margin:0}
            h1{font-size:22pt;margin:0}
            table{border-collapse:collapse;width:100%;margin-top:5mm}
            th,td{border-bottom:.3mm solid #767d8a;padding:1.2mm 2mm;text-align:left}
            thead th{border-bottom:.6mm solid #1d2129}
            tr{break-inside:avoid}
            .n{text-align:right;font-variant-numeric:tabular-nums}
            td:last-child{font-size:10pt;overflow-wrap:anywhere}
            </style></head><body><h1>地区の地図の索引</h1><p>{{WebUtility.HtmlEncode(list.Titles)}}（{{WebUtility.HtmlEncode(list.Size)}}、{{printed.Count}}枚）</p>
            <table><thead><tr><th class="n">番号</th><th>地区</th><th class="n">縮尺</th><th>ファイル</th></tr></thead><tbody>{{rows}}</tbody></table></body></html>
            """;
    }

    [GeneratedRegex("data-scale=\"([0-9]+)\"")]
    private static partial Regex Scale();

    [GeneratedRegex(@"[\x00-\x1f/\\:*?""<>|]")]
    private static partial Regex Forbidden();
}
