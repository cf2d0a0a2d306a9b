using System.Globalization;
using System.Xml;
using Gis.Importer.Formats.Xml;
using NetTopologySuite.Geometries;

namespace Gis.Importer.Formats.Gml;

/// <summary>Walks through a GML file feature by feature; memory is that of one feature.</summary>
internal sealed class GmlFeatureReader(SourceFile file, GmlDialect dialect) : IGmlFeatures
{
    private readonly XmlReader xml = SafeXml.Open(file, dialect.Title);
    private readonly GmlShapeCollector shapes = new();
    private int dimension = dialect.Dimension;
    private bool began;
    private string? envelopeSystem;

    /// <summary>The first <c>srsName</c> met so far.</summary>
    public string? SystemName => envelopeSystem ?? shapes.SystemName;

    /// <summary>The next feature of a type (of any type: null), with or without reading its shape; null at the end.</summary>
    /// <exception cref="SourceException">The file breaks off or is malformed.</exception>
    public GmlFeature? Next(string? type = null)
    {
        try
        {
            return Find(type) ? Read() : null;
        }
        catch (XmlException e)
        {
            throw SafeXml.Broken(file, dialect.Title, xml, e);
        }
        catch (InvalidOperationException e)
        {
            throw SafeXml.Broken(file, dialect.Title, xml, e);
        }
    }

    public void Dispose() => xml.Dispose();

    private bool Find(string? type)
    {
        if (!began)
        {
            began = true;
            xml.MoveToContent();
            if (!xml.Read())
                return false;
        }

        while (!xml.EOF)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                xml.Read();
            }
            else if (dialect.Members.Contains(xml.LocalName))
            {
                xml.Read();
                while (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement) && xml.Read())
                {
                }

                if (xml.NodeType == XmlNodeType.Element && Fits(type))
                    return true;
            }
            else if (xml.LocalName == "Envelope" || xml.LocalName == "boundedBy")
            {
                See();
                xml.Read();
            }
            else if (dialect.Members.Count == 0 && xml.Depth == 1 && !xml.NamespaceURI.StartsWith("http://www.opengis.net/gml", StringComparison.Ordinal) && !dialect.Ignored.Contains(xml.LocalName))
            {
                if (Fits(type))
                    return true;
            }
            else
            {
                xml.Skip();
            }
        }

        return false;
    }

    // Leaves the reader behind a feature of another type.
    private bool Fits(string? type)
    {
        if (type is null || xml.LocalName == type)
            return true;
        xml.Skip();
        return false;
    }

    private GmlFeature Read()
    {
        var (name, depth) = (xml.LocalName, xml.Depth);
        var id = xml.GetAttribute("id", "http://www.opengis.net/gml/3.2") ?? xml.GetAttribute("id", "http://www.opengis.net/gml");
        var values = new List<GmlValue>();
        var level = int.MaxValue;
        shapes.Clear();
        if (!xml.IsEmptyElement)
        {
            Step();
            while (xml.Depth > depth && !xml.EOF)
                ReadElement(values, ref level);
        }

        Step();
        var shape = Build(out var fault);
        return new GmlFeature(name, id, values, shape, fault);
    }

    // On return the reader stands behind the element.
    private void ReadElement(List<GmlValue> values, ref int level)
    {
        if (xml.NodeType != XmlNodeType.Element)
        {
            Step();
            return;
        }

        See();
        if (Level(xml.LocalName) is { } own)
        {
            if (own > level)
            {
                xml.Skip();
                return;
            }

            if (own < level)
                shapes.Clear();
            level = own;
            shapes.Read(xml, dimension);
            if (shapes.IsEmpty)
                level = int.MaxValue;
            Step();
        }
        else if (dialect.Ignored.Contains(xml.LocalName))
        {
            xml.Skip();
        }
        else
        {
            ReadValue(values, ref level);
        }
    }

    private void ReadValue(List<GmlValue> values, ref int level)
    {
        var (name, depth, codes, unit) = (xml.LocalName, xml.Depth, xml.GetAttribute("codeSpace"), xml.GetAttribute("uom"));
        var own = xml.GetAttribute("name");
        if (xml.IsEmptyElement)
        {
            Step();
            return;
        }

        var text = "";
        Step();
        while (xml.Depth > depth && !xml.EOF)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                text += xml.Value;
                Step();
            }
            else
            {
                var before = values.Count;
                ReadElement(values, ref level);

                // <lfSpanFr><gml:timePosition> and <gen:stringAttribute name="…"><gen:value> are one value under the outer name.
                for (var i = before; i < values.Count; i++)
                {
                    if (values[i].Name is "timePosition" or "value" or "timeInstant")
                        values[i] = values[i] with { Name = own ?? name };
                }
            }
        }

        Step();
        if (text.Trim() is { Length: > 0 } value)
            values.Add(new GmlValue(name, value, codes, unit));
    }

    private int? Level(string name)
    {
        for (var i = 0; i < dialect.Shapes.Count; i++)
        {
            if (dialect.Shapes[i] == name)
                return i;
        }

        return null;
    }

    private void See()
    {
        envelopeSystem ??= xml.GetAttribute("srsName");
        if (int.TryParse(xml.GetAttribute("srsDimension"), NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own is 2 or 3 && xml.LocalName == "Envelope")
            dimension = own;
    }

    private void Step()
    {
        xml.Read();
        if (xml.NodeType == XmlNodeType.Element)
            envelopeSystem ??= xml.GetAttribute("srsName");
    }

    private Geometry? Build(out string? fault)
    {
        fault = shapes is { IsEmpty: true, Degenerate: > 0 } ? "面の点の数が足りず、図形になりません" : null;
        return shapes.Shape(dialect.Dissolve);
    }
}
