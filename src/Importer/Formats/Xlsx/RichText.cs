using System.Text;
using System.Xml;

namespace Gis.Importer.Formats.Xlsx;

/// <summary>The text of a string item: its runs joined, without the reading (ふりがな) that Excel keeps beside Japanese text.</summary>
internal static class RichText
{
    /// <summary>Reads the element the reader stands on (<c>si</c> or <c>is</c>) and ends on its end tag.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        var phonetic = int.MaxValue;
        var inText = false;
        while (xml.Read() && xml.Depth > depth)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (xml.LocalName == "rPh" && !xml.IsEmptyElement)
                        phonetic = xml.Depth;
                    inText = xml.LocalName == "t" && !xml.IsEmptyElement && xml.Depth <= phonetic;
                    break;
                case XmlNodeType.EndElement:
                    if (xml.Depth == phonetic)
                        phonetic = int.MaxValue;
                    inText = false;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when inText:
                    text.Append(xml.Value);
                    break;
            }
        }

        return Unescape(text.ToString());
    }

    // Characters that XML cannot hold are written _x000D_.
    private static string Unescape(string text)
    {
        if (!text.Contains("_x", StringComparison.Ordinal))
            return text;
        return System.Text.RegularExpressions.Regex.Replace(
            text, "_x([0-9A-Fa-f]{4})_", m => (char)Convert.ToInt32(m.Groups[1].Value, 16) is var c && c is '\r' or '\n' or '\t' ? c.ToString() : char.IsControl(c) ? "" : m.Value);
    }
}
