using System.Text.Json;

namespace Gis.Viewer.Hosting;

/// <summary>Errors as RFC 9457 problem documents.</summary>
internal static class ViewerProblem
{
    /// <summary>Writes one.</summary>
    /// <param name="context">The request it answers.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="title">What kind of error, in Japanese.</param>
    /// <param name="detail">What to do, in Japanese.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(
            JsonSerializer.Serialize(new { type = "about:blank", title, status, detail }), context.RequestAborted);
    }
}
