using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>What a cell's number stands for.</summary>
internal enum NumberMeaning
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A time of day, or a day with a time.</summary>
    Time,
}

/// <summary>Number formats by style number (ECMA-376 18.8): whether a number is a date, and with how many zeros a code is shown.</summary>
internal sealed partial class CellStyles
{
    private readonly List<(NumberMeaning Meaning, int Zeros)> styles = [];

    /// <summary>No styles: every number is one.</summary>
    public static CellStyles None { get; } = new();

    /// <summary>What a style means.</summary>
    public (NumberMeaning Meaning, int Zeros) this[int style] => style >= 0 && style < styles.Count ? styles[style] : (NumberMeaning.Number, 0);

    /// <summary>Reads the styles part.</summary>
    public static CellStyles Read(XmlReader xml)
    {
        var result = new CellStyles();
        var formats = new Dictionary<int, string>();
        var inCells = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "cellXfs")
                inCells = false;
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt")
                formats[Number(xml, "numFmtId")] = xml.GetAttribute("formatCode") ?? "";
            else if (xml.LocalName == "cellXfs")
                inCells = !xml.IsEmptyElement;
            else if (xml.LocalName == "xf" && inCells)
                result.styles.Add(Of(Number(xml, "numFmtId"), formats));
        }

        return result;
    }

    private static (NumberMeaning, int) Of(int id, Dictionary<int, string> formats)
    {
        if (formats.TryGetValue(id, out var code))
            return (Meaning(code), Zeros().Match(code) is { Success: true } zeros ? zeros.Length : 0);

        // Numbers of formats that need no definition; 27-36 and 50-58 are dates in the Japanese edition.
        return id switch
        {
            14 or 15 or 16 or 17 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58) => (NumberMeaning.Date, 0),
            (>= 18 and <= 22) or (>= 32 and <= 35) or (>= 45 and <= 47) => (NumberMeaning.Time, 0),
            _ => (NumberMeaning.Number, 0),
        };
    }

    private static NumberMeaning Meaning(string code)
    {
        var plain = Literal().Replace(code.Split(';')[0], "").ToLowerInvariant();
        if (plain.Contains("general", StringComparison.Ordinal) || plain.Contains("e+", StringComparison.Ordinal) || plain.Contains("e-", StringComparison.Ordinal))
            return NumberMeaning.Number;
        if (plain.AsSpan().IndexOfAny('h', 's') >= 0)
            return NumberMeaning.Time;
        return plain.AsSpan().IndexOfAny("ydmge") >= 0 ? NumberMeaning.Date : NumberMeaning.Number;
    }

    private static int Number(XmlReader xml, string name) =>
        int.TryParse(xml.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^0{2,}$")]
    private static partial Regex Zeros();

    // Quoted words, escaped characters, conditions and colours in brackets ([h] is an hour).
    [GeneratedRegex("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+\\])[^\\]]*\\]", RegexOptions.IgnoreCase)]
    private static partial Regex Literal();
}
