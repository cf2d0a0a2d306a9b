using System.Globalization;
using System.Xml;
using Gis.Importer.Formats.Tables;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>The rows of one sheet, streamed.</summary>
internal sealed class SheetTable : ITableSource
{
    private const int MaxColumns = 4096;
    private readonly Workbook workbook;
    private readonly Sheet sheet;
    private readonly MergedCells merged;

    public SheetTable(SourceFile file, string format, string name, Workbook workbook, Sheet sheet, IEnumerable<string> remarks)
    {
        this.workbook = workbook;
        this.sheet = sheet;
        File = file;
        Format = format;
        Name = name;
        merged = workbook.Guard(() =>
        {
            var (zip, xml) = workbook.OpenSheet(sheet);
            using (zip)
            using (xml)
                return MergedCells.Read(xml);
        });
        Remarks = merged.Count == 0 ? [.. remarks] : [.. remarks, string.Create(CultureInfo.InvariantCulture, $"縦に結合されたセルが{merged.Count}か所あり、その値を結合された全部の行に入れました")];
    }

    public SourceFile File { get; }

    public string Name { get; }

    public string Format { get; }

    public Detected<string>? Encoding => null;

    public int TwinRank => 5;

    public IReadOnlyList<string> Remarks { get; }

    public IEnumerable<TableRecord> Records()
    {
        var (zip, xml) = workbook.OpenSheet(sheet);
        using (zip)
        using (xml)
        {
            var above = new Dictionary<int, (long First, string Text)>();
            long number = 0;
            while (workbook.Guard(() => NextRow(xml)))
            {
                number = long.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own > number ? own : number + 1;
                var cells = workbook.Guard(() => Cells(xml));
                FillMerged(number, cells, above);
                yield return new TableRecord(number, cells);
            }
        }
    }

    private static bool NextRow(XmlReader xml)
    {
        while (xml.Read())
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "row" })
                return true;
            if (xml is { NodeType: XmlNodeType.EndElement, LocalName: "sheetData" })
                return false;
        }

        return false;
    }

    private List<string> Cells(XmlReader xml)
    {
        var cells = new List<string>();
        if (xml.IsEmptyElement)
            return cells;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "c" })
                continue;
            var column = CellName.Parse(xml.GetAttribute("r")).GetValueOrDefault((cells.Count, 0)).Column;
            if (column >= MaxColumns)
                throw new InvalidDataException("A row has more columns than any table.");
            while (cells.Count <= column)
                cells.Add("");
            cells[column] = Cell(xml);
        }

        return cells;
    }

    private string Cell(XmlReader xml)
    {
        var type = xml.GetAttribute("t");
        _ = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style);
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var (text, inline, inValue) = ("", (string?)null, false);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.LocalName == "is")
                    inline = RichText.Read(xml);
                inValue = xml.LocalName == "v" && !xml.IsEmptyElement;
            }
            else if (xml.NodeType == XmlNodeType.EndElement)
            {
                inValue = false;
            }
            else if (inValue)
            {
                text += xml.Value;
            }
        }

        return type switch
        {
            "s" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < workbook.Strings.Count ? workbook.Strings[at] : "",
            "inlineStr" => inline ?? text,
            "str" => text,
            "b" => text == "1" ? "true" : text == "0" ? "false" : text,
            "e" => "",
            "d" => text.Replace("T00:00:00", "", StringComparison.Ordinal),
            _ => text.Length == 0 ? "" : CellText.OfNumber(text, workbook.Styles[style], workbook.From1904),
        };
    }

    private void FillMerged(long row, List<string> cells, Dictionary<int, (long First, string Text)> above)
    {
        foreach (var column in merged.Columns)
        {
            if (merged.At(column, row) is not { } range)
                continue;
            if (row == range.First)
                above[column] = (range.First, column < cells.Count ? cells[column] : "");
            else if (above.TryGetValue(column, out var value) && value.First == range.First && value.Text.Length > 0)
                Set(cells, column, value.Text);
        }
    }

    private static void Set(List<string> cells, int column, string text)
    {
        while (cells.Count <= column)
            cells.Add("");
        if (cells[column].Length == 0)
            cells[column] = text;
    }
}
