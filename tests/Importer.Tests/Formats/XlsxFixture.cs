using System.IO.Compression;
using System.Text;

namespace Gis.Importer.Tests.Formats;

/// <summary>Writes small workbooks part by part, so that tests decide about every detail.</summary>
internal sealed class XlsxFixture
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private readonly List<(string Name, string Xml, string State)> sheets = [];

    /// <summary>Texts of the shared strings part, each the inside of an <c>si</c>.</summary>
    public List<string> Shared { get; } = [];

    /// <summary>Format codes of the styles 1, 2, 3 …; style 0 is none.</summary>
    public List<string> Formats { get; } = [];

    /// <summary>Whether days count from 1904.</summary>
    public bool From1904 { get; init; }

    /// <summary>Adds a sheet: the insides of its rows, and the ranges merged.</summary>
    public XlsxFixture Sheet(string name, IEnumerable<string> rows, string state = "visible", params string[] merged)
    {
        var cells = string.Concat(rows.Select((r, i) => $"<row r=\"{i + 1}\">{r}</row>"));
        var ranges = merged.Length == 0 ? "" : $"<mergeCells>{string.Concat(merged.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
        sheets.Add((name, $"<worksheet xmlns=\"{Main}\"><sheetData>{cells}</sheetData>{ranges}</worksheet>", state));
        return this;
    }

    /// <summary>Inline strings of a row.</summary>
    public static string Words(params string[] words) =>
        string.Concat(words.Select(w => w.Length == 0 ? "<c/>" : $"<c t=\"inlineStr\"><is><t>{w}</t></is></c>"));

    /// <summary>A number with a style.</summary>
    public static string Number(string value, int style = 0) => $"<c s=\"{style}\"><v>{value}</v></c>";

    /// <summary>A shared string.</summary>
    public static string Text(int index) => $"<c t=\"s\"><v>{index}</v></c>";

    public string Write(TemporaryFolder folder, string name)
    {
        var path = Path.Combine(folder.Root, name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var list = string.Concat(sheets.Select((s, i) => $"<sheet name=\"{s.Name}\" sheetId=\"{i + 1}\" state=\"{s.State}\" r:id=\"rId{i + 1}\"/>"));
        Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><workbookPr date1904=\"{(From1904 ? 1 : 0)}\"/><sheets>{list}</sheets></workbook>");
        var relations = string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"));
        Part(zip, "xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>");
        for (var i = 0; i < sheets.Count; i++)
            Part(zip, $"xl/worksheets/sheet{i + 1}.xml", sheets[i].Xml);
        Part(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{string.Concat(Shared.Select(s => $"<si>{s}</si>"))}</sst>");
        var formats = string.Concat(Formats.Select((f, i) => $"<numFmt numFmtId=\"{i + 176}\" formatCode=\"{System.Security.SecurityElement.Escape(f)}\"/>"));
        var styles = "<xf numFmtId=\"0\"/>" + string.Concat(Formats.Select((_, i) => $"<xf numFmtId=\"{i + 176}\"/>"));
        Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>");
        return path;
    }

    private static void Part(ZipArchive zip, string name, string xml)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }
}
