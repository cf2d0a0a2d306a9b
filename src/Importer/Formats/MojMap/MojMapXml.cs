using System.Globalization;
using System.Xml;
using Gis.Core.Geodesy;
using Gis.Importer.Formats.Text;

namespace Gis.Importer.Formats.MojMap;

/// <summary>
/// Reads one 地図XML file forward only. Element names and their order are those of tizuxml.xsd and tizuzumen.xsd; X is north, Y is east, metres.
/// No DTD, no external reference is followed.
/// </summary>
internal sealed class MojMapXml : IDisposable
{
    private const int MostKnown = 1000;

    private readonly SourceFile file;
    private readonly FileStream stream;
    private readonly XmlReader xml;

    // A map has a million numbers and references: they are read without a string for each.
    private char[] piece = new char[256];

    // Most of what a parcel says its neighbours say too: one string for all of them.
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<(string Name, string Text)> said = [];

    public MojMapXml(SourceFile file)
    {
        this.file = file;
        stream = new FileStream(file.LocalPath, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        xml = Xml.SafeXml.Open(file, "地図XML", stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreWhitespace = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
    }

    public void Dispose()
    {
        xml.Dispose();
        stream.Dispose();
    }

    /// <summary>Reads up to the geometry.</summary>
    public MojMapHeader ReadHeader() => Guard(() =>
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        xml.MoveToContent();
        if (xml.LocalName != "地図")
            throw new XmlException("地図要素がありません");
        xml.Read();
        while (xml.NodeType == XmlNodeType.Element && xml.LocalName is not ("空間属性" or "主題属性" or "図郭"))
            elements[xml.LocalName] = xml.ReadElementContentAsString().Trim();
        return new MojMapHeader(elements);
    });

    /// <summary>Reads the whole file.</summary>
    public MojMapContent ReadContent(CancellationToken cancellation) => Guard(() =>
    {
        var content = new MojMapContent();
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            switch (xml.LocalName)
            {
                case "GM_Point":
                    ReadPoint(content);
                    break;
                case "GM_Curve":
                    cancellation.ThrowIfCancellationRequested();
                    ReadCurve(content);
                    break;
                case "GM_Surface":
                    ReadSurface(content);
                    break;
                case "筆":
                    ReadParcel(content);
                    break;
                case "図郭":
                    ReadSheet(content);
                    break;
            }
        }

        return content;
    });

    private void ReadPoint(MojMapContent content)
    {
        var id = Id();
        PlanePoint? position = null;
        Inside(() =>
        {
            if (xml.LocalName is "DirectPosition" or "GM_Position.direct")
                position = ReadPosition();
        });
        if (position is { } found)
            content.Points[id] = found;
    }

    private void ReadCurve(MojMapContent content)
    {
        var id = Id();
        var vertices = new List<PlanePoint>(2);
        var points = content.Points.GetAlternateLookup<ReadOnlySpan<char>>();
        var whole = true;
        var reversed = false;
        Inside(() =>
        {
            switch (xml.LocalName)
            {
                case "GM_OrientablePrimitive.orientation":
                    reversed = Text() == "-";
                    break;
                case "GM_Position.direct":
                    vertices.Add(ReadPosition());
                    break;
                case "GM_PointRef.point":
                    if (points.TryGetValue(Reference(), out var point))
                        vertices.Add(point);
                    else
                        whole = false;
                    break;
            }
        });
        if (reversed)
            vertices.Reverse();
        content.Curves[id] = whole && vertices.Count >= 2 ? vertices.ToArray() : null;
    }

    private void ReadSurface(MojMapContent content)
    {
        var id = Id();
        var surface = new MojSurface([], []);
        var ring = surface.Exterior;
        var curves = content.Curves.GetAlternateLookup<ReadOnlySpan<char>>();
        Inside(() =>
        {
            switch (xml.LocalName)
            {
                case "GM_SurfaceBoundary.exterior":
                    ring = surface.Exterior;
                    break;
                case "GM_SurfaceBoundary.interior":
                    ring = [];
                    surface.Interiors.Add(ring);
                    break;
                case "GM_CompositeCurve.generator":
                    ring.Add(curves.TryGetValue(Reference(), out var name, out _) ? name : Reference().ToString());
                    break;
            }
        });
        content.Surfaces[id] = surface;
    }

