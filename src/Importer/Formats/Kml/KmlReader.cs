using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Gis.Importer.Formats.Gml;
using Gis.Importer.Formats.Xml;

namespace Gis.Importer.Formats.Kml;

/// <summary>
/// The placemarks of a KML file, one after the other; memory is that of one placemark. The type of a feature is the name of the folder it lies in. Elements are known by
/// their local names: files come with the namespaces of OGC, of Google Earth 2.0 to 2.2, and with none.
/// </summary>
internal sealed class KmlReader(SourceFile file) : IGmlFeatures
{
    /// <summary>Type of the features in a folder without a name.</summary>
    public const string Nameless = "-";

    private const int Deepest = 64;

    private readonly XmlReader xml = SafeXml.Open(file, "KML");
    private readonly Stack<Folder> folders = [];
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly HashSet<string> remarks = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string? SystemName => null;

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Remarks => remarks;

    /// <inheritdoc/>
    public GmlFeature? Next(string? type = null)
    {
        try
        {
            while (!xml.EOF)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Placemark")
                {
                    // Named also when it is passed over: the next pass must call the folders the same.
                    var own = TypeOf(folders.TryPeek(out var folder) ? folder : null);
                    if (type is null || own == type)
                        return Feature(own, (XElement)XNode.ReadFrom(xml));
                    xml.Skip();
                }
                else
                {
                    Step();
                }
            }

            return null;
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException)
        {
            throw SafeXml.Broken(file, "KML", xml, e);
        }
    }

    public void Dispose() => xml.Dispose();

    private void Step()
    {
        if (xml.NodeType == XmlNodeType.EndElement && folders.TryPeek(out var last) && last.Depth == xml.Depth)
            folders.Pop();
        if (xml.NodeType != XmlNodeType.Element || xml.IsEmptyElement)
        {
            xml.Read();
            return;
        }

        switch (xml.LocalName)
        {
            case "Document" or "Folder":
                if (folders.Count >= Deepest)
                    throw new XmlException($"フォルダーの入れ子が{Deepest}段を超えています");
                folders.Push(new Folder(xml.Depth));
                xml.Read();
                break;
            case "name" when folders.TryPeek(out var folder) && folder.Depth == xml.Depth - 1:
                // Read whether it is wanted or not: of two names the first counts, and the second is passed by.
                var name = ((XElement)XNode.ReadFrom(xml)).Value.Trim();
                folder.Name ??= name;
                break;
            case "NetworkLink":
                remarks.Add("ほかのファイルへのリンク(NetworkLink)があります。リンク先は読みません");
                xml.Skip();
                break;
            case "GroundOverlay" or "ScreenOverlay" or "PhotoOverlay":
                remarks.Add("画像の重ね合わせ(Overlay)は読みません");
                xml.Skip();
                break;
            case "kml":
                xml.Read();
                break;
            case var _ when folders.Count > 0:
                // Styles, views, schemas: how to draw, not what is there.
                xml.Skip();
                break;
            default:
                xml.Read();
                break;
        }
    }

    // Two folders of one name are two layers.
    private string TypeOf(Folder? folder)
    {
        if (folder is null)
            return Nameless;
        if (folder.Type is null)
        {
            var name = string.IsNullOrEmpty(folder.Name) ? Nameless : folder.Name;
            var times = names[name] = names.GetValueOrDefault(name) + 1;
            folder.Type = times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{times}");
        }

        return folder.Type;
    }

    private GmlFeature Feature(string type, XElement placemark)
    {
        var values = new List<GmlValue>();
        foreach (var element in placemark.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "name" or "address" or "phoneNumber":
                    Add(values, element.Name.LocalName, element.Value);
                    break;
                case "description":
                    Add(values, "description", HtmlText.Plain(element.Value));
                    break;
                case "TimeStamp" or "TimeSpan":
                    foreach (var time in element.Elements())
                        Add(values, time.Name.LocalName, time.Value);
                    break;
                case "ExtendedData":
                    AddExtended(values, element);
                    break;
            }
        }

        var shapes = new KmlShapes();
        shapes.Take(placemark);
        if (shapes.HasHeights)
            remarks.Add("高さ(Z)の値は読み込まず、平面の図形として扱います");
        return new GmlFeature(type, placemark.Attribute("id")?.Value, values, shapes.Shape, shapes.Fault);
    }

    private static void AddExtended(List<GmlValue> values, XElement extended)
    {
        foreach (var element in extended.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "Data":
                    Add(values, element.Attribute("name")?.Value, element.Elements().FirstOrDefault(e => e.Name.LocalName == "value")?.Value);
                    break;
                case "SchemaData":
                    foreach (var simple in element.Elements().Where(e => e.Name.LocalName == "SimpleData"))
                        Add(values, simple.Attribute("name")?.Value, simple.Value);
                    break;
                default:
                    Add(values, element.Name.LocalName, element.Value);
                    break;
            }
        }
    }

    // Programs repeat a placemark's name among its data.
    private static void Add(List<GmlValue> values, string? name, string? value)
    {
        if (name?.Trim() is { Length: > 0 } column && value?.Trim() is { Length: > 0 } text && !values.Exists(v => v.Name == column && v.Value == text))
            values.Add(new GmlValue(column, text, null, null));
    }

    private sealed class Folder(int depth)
    {
        public int Depth => depth;

        public string? Name { get; set; }

        public string? Type { get; set; }
    }
}
