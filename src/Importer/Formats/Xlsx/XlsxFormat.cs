using System.Text.RegularExpressions;
using Gis.Importer.Formats.Tables;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>Workbooks of Excel and its kin (ECMA-376, <c>.xlsx</c>): one dataset a visible sheet. Values as saved; formulas are not computed anew, macros never run.</summary>
public sealed partial class XlsxFormat : IFormat
{
    /// <inheritdoc/>
    public string Name => "Excel";

    /// <inheritdoc/>
    public bool Recognises(SourceFile file, FileSample head) => file.Extension is ".xlsx" or ".xlsm" && head.StartsWith("PK\x03\x04"u8);

    /// <inheritdoc/>
    public string? ExplainCompanion(SourceFile file) => file.Name.StartsWith("~$", StringComparison.Ordinal) && file.Extension is ".xlsx" or ".xlsm" ? "Excelで開いている間の目印のファイルです" : null;

    /// <inheritdoc/>
    public IReadOnlyList<Dataset> Open(SourceFile file, ReadOptions options)
    {
        var workbook = Workbook.Open(file);
        var remarks = new List<string>();
        if (workbook.Sheets.Where(s => s.Hidden).Select(s => $"「{s.Name}」").ToList() is { Count: > 0 } hidden)
            remarks.Add($"非表示のシート{string.Concat(hidden)}は読みませんでした");
        var tables = new List<(Sheet Sheet, SheetTable Table)>();
        foreach (var sheet in workbook.Sheets.Where(s => !s.Hidden))
        {
            var table = new SheetTable(file, Name, sheet.Name, workbook, sheet, remarks);
            var filled = table.Records().Where(r => !r.IsBlank).Take(2).ToList();
            if (filled.Count == 2 || filled.Exists(r => r.Filled > 1))
                tables.Add((sheet, table));
            else
                remarks.Add($"シート「{sheet.Name}」に表はありません");
        }

        if (tables.Count == 0)
            throw new SourceException(file.DisplayPath, null, $"表の入ったシートがありません({string.Join('、', remarks)})", "データのあるシートを表示した状態で保存し直してください");
        var datasets = tables.ConvertAll(t => new TableDataset(new SheetTable(file, Name, NameOf(file, t.Sheet, tables.Count), workbook, t.Sheet, remarks), options, t.Sheet.Name));

        // Beside a sheet with places, sheets of words (凡例, 記入要領) are not what one wants on a map.
        if (datasets.Exists(d => d.Geometry != GeometryFamily.None))
            datasets.ForEach(d => d.Wanted = d.Geometry != GeometryFamily.None);
        return datasets;
    }

    // With one table the file's name says more than "Sheet1".
    private static string NameOf(SourceFile file, Sheet sheet, int count)
    {
        var stem = Path.GetFileNameWithoutExtension(file.Name);
        return count == 1 ? stem : Generic().IsMatch(sheet.Name) ? $"{stem}_{sheet.Name}" : sheet.Name;
    }

    [GeneratedRegex("^(Sheet|シート|Table)\\s*[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Generic();
}
