using System.IO.Compression;
using System.Xml;
using Gis.Importer.Formats.Xml;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Name on its tab.</param>
/// <param name="Part">Path of its part in the package.</param>
/// <param name="Hidden">Whether Excel shows no tab for it.</param>
internal sealed record Sheet(string Name, string Part, bool Hidden);

/// <summary>
/// A workbook as ECMA-376 (Office Open XML) packs it: sheets, shared strings, and which styles are dates. Element names are compared without their
/// namespace, so that the strict edition reads the same.
/// </summary>
internal sealed class Workbook
{
    private const int Ratio = 1_000;
    private const long AlwaysAllowed = 64L << 20;
    private const long MaxText = 400L << 20;

    private readonly SourceFile file;

    private Workbook(SourceFile file) => this.file = file;

    /// <summary>The sheets in tab order; chart sheets are left out.</summary>
    public IReadOnlyList<Sheet> Sheets { get; private set; } = [];

    /// <summary>Shared strings by number.</summary>
    public IReadOnlyList<string> Strings { get; private set; } = [];

    /// <summary>Formats by style number.</summary>
    public CellStyles Styles { get; private set; } = CellStyles.None;

    /// <summary>Whether days are counted from 1904 (workbooks that began on a Macintosh).</summary>
    public bool From1904 { get; private set; }

    /// <summary>Opens a workbook.</summary>
    /// <exception cref="SourceException">It is broken or encrypted.</exception>
    public static Workbook Open(SourceFile file)
    {
        var workbook = new Workbook(file);
        workbook.Guard(() =>
        {
            using var zip = ZipFile.OpenRead(file.LocalPath);
            workbook.ReadSheets(zip);
            workbook.Strings = ReadStrings(zip);
            using var styles = Part(zip, "xl/styles.xml");
            if (styles is not null)
                workbook.Styles = CellStyles.Read(styles);
            return 0;
        });
        return workbook;
    }

    /// <summary>Opens the part of a sheet; the caller disposes both.</summary>
    public (ZipArchive Zip, XmlReader Xml) OpenSheet(Sheet sheet) => Guard(() =>
    {
        var zip = ZipFile.OpenRead(file.LocalPath);
        try
        {
            return (zip, Part(zip, sheet.Part) ?? throw new InvalidDataException("The sheet is missing."));
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    });

    /// <summary>Runs a step of reading; what the libraries throw on broken input becomes one sentence.</summary>
    public T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or OverflowException or EndOfStreamException or NotSupportedException or ArgumentException)
        {
            throw new SourceException(
                file.DisplayPath, null, "Excelブックが壊れているか、パスワードで保護されています", "Excelで開き直し、パスワードなしの「Excelブック(.xlsx)」で保存してください", e);
        }
    }

    private static XmlReader? Part(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(name) ?? zip.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/'), name, StringComparison.OrdinalIgnoreCase));
        return entry is null ? null : SafeXml.Open(new BoundedStream(entry.Open(), Math.Max(AlwaysAllowed, entry.CompressedLength * Ratio)), keepBlanks: true);
    }

    private void ReadSheets(ZipArchive zip)
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        using (var relations = Part(zip, "xl/_rels/workbook.xml.rels"))
        {
            while (relations?.Read() == true)
            {
                if (relations is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && relations.GetAttribute("Id") is { } id && relations.GetAttribute("Target") is { } target)
                    targets[id] = target.StartsWith('/') ? target[1..] : "xl/" + target;
            }
        }

        var sheets = new List<Sheet>();
        using var xml = Part(zip, "xl/workbook.xml") ?? throw new InvalidDataException("There is no workbook.");
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                From1904 = xml.GetAttribute("date1904") is "1" or "true";
            else if (xml.LocalName == "sheet" && Relation(xml) is { } id && targets.TryGetValue(id, out var part) && part.Contains("worksheets", StringComparison.Ordinal))
                sheets.Add(new Sheet(xml.GetAttribute("name") ?? "", part, xml.GetAttribute("state") is "hidden" or "veryHidden"));
        }

        Sheets = sheets;
    }

    private static string? Relation(XmlReader xml)
    {
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                var value = xml.Value;
                xml.MoveToElement();
                return value;
            }
        }

        xml.MoveToElement();
        return null;
    }

    private static List<string> ReadStrings(ZipArchive zip)
    {
        var strings = new List<string>();
        using var xml = Part(zip, "xl/sharedStrings.xml");
        long size = 0;
        while (xml?.Read() == true)
        {
            if (xml is not { NodeType: XmlNodeType.Element, LocalName: "si" })
                continue;
            var text = RichText.Read(xml);
            size += text.Length;
            if (size > MaxText)
                throw new InvalidDataException("The texts are larger than a workbook can hold.");
            strings.Add(text);
        }

        return strings;
    }
}
