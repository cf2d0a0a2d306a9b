using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Gis.Viewer.Hosting;

/// <summary>Errors as RFC 9457 problem documents.</summary>
internal static class ViewerProblem
{
    // Japanese as it is: the window shows it to whoever followed a link that leads nowhere.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

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
            JsonSerializer.Serialize(new { type = "about:blank", title, status, detail }, Readable), context.RequestAborted);
    }
}
