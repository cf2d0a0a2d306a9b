using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Gis.MapServer.Features.Documents;

/// <summary>The conformance classes that are built: those of the controllers that this server mounts.</summary>
/// <param name="actions">What is mounted.</param>
public sealed class Conformance(IActionDescriptorCollectionProvider actions)
{
    /// <summary>The addresses of the classes, in order.</summary>
    public IReadOnlyList<string> Classes { get; } =
    [
        .. actions.ActionDescriptors.Items.OfType<ControllerActionDescriptor>().Select(a => a.ControllerTypeInfo).Distinct()
            .SelectMany(c => c.GetCustomAttributes<ConformsAttribute>()).SelectMany(c => c.Classes).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The list as a document.</summary>
    public JsonObject Document(string root) => new()
    {
        ["links"] = Link.ToJson([new($"{root}/conformance", "self", Link.Json), new($"{root}/conformance?f=html", "alternate", Link.Html)]),
        ["conformsTo"] = new JsonArray([.. Classes.Select(c => (JsonNode)c)]),
    };
}
