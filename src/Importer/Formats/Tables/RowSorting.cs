using Gis.Core.Japanese;

namespace Gis.Importer.Formats.Tables;

/// <summary>Tells rows of data from the rows that people put among them: sums, notes below the table, the header once more on a new page.</summary>
internal sealed class RowSorting(IReadOnlyList<string> names, CoordinateColumns? coordinates)
{
    private const int LabelColumns = 3;
    private static readonly HashSet<string> Sums =
        new(["合計", "総計", "計", "小計", "総合計", "累計", "総数", "平均", "合計数", "総合計数", "total", "subtotal", "grandtotal", "sum"], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] NoteMarks = ["※", "*", "注)", "(注", "注:", "注1", "注釈", "備考:", "備考)", "出典", "資料:", "資料)", "(備考", "(出典", "(資料", "★", "以上", "＊"];

    /// <summary>Why a row is no row of data; null when it is one.</summary>
    public RowRemark? Find(TableRecord record)
    {
        var first = record.Cells.FindIndex(c => !string.IsNullOrWhiteSpace(c));
        if (first < 0)
            return null;
        var text = Width.Fold(record.Cells[first]).Trim();
        if (first < LabelColumns && HasNoPlace(record) && Sums.Contains(text.Replace(" ", "", StringComparison.Ordinal).Trim('【', '】', '(', ')', '[', ']')))
            return new RowRemark(RemarkKind.SetAside, "total-row", $"「{TableLayout.Clean(record.Cells[first])}」の行は集計で、1件のデータではありません");
        if (names.Count >= 3 && record.Filled == 1 && first < LabelColumns && Array.Exists(NoteMarks, m => text.StartsWith(m, StringComparison.Ordinal)))
            return new RowRemark(RemarkKind.SetAside, "note-row", "表の外の注記です");
        return IsHeader(record) ? new RowRemark(RemarkKind.SetAside, "repeated-header", "見出しの繰り返しです") : null;
    }

    private bool HasNoPlace(TableRecord record) =>
        coordinates is null || (string.IsNullOrWhiteSpace(record.Cell(coordinates.First)) && (coordinates.Second < 0 || string.IsNullOrWhiteSpace(record.Cell(coordinates.Second))));

    private bool IsHeader(TableRecord record)
    {
        var same = 0;
        for (var i = 0; i < names.Count; i++)
        {
            var cell = TableLayout.Clean(record.Cell(i));
            if (cell.Length == 0)
                continue;
            if (cell != names[i])
                return false;
            same++;
        }

        return same >= 2;
    }
}
