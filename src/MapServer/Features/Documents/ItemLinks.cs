using System.Globalization;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Querying;

namespace Gis.MapServer.Features.Documents;

/// <summary>Links of a page of features.</summary>
/// <param name="request">The request.</param>
/// <param name="collection">Address of the collection.</param>
/// <param name="layer">Its layer.</param>
/// <param name="query">What is asked for.</param>
internal sealed class ItemLinks(HttpRequest request, string collection, Layer layer, FeatureQuery query)
{
    /// <summary>Links that do not depend on what is found.</summary>
    public IReadOnlyList<Link> OfHead() =>
    [
        new(collection, "collection", Link.Json),
        new($"{collection}/queryables", Link.Ogc + "queryables", Link.Schema),
        new($"{collection}/schema", Link.Ogc + "schema", Link.Schema),
    ];

    /// <summary>Links in the answer.</summary>
    /// <param name="next">Where the next page begins; null when there is none.</param>
    public List<Link> OfBody(PageKey? next)
    {
        var links = new List<Link>
        {
            new(Address(null, null), "self", Link.GeoJson),
            new(Address("f", "html"), "alternate", Link.Html),
            new(Address("f", "csv"), "alternate", Link.Csv),
            new(collection, "collection", Link.Json, layer.Title),
        };
        if (Next(next) is { } address)
            links.Add(new Link(address, "next", Link.GeoJson));
        return links;
    }

    /// <summary>
    /// Address of the next page: it begins behind the last feature of this one, so rows that come or go before it cannot shift it.
    /// </summary>
    public string? Next(PageKey? next)
    {
        if (next is null)
            return null;
        var parameters = QueryString.Create("limit", query.Limit.ToString(CultureInfo.InvariantCulture));
        foreach (var (name, values) in request.Query.Where(p => p.Key is not ("limit" or "after" or "offset")))
            parameters = parameters.Add(name, values.ToString());
        return $"{collection}/items{parameters.Add("after", next.ToString())}";
    }

    /// <summary>Address of the same page in another form.</summary>
    public string As(string form) => Address("f", form);

    /// <summary>Links of one feature.</summary>
    public static IReadOnlyList<Link> OfOne(string collection, Layer layer, long fid)
    {
        var self = string.Create(CultureInfo.InvariantCulture, $"{collection}/items/{fid}");
        return [new(self, "self", Link.GeoJson), new($"{self}?f=html", "alternate", Link.Html), new(collection, "collection", Link.Json, layer.Title)];
    }

    private string Address(string? name, string? value)
    {
        var parameters = QueryString.Empty;
        foreach (var (key, values) in request.Query.Where(p => p.Key != name))
            parameters = parameters.Add(key, values.ToString());
        return $"{collection}/items{(name is null ? parameters : parameters.Add(name, value!))}";
    }
}
