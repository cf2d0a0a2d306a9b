using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Keeping;
using Gis.MapServer.Tiles.Making;
using Microsoft.Extensions.Primitives;

namespace Gis.MapServer.Tiles.Answers;

/// <summary>Sends a tile as it is kept: in the form that the asker understands, or 304, or 204 when there is nothing in it.</summary>
/// <param name="options">Says for whom.</param>
/// <param name="brotli">Makes the form that lies ready for the next.</param>
public sealed class TileAnswers(ServerOptions options, BrotliMaker brotli)
{
    private const string MediaType = "application/vnd.mapbox-vector-tile";

    private static readonly StringValues Gzip = "gzip", Br = "br", Vary = "Accept-Encoding";

    // A browser need never ask again for an address that names its content. A cache that many share must: what is withdrawn would live on there.
    private static readonly StringValues ForEver = "public, max-age=31536000, s-maxage=0, immutable";

    // What staff sees, only their own browser may keep, and asks each time.
    private readonly StringValues _ask = options.Audience == Audience.Public ? "public, no-cache" : "private, no-cache";
    private readonly StringValues _named = options.Audience == Audience.Public ? ForEver : "private, no-cache";

    /// <summary>Sends it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="key">Its key on the shelf.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="named">True when the address itself names this content, so that a copy need never be asked for again.</param>
    public Task WriteAsync(HttpContext context, in TileKey key, KeptTile tile, bool named)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(tile);
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.Vary = Vary;
        headers.CacheControl = named ? _named : _ask;
        SecurityHeaders.ForData(headers);
        var (gzip, br) = Codings.Read(request.Headers.AcceptEncoding);
        var match = request.Headers.IfNoneMatch;
        var body = Body(key, tile, gzip, br, out var tag, out var coding);
        if (match.Count > 0 && (Codings.Has(match, tag) || (gzip && Codings.Has(match, tile.GzipTag))))
        {
            headers.ETag = Codings.Has(match, tag) ? tag : tile.GzipTag;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        headers.ETag = tag;
        if (tile.IsEmpty)
        {
            response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }

        headers.ContentType = MediaType;
        headers.ContentLength = body.Length;
        if (coding.Count > 0)
            headers.ContentEncoding = coding;
        if (HttpMethods.IsHead(request.Method))
            return Task.CompletedTask;
        var sent = response.BodyWriter.WriteAsync(body, context.RequestAborted);
        return sent.IsCompletedSuccessfully ? Task.CompletedTask : sent.AsTask();
    }

    private byte[] Body(in TileKey key, KeptTile tile, bool gzip, bool br, out string tag, out StringValues coding)
    {
        if (br && tile.Brotli is { } packed)
        {
            (tag, coding) = (tile.BrotliTag, Br);
            return packed;
        }

        if (br && !tile.IsEmpty)
            brotli.Wish(key, tile);
        if (gzip)
        {
            (tag, coding) = (tile.GzipTag, Gzip);
            return tile.Gzip;
        }

        (tag, coding) = (tile.PlainTag, default);
        return tile.Inflate();
    }
}
