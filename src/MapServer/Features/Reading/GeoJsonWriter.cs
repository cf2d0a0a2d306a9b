using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Querying;

namespace Gis.MapServer.Features.Reading;

/// <summary>Writes features as GeoJSON.</summary>
internal sealed class GeoJsonWriter
{
    private readonly Utf8Buffer _into;
    private readonly ShapeWriter _shapes;
    private readonly byte[][] _names;

    public GeoJsonWriter(FeatureQuery query, Utf8Buffer into)
    {
        (_into, _shapes) = (into, new ShapeWriter(query.Crs, into));
        using var name = new Utf8Buffer();
        _names = [.. query.Fields.Select((field, i) =>
        {
            name.Clear();
            name.Raw(i == 0 ? "" : ",");
            name.Text(field.Name);
            name.Raw(":"u8);
            return name.Written.ToArray();
        })];
    }

    /// <summary>The present feature of a page.</summary>
    /// <param name="rows">The page.</param>
    /// <param name="links">Links of the feature; null for none.</param>
    public void Feature(FeatureRows rows, IReadOnlyList<Link>? links = null)
    {
        _into.Raw("{\"type\":\"Feature\",\"id\":"u8);
        _into.Number(rows.Fid);
        _into.Raw(",\"geometry\":"u8);
        _shapes.Write(rows.Shape);
        _into.Raw(",\"properties\":{"u8);
        for (var i = 0; i < _names.Length; i++)
        {
            _into.Raw(_names[i]);
            rows.WriteValue(i, _into);
        }

        _into.Raw("}"u8);
        if (links is not null)
            Links(links);
        _into.Raw("}"u8);
    }

    /// <summary>A member <c>links</c> behind others.</summary>
    public void Links(IReadOnlyList<Link> links)
    {
        _into.Raw(",\"links\":"u8);
        _into.Raw(JsonSerializer.SerializeToUtf8Bytes(Link.ToJson(links), CatalogueJson.Options));
    }
}