    private void ReadParcel(MojMapContent content)
    {
        var id = Id();
        string? surface = null;
        var undetermined = new List<string>();
        var depth = xml.Depth;
        said.Clear();
        Inside(() =>
        {
            if (xml.LocalName == "形状")
                surface = xml.GetAttribute("idref");
            else if (xml.Depth == depth + 1 && xml.LocalName != "筆界未定構成筆")
                said.Add((xml.LocalName, xml.LocalName == "地番" ? Text() : Known(Characters().Trim())));
            else if (xml.LocalName == "地番")
                undetermined.Add(Text());
        });
        if (undetermined.Count > 0)
            said.Add(("筆界未定構成筆", string.Join(';', undetermined)));
        content.Parcels.Add(new MojParcel(id, surface, [.. said]));
    }

    private void ReadSheet(MojMapContent content)
    {
        var sheet = new MojSheet(new Dictionary<string, string>(StringComparer.Ordinal), []);
        var depth = xml.Depth;
        string? date = null;
        Inside(() =>
        {
            if (xml.Depth == depth + 1)
                date = xml.LocalName.EndsWith("年月日", StringComparison.Ordinal) ? xml.LocalName : null;
            if (xml.LocalName == "筆参照")
                sheet.Parcels.Add(xml.GetAttribute("idref") ?? "");
            else if (date is not null && xml.LocalName is "年" or "月" or "日")
                AppendDate(sheet.Elements, date, xml.LocalName);
            else if (xml.Depth == depth + 1 && date is null && !xml.LocalName.EndsWith("座標", StringComparison.Ordinal) && xml.LocalName != "分割図葉")
                sheet.Elements[xml.LocalName] = Text();
        });
        content.Sheets.Add(sheet);
    }

    private void AppendDate(Dictionary<string, string> elements, string? name, string unit)
    {
        var value = Text();
        if (name is not null)
            elements[name] = elements.GetValueOrDefault(name) + value + unit;
    }

    private PlanePoint ReadPosition()
    {
        double? north = null, east = null;
        Inside(() =>
        {
            if (xml.LocalName == "X")
                north = Number();
            else if (xml.LocalName == "Y")
                east = Number();
        });
        return north is { } x && east is { } y ? new PlanePoint(North: x, East: y) : throw new XmlException("座標のXかYがありません");
    }

    private string Id() => xml.GetAttribute("id") ?? "";

    /// <summary>Calls back at every element inside the current one and ends on its end tag.</summary>
    private void Inside(Action onElement)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element)
                onElement();
        }
    }

    /// <summary>The text of a simple element; ends on its end tag.</summary>
    private string Text() => Characters().Trim().ToString();

    private string Known(ReadOnlySpan<char> text)
    {
        var all = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (all.TryGetValue(text, out var before))
            return before;
        var added = text.ToString();
        if (known.Count < MostKnown)
            known.Add(added);
        return added;
    }

    // The same, as long as nothing else is read.
    private ReadOnlySpan<char> Characters()
    {
        var length = 0;
        if (xml.IsEmptyElement)
            return [];
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                Take(ref length);
        }

        return piece.AsSpan(0, length);
    }

    // What an element refers to, as long as nothing else is read.
    private ReadOnlySpan<char> Reference()
    {
        var length = 0;
        if (xml.MoveToAttribute("idref"))
            Take(ref length);
        xml.MoveToElement();
        return piece.AsSpan(0, length);
    }

    private void Take(ref int length)
    {
        for (int read; (read = xml.ReadValueChunk(piece, length, piece.Length - length)) > 0;)
        {
            length += read;
            if (length == piece.Length)
                Array.Resize(ref piece, 2 * length);
        }
    }

    private double Number()
    {
        var text = Characters().Trim();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new XmlException($"座標「{Excerpt.Of(text.ToString())}」が数値ではありません");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException e)
        {
            throw Broken(e);
        }
        catch (InvalidOperationException e)
        {
            throw Broken(e);
        }
    }

    private SourceException Broken(Exception e)
    {
        var line = (xml as IXmlLineInfo)?.LineNumber ?? 0;
        var place = line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{line}行目") : null;
        var own = e is XmlException { InnerException: null } && e.Message.EndsWith("ません", StringComparison.Ordinal) ? $"({e.Message})" : "";
        return new SourceException(file.DisplayPath, place, $"地図XMLが途中で切れているか壊れています{own}", "元のファイルをもう一度入手してください", e);
    }
}
