using System.Text.Json.Nodes;

namespace Gis.MapServer.Features;

/// <summary>The conformance classes that are built. A class is listed here by the change that builds it.</summary>
internal static class Conformance
{
    private static readonly string[] Classes =
    [
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
        "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    ];

    public static JsonObject Document() => new() { ["conformsTo"] = new JsonArray([.. Classes.Select(c => (JsonNode)c)]) };
}
