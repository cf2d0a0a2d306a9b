using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.OpenData.Dcat;

/// <summary>The list of open data for portals that gather it.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="offers">Reads which files may be taken.</param>
/// <param name="hosts">Knows under what name the server is reached.</param>
public sealed class CatalogController(Documents documents, OfferReader offers, HostNames hosts) : ControllerBase
{
    /// <summary>The document.</summary>
    /// <param name="cancellation">Ends the queries.</param>
    [Get(CatalogDocument.Address)]
    public async Task<IActionResult> DocumentAsync(CancellationToken cancellation)
    {
        var snapshot = documents.Snapshot;
        var files = await offers.ReadAsync(null, null, cancellation);
        var issued = await offers.IssuedAsync(cancellation);
        var document = new CatalogDocument(snapshot, files.ToLookup(o => o.Layer, StringComparer.Ordinal), issued, hosts.OriginOf(Request)).Build();
        return new DocumentResult(ReadyDocument.From(document), CatalogDocument.MediaType);
    }
}
