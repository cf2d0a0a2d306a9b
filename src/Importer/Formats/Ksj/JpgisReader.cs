using System.Xml;
using System.Xml.Linq;
using Gis.Importer.Formats.Gml;
using Gis.Importer.Formats.Xml;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Ksj;

/// <summary>
/// The features of a JPGIS 2.1 document of 国土数値情報: children of the root in the namespace <c>ksj</c>, their values nested in groups, their shapes by reference. Memory is that
/// of the shapes of the file and of one feature.
/// </summary>
internal sealed class JpgisReader : IGmlFeatures
{
    private const string Title = "国土数値情報のGML";
    private const string Gml = "http://www.opengis.net/gml/3.2";

    private static readonly XName Id = XName.Get("id", Gml);

    private readonly SourceFile file;
    private readonly JpgisShapes shapes;
    private readonly XmlReader xml;
    private bool began;

    /// <summary>Opens a file whose shapes were collected by <see cref="CollectShapes"/>.</summary>
    public JpgisReader(SourceFile file, JpgisShapes shapes, string? system)
    {
        (this.file, this.shapes, SystemName) = (file, shapes, system);
        xml = SafeXml.Open(file);
    }

    /// <inheritdoc/>
    public string? SystemName { get; }

    /// <summary>Reads the shapes of a file and the name of its system.</summary>
    /// <exception cref="SourceException">It breaks off or is malformed.</exception>
    public static (JpgisShapes Shapes, string? System) CollectShapes(SourceFile file)
    {
        var shapes = new JpgisShapes();
        string? system = null;
        using var xml = SafeXml.Open(file);
        Walk(file, xml, () =>
        {
            xml.MoveToContent();
            while (NextChild(xml))
            {
                if (xml.NamespaceURI != Gml)
                {
                    xml.Skip();
                    continue;
                }

                var element = (XElement)XNode.ReadFrom(xml);
                system ??= element.DescendantsAndSelf().Attributes("srsName").FirstOrDefault()?.Value;
                if (element.Name.LocalName is not ("description" or "boundedBy" or "name"))
                    shapes.Add(element);
            }

            return true;
        });
        return (shapes, system);
    }

    /// <inheritdoc/>
    public GmlFeature? Next(string? type = null) => Walk(file, xml, () =>
    {
        if (!began)
            xml.MoveToContent();
        began = true;
        while (NextChild(xml))
        {
            if (xml.NamespaceURI == Gml || (type is not null && xml.LocalName != type))
                xml.Skip();
            else
                return Feature((XElement)XNode.ReadFrom(xml));
        }

        return null;
    });

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();

    // Stands on the root, or behind a child of it; goes to the next child.
    private static bool NextChild(XmlReader xml)
    {
        if (xml.Depth == 0 && xml.NodeType == XmlNodeType.Element)
        {
            if (xml.IsEmptyElement)
                return false;
            xml.Read();
        }

        while (!xml.EOF && xml.Depth > 0 && xml.NodeType != XmlNodeType.Element)
            xml.Read();
        return !xml.EOF && xml.NodeType == XmlNodeType.Element && xml.Depth > 0;
    }

    private static T Walk<T>(SourceFile file, XmlReader xml, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException or FormatException)
        {
            throw SafeXml.Broken(file, Title, xml, e);
        }
    }

    private GmlFeature Feature(XElement element)
    {
        var values = new List<GmlValue>();
        Geometry? shape = null;
        string? fault = null;
        foreach (var property in element.Elements())
            Collect(property, values, ref shape, ref fault);
        return new GmlFeature(element.Name.LocalName, element.Attribute(Id)?.Value, values, shape, shape is null ? fault : null);
    }

    private void Collect(XElement property, List<GmlValue> values, ref Geometry? shape, ref string? fault)
    {
        var isShape = shapes.IsReference(property) || property.Elements().Any(e => e.Name.NamespaceName == Gml && e.Name.LocalName is not ("TimeInstant" or "TimePeriod"));
        if (isShape)
        {
            try
            {
                shape ??= shapes.Of(property);
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                fault ??= e is FormatException ? e.Message : "図形の点の数が足りません";
            }

            return;
        }

        if (property.Elements().Any(e => e.Name.LocalName == "TimeInstant"))
            Add(values, property, property.Value);
        else if (!property.HasElements)
            Add(values, property, property.Value);
        else
            foreach (var inner in property.Elements())
                Collect(inner, values, ref shape, ref fault);
    }

    private static void Add(List<GmlValue> values, XElement property, string text)
    {
        if (text.Trim() is { Length: > 0 } value)
            values.Add(new GmlValue(property.Name.LocalName, value, property.Attribute("codeSpace")?.Value, property.Attribute("uom")?.Value));
    }
}
