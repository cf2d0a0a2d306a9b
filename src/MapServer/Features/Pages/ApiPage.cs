using System.Text.Json.Nodes;
using Gis.Engine.Reading;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Features.Pages;

/// <summary>The definition of the API for people: made from the very document that programs read.</summary>
/// <param name="Snapshot">The catalogue.</param>
/// <param name="Operations">What can be asked.</param>
public sealed record ApiPage(TownSnapshot Snapshot, IReadOnlyList<ApiOperation> Operations) : PageFrame(Messages.Of("page.api.document"), Snapshot)
{
    /// <summary>Reads the operations of a definition.</summary>
    public static IReadOnlyList<ApiOperation> Read(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var shared = document["components"]!["parameters"]!.AsObject();
        var operations = new List<ApiOperation>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            var under = item!["servers"] is null ? "/ogc" : "";
            foreach (var (method, operation) in item.AsObject().Where(m => m.Value is JsonObject))
                operations.Add(new ApiOperation(
                    method.ToUpperInvariant(), under + (path == "/" ? "" : path), operation!["summary"]!.GetValue<string>(),
                    [.. operation["parameters"]!.AsArray().Select(p => Parameter(p!.AsObject(), shared))]));
        }

        return operations;
    }

    private static (string Name, string Words) Parameter(JsonObject parameter, JsonObject shared)
    {
        var whole = parameter["$ref"] is { } reference ? shared[reference.GetValue<string>().Split('/')[^1]]!.AsObject() : parameter;
        return (whole["name"]!.GetValue<string>(), whole["description"]?.GetValue<string>() ?? "");
    }
}

/// <summary>One operation.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with places in braces.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Parameters">Its parameters and what they mean.</param>
public sealed record ApiOperation(string Method, string Path, string Summary, IReadOnlyList<(string Name, string Words)> Parameters);
