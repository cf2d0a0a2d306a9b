using System.Text.Json.Nodes;

namespace Gis.MapServer.Features.Documents;

/// <summary>A web link (RFC 8288) in an OGC API answer.</summary>
/// <param name="Href">Absolute address.</param>
/// <param name="Rel">What it is to the answer.</param>
/// <param name="Type">Media type behind it.</param>
/// <param name="Title">Title for people, or null.</param>
public sealed record Link(string Href, string Rel, string Type, string? Title = null)
{
    /// <summary>Media type of GeoJSON.</summary>
    public const string GeoJson = "application/geo+json";

    /// <summary>Media type of JSON.</summary>
    public const string Json = "application/json";

    /// <summary>Media type of the API definition.</summary>
    public const string OpenApi = "application/vnd.oai.openapi+json;version=3.0";

    /// <summary>Media type of a page.</summary>
    public const string Html = "text/html";

    /// <summary>Media type of a JSON schema.</summary>
    public const string Schema = "application/schema+json";

    /// <summary>Media type of a change of a JSON document (RFC 7396).</summary>
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Media type of a table.</summary>
    public const string Csv = "text/csv";

    /// <summary>Media type of a vector tile.</summary>
    public const string Mvt = "application/vnd.mapbox-vector-tile";

    /// <summary>Relation types that OGC has registered begin with this.</summary>
    public const string Ogc = "http://www.opengis.net/def/rel/ogc/1.0/";

    /// <summary>Whether the address is a template with places in braces.</summary>
    public bool Templated { get; init; }

    /// <summary>A list of links as JSON.</summary>
    public static JsonArray ToJson(IReadOnlyList<Link> links)
    {
        ArgumentNullException.ThrowIfNull(links);
        var array = new JsonArray();
        foreach (var link in links)
        {
            var one = new JsonObject { ["href"] = link.Href, ["rel"] = link.Rel, ["type"] = link.Type };
            if (link.Title is not null)
                one["title"] = link.Title;
            if (link.Templated)
                one["templated"] = true;
            array.Add(one);
        }

        return array;
    }

    /// <summary>Adds links to the answer's head (RFC 8288). Addresses made of a query are left to the body.</summary>
    public static void AddTo(HttpResponse response, IEnumerable<Link> links)
    {
        ArgumentNullException.ThrowIfNull(response);
        foreach (var link in links.Where(l => !l.Templated && l.Href.All(c => c is > ' ' and <= '~' and not '<' and not '>')))
            response.Headers.Append("Link", $"<{link.Href}>; rel=\"{link.Rel}\"; type=\"{link.Type}\"");
    }
}
