using System.Text.Json;

namespace Gis.MapServer.Tests.Holding.Payloads;

/// <summary>A place in a request where a word can be put.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Name">Address pattern and parameter.</param>
/// <param name="Path">Address with <c>{0}</c> where the word goes; null when it goes into the body.</param>
/// <param name="Body">JSON body with <c>{0}</c>; null for none.</param>
public sealed record ApiPlace(string Method, string Name, string Path, string? Body = null);

/// <summary>Reads out of a served OpenAPI document every parameter there is.</summary>
public static class ApiPlaces
{
    // What the others are while one is tried: so that the request would be answered.
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["collectionId"] = "plots",
        ["featureId"] = "1",
        ["tileMatrixSetId"] = "WebMercatorQuad",
        ["tileMatrix"] = "1",
        ["tileRow"] = "0",
        ["tileCol"] = "1",
        ["name"] = "town",
        ["layers"] = "plots",
        ["z"] = "1",
        ["x"] = "1",
        ["y"] = "0",
        ["layer"] = "plots",
        // No worker makes files here: a real ending would be answered by 503.
        ["format"] = "none",
        ["fid"] = "1",
        ["relation"] = "register",
        ["lon"] = "139.3",
        ["lat"] = "35.1",
        ["q"] = "a",
        ["district"] = "plots.1",
    };

    /// <summary>All places of a document.</summary>
    public static IReadOnlyList<ApiPlace> Of(JsonElement api)
    {
        var places = new List<ApiPlace>();
        foreach (var path in api.GetProperty("paths").EnumerateObject())
        {
            var root = path.Value.TryGetProperty("servers", out _) ? "" : "/ogc";
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Name is "get" or "post" or "put" or "patch" or "delete"))
                places.AddRange(OfOperation(api, root + path.Name, operation));
        }

        return places;
    }

    private static IEnumerable<ApiPlace> OfOperation(JsonElement api, string path, JsonProperty operation)
    {
        // A stream of events has no end.
        if (path == "/live")
            yield break;
        var method = operation.Name.ToUpperInvariant();
        var parameters = operation.Value.TryGetProperty("parameters", out var listed) ? listed.EnumerateArray().Select(p => Resolve(api, p)).ToList() : [];
        string Filled(string? but) => parameters.Where(p => In(p) == "path" && Name(p) != but).Aggregate(path, (all, p) => all.Replace($"{{{Name(p)}}}", Usual[Name(p)], StringComparison.Ordinal)).Replace($"{{{but}}}", "{0}", StringComparison.Ordinal);
        var needed = string.Concat(parameters.Where(p => In(p) == "query" && p.TryGetProperty("required", out var must) && must.GetBoolean()).Select(p => $"&{Name(p)}={Usual[Name(p)]}"));
        foreach (var parameter in parameters)
        {
            var name = Name(parameter);
            var others = needed.Replace($"&{name}={Usual.GetValueOrDefault(name)}", "", StringComparison.Ordinal);
            if (In(parameter) == "path")
                yield return new(method, $"{method} {path} {name}", $"{Filled(name)}?{others.TrimStart('&')}", Bodies(method).FirstOrDefault());
            else if (In(parameter) == "query")
                yield return new(method, $"{method} {path} {name}", $"{Filled(null)}?{Uri.EscapeDataString(name)}={{0}}{others}", Bodies(method).FirstOrDefault());
        }

        // Names of parameters are words too, and so is all that is behind the address.
        yield return new(method, $"{method} {path} (name)", $"{Filled(null)}?{{0}}=1{needed}", Bodies(method).FirstOrDefault());
        yield return new(method, $"{method} {path} (path)", $"{Filled(null)}/{{0}}", Bodies(method).FirstOrDefault());
        foreach (var body in Bodies(method))
            yield return new(method, $"{method} {path} {body}", Filled(null), body);
    }

    private static IEnumerable<string> Bodies(string method) => method is "POST" or "PUT" or "PATCH"
        ?
        [
            """{"type":"Feature","geometry":null,"properties":{"名称":"{0}"}}""", """{"type":"Feature","geometry":null,"properties":{"{0}":"x"}}""", """{"type":"{0}","geometry":null,"properties":{}}""",
            """{"type":"Feature","geometry":{"type":"{0}","coordinates":[1,1]},"properties":{}}""", """{"type":"Feature","geometry":{"type":"Point","coordinates":["{0}",1]},"properties":{}}""", "{0}",
        ]
        : [];

    private static JsonElement Resolve(JsonElement api, JsonElement parameter) =>
        parameter.TryGetProperty("$ref", out var link) ? api.GetProperty("components").GetProperty("parameters").GetProperty(link.GetString()!.Split('/')[^1]) : parameter;

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    private static string In(JsonElement parameter) => parameter.GetProperty("in").GetString()!;
}
