using System.Security.Cryptography;
using System.Text;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Tiles;

/// <summary>Sends a tile in the representation the asker understands, or 304, or 204 when it holds nothing.</summary>
/// <param name="key">Names the tile's content.</param>
/// <param name="fresh">True when the address itself names this content, so that a copy never needs to be asked for again.</param>
/// <param name="read">Gives the tile; not called when the asker already has it.</param>
internal sealed class TileResult(string key, bool fresh, Func<Task<StoredTile>> read) : IActionResult
{
    public const string MediaType = "application/vnd.mapbox-vector-tile";

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var http = context.HttpContext;
        var gzip = AcceptsGzip(http.Request);
        var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 10));
        var entityTag = gzip ? $"\"{mark}-g\"" : $"\"{mark}\"";
        if (EntityTags.Match(http.Request, entityTag))
        {
            SetHeaders(http, entityTag);
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var tile = await read();
        SetHeaders(http, entityTag);
        if (tile.Raw.Length == 0)
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var body = gzip ? tile.Gzip : tile.Raw;
        http.Response.ContentType = MediaType;
        http.Response.ContentLength = body.Length;
        if (gzip)
            http.Response.Headers.ContentEncoding = "gzip";
        if (!HttpMethods.IsHead(http.Request.Method))
            await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private void SetHeaders(HttpContext http, string entityTag)
    {
        var rule = DocumentResult.CacheRule(http);
        http.Response.Headers.ETag = entityTag;
        http.Response.Headers.Vary = "Accept-Encoding";
        http.Response.Headers.CacheControl = fresh && rule.StartsWith("public", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : rule;
    }

    private static bool AcceptsGzip(HttpRequest request)
    {
        foreach (var coding in request.GetTypedHeaders().AcceptEncoding)
        {
            if (coding.Value is var name && (name == "gzip" || name == "*"))
                return coding.Quality is not 0;
        }

        return false;
    }
}
