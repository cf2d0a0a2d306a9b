using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.MapServer.Hosting;

/// <summary>A JSON document ready to be sent.</summary>
/// <param name="Bytes">UTF-8.</param>
/// <param name="EntityTag">Weak entity tag of its content, quotes and W/ included.</param>
public sealed record ReadyDocument(byte[] Bytes, string EntityTag)
{
    /// <summary>Serialises a document and tags it by its content.</summary>
    public static ReadyDocument From(JsonNode document)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document, CatalogueJson.Options);
        // Weak: the same document may travel compressed or not.
        return new ReadyDocument(bytes, $"W/\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12))}\"");
    }
}

/// <summary>Documents made from the catalogue, each built once for a state of the catalogue.</summary>
/// <param name="catalogue">Where the present state is found.</param>
public sealed class Documents(TownCatalogue catalogue)
{
    private readonly ConditionalWeakTable<TownSnapshot, ConcurrentDictionary<string, Lazy<ReadyDocument>>> _built = [];

    /// <summary>The present snapshot.</summary>
    /// <exception cref="RequestProblemException">The catalogue was not read yet.</exception>
    public TownSnapshot Snapshot => catalogue.Current ?? throw RequestProblemException.NotReady();

    /// <summary>A document of the present catalogue.</summary>
    /// <param name="name">Tells it from others; never from a request, unless checked against the catalogue.</param>
    /// <param name="build">Makes it from a snapshot.</param>
    public ReadyDocument Get(string name, Func<TownSnapshot, JsonNode> build)
    {
        var snapshot = Snapshot;
        return _built.GetOrCreateValue(snapshot)
            .GetOrAdd(name, _ => new Lazy<ReadyDocument>(() => ReadyDocument.From(build(snapshot)))).Value;
    }
}
