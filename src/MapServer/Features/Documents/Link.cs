using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gis.MapServer.Features;

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

    /// <summary>Writes a member <c>links</c>.</summary>
    public static void WriteAll(Utf8JsonWriter json, IReadOnlyList<Link> links)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(links);
        json.WritePropertyName("links");
        ToJson(links).WriteTo(json);
    }

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
            array.Add(one);
        }

        return array;
    }
}
