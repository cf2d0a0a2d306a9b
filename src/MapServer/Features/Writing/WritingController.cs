using System.Globalization;
using System.Security.Claims;
using Gis.Core.Catalogue;
using Gis.MapServer.Features.Crs;
using Gis.MapServer.Features.Documents;
using Gis.MapServer.Features.Querying;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Features.Writing;

/// <summary>
/// OGC API – Features, Part 4: staff create, replace, change and delete features one by one. A change names the version it was made from (If-Match), so that
/// nobody overwrites what he has not seen.
/// </summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="hosts">Builds absolute addresses.</param>
/// <param name="writer">Writes.</param>
[StaffOnly]
[Conforms("ogcapi-features-4/1.0", "create-replace-delete", "update", "features", "optimistic-locking-etags")]
public sealed class WritingController(Hosting.Documents documents, HostNames hosts, FeatureWriter writer) : OgcController(documents, hosts)
{
    private const string Items = "/ogc/collections/{collection}/items", Item = Items + "/{item}";
    private const int MostBytes = 4 * 1024 * 1024;

    // How long a writer waits until the server's own catalogue shows his change.
    private static readonly TimeSpan SeenWithin = TimeSpan.FromSeconds(2);

    /// <summary>A new feature; the server chooses its number.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [HttpPost(Items)]
    [RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> CreateAsync(string collection, CancellationToken cancellation)
    {
        var layer = Begin(collection);
        var body = FeatureBody.ReadWhole(await BodyAsync(Link.GeoJson, cancellation), layer, BodyCrs());
        var written = await WriteAsync(layer, "create", null, body, null, cancellation);
        return Created(string.Create(CultureInfo.InvariantCulture, $"{Root}/collections/{layer.Id.Value}/items/{written.Fid}"), null);
    }

    /// <summary>A feature instead of the present one.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [HttpPut(Item)]
    [RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> ReplaceAsync(string collection, string item, CancellationToken cancellation)
    {
        var (layer, fid) = (Begin(collection), Number(item));
        var body = FeatureBody.ReadWhole(await BodyAsync(Link.GeoJson, cancellation), layer, BodyCrs());
        await WriteAsync(layer, "replace", fid, body, Version(), cancellation);
        return NoContent();
    }

    /// <summary>A change of a feature (RFC 7396).</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [HttpPatch(Item)]
    [RequestSizeLimit(MostBytes)]
    public async Task<IActionResult> ChangeAsync(string collection, string item, CancellationToken cancellation)
    {
        var (layer, fid) = (Begin(collection), Number(item));
        var body = FeatureBody.ReadPatch(await BodyAsync(Link.MergePatch, cancellation), layer, BodyCrs(), fid);
        await WriteAsync(layer, "update", fid, body, Version(), cancellation);
        return NoContent();
    }

    /// <summary>Takes a feature away; the history keeps it.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    [HttpDelete(Item)]
    public async Task<IActionResult> DeleteAsync(string collection, string item, CancellationToken cancellation)
    {
        var (layer, fid) = (Begin(collection), Number(item));
        await WriteAsync(layer, "delete", fid, null, Version(), cancellation);
        Response.Headers.Remove("ETag");
        return NoContent();
    }

    /// <summary>What this account may do with the features of a collection.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="cancellation">Ends the query.</param>
    [HttpOptions(Items)]
    public Task<IActionResult> OptionsOfItemsAsync(string collection, CancellationToken cancellation) => AllowAsync(collection, "POST", cancellation);

    /// <summary>What this account may do with a feature.</summary>
    /// <param name="collection">Layer id.</param>
    /// <param name="item">fid.</param>
    /// <param name="cancellation">Ends the query.</param>
    [HttpOptions(Item)]
    public Task<IActionResult> OptionsOfItemAsync(string collection, string item, CancellationToken cancellation)
    {
        _ = Number(item);
        return AllowAsync(collection, "PUT, PATCH, DELETE", cancellation);
    }

    private string Account => User.FindFirstValue(ClaimTypes.Name) ?? throw new RequestProblemException(StatusCodes.Status401Unauthorized, "サインインしてください。");

    private async Task<IActionResult> AllowAsync(string collection, string writing, CancellationToken cancellation)
    {
        var layer = Begin(collection);
        Response.Headers.Allow = "GET, HEAD, OPTIONS" + (await writer.MayEditAsync(layer.Id, Account, cancellation) ? $", {writing}" : "");
        return Ok();
    }

    private Layer Begin(string collection)
    {
        QueryParameters.AllowOnly(Request);
        return Find(collection);
    }

    private static long Number(string item) => long.TryParse(item, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var fid)
        ? fid
        : throw RequestProblemException.NotFound("この番号の地物はありません。");

    // The version a change was made from. Without one it cannot be known whether it overwrites somebody else's.
    private long? Version()
    {
        var tags = Request.Headers.IfMatch;
        if (tags.Count == 0)
            throw new RequestProblemException(StatusCodes.Status428PreconditionRequired, "If-Match ヘッダーに、読み込んだときの ETag を入れてください。");
        if (tags is ["*"])
            return null;
        return tags.Count == 1 && ItemTag.VersionOf(tags.ToString()) is { } version
            ? version
            : throw new RequestProblemException(StatusCodes.Status412PreconditionFailed, "If-Match の値が、この地物の ETag ではありません。もう一度読み込んでください。");
    }

    private FeatureCrs BodyCrs()
    {
        if (Request.Headers["Content-Crs"].ToString() is not { Length: > 0 } text)
            return FeatureCrs.Crs84;
        return CrsList.FirstOrDefault(c => c.Uri == text.Trim().TrimStart('<').TrimEnd('>'))
            ?? throw RequestProblemException.Bad("Content-Crs に指定された座標系は使えません。");
    }

    private async Task<byte[]> BodyAsync(string type, CancellationToken cancellation)
    {
        if (!string.Equals(Request.GetTypedHeaders().ContentType?.MediaType.Value, type, StringComparison.OrdinalIgnoreCase))
            throw new RequestProblemException(StatusCodes.Status415UnsupportedMediaType, $"Content-Type は {type} にしてください。");
        using var whole = new MemoryStream();
        await Request.Body.CopyToAsync(whole, cancellation);
        return whole.ToArray();
    }

    // Who has written sees his change in every answer that comes after this one.
    private async Task<Written> WriteAsync(
        Layer layer, string operation, long? fid, FeatureBody? body, long? version, CancellationToken cancellation)
    {
        var written = await writer.WriteAsync(layer.Id, operation, fid, body, version, Account, cancellation);
        var until = TimeProvider.System.GetTimestamp();
        while (Snapshot.Find(layer.Id.Value)?.Revision < written.Revision && TimeProvider.System.GetElapsedTime(until) < SeenWithin)
            await Task.Delay(10, cancellation);
        Response.Headers.ETag = ItemTag.Of(written.Version);
        return written;
    }
}
