using Gis.Core.Catalogue;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Hosting;

/// <summary>Sends a document, or 304 when the asker has it.</summary>
/// <param name="document">What to send.</param>
/// <param name="contentType">Its media type.</param>
public sealed class DocumentResult(ReadyDocument document, string contentType = "application/json; charset=utf-8") : IActionResult
{
    /// <summary>Who may keep the answer; null: by audience, see <see cref="CacheRule"/>.</summary>
    public string? CacheControl { get; init; }

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.ETag = document.EntityTag;
        response.Headers.CacheControl = CacheControl ?? CacheRule(context.HttpContext);
        if (EntityTags.Match(request, document.EntityTag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = contentType;
        response.ContentLength = document.Bytes.Length;
        if (!HttpMethods.IsHead(request.Method))
            await response.Body.WriteAsync(document.Bytes, context.HttpContext.RequestAborted);
    }

    /// <summary>Anyone may keep what is public, if he asks each time whether it is still true; what staff sees, only their own browser.</summary>
    public static string CacheRule(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var audience = context.RequestServices.GetRequiredService<ServerOptions>().Audience;
        return audience == Audience.Public ? "public, no-cache" : "private, no-cache";
    }
}

/// <summary>Comparison of entity tags.</summary>
public static class EntityTags
{
    /// <summary>Whether the asker already has this representation (If-None-Match, weak comparison as RFC 9110 §13.1.2 says).</summary>
    public static bool Match(HttpRequest request, string entityTag)
    {
        ArgumentNullException.ThrowIfNull(request);
        var opaque = Opaque(entityTag);
        foreach (var tag in request.GetTypedHeaders().IfNoneMatch)
        {
            if (tag.Tag == "*" || tag.Tag == opaque)
                return true;
        }

        return false;
    }

    private static string Opaque(string tag) => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag;
}
