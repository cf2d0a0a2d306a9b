using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.MapServer.Shell;

namespace Gis.MapServer.Hosting;

/// <summary>
/// Errors as RFC 9457 problem documents: a Japanese title and sentence, the status, nothing from inside. Whoever asks for a page gets one (<see cref="ProblemPage"/>).
/// </summary>
public static class Problems
{
    /// <summary>Media type of problem documents.</summary>
    public const string ContentType = "application/problem+json";

    private static readonly HashSet<int> Worded = [400, 401, 403, 404, 405, 406, 408, 412, 413, 415, 421, 428, 429, 503];

    /// <summary>Writes a problem document unless the answer has begun.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="detail">Sentence for people; null takes a general one for the status.</param>
    public static async Task WriteAsync(HttpContext context, int status, string? detail = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Response.HasStarted)
            return;
        context.Response.StatusCode = status;
        var page = ProblemPage.IsWanted(context.Request);
        context.Response.ContentType = page ? "text/html; charset=utf-8" : ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove("ETag");
        if (status is StatusCodes.Status503ServiceUnavailable && context.Response.Headers.RetryAfter.Count == 0)
            context.Response.Headers.RetryAfter = "2";
        var bytes = page ? ProblemPage.Write(context, status, detail) : Document(status, detail);
        context.Response.ContentLength = bytes.Length;
        // Also when the request's own time is over.
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, CancellationToken.None);
    }

    /// <summary>The key of a status in the message files.</summary>
    /// <param name="status">HTTP status; one without words of its own is called a fault of the server.</param>
    /// <param name="part"><c>title</c> or <c>text</c>.</param>
    internal static string Key(int status, string part) => $"problem.{(Worded.Contains(status) ? status : 500)}.{part}";

    private static byte[] Document(int status, string? detail) => JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = Messages.Original(Key(status, "title")),
            ["status"] = status,
            ["detail"] = detail ?? Messages.Original(Key(status, "text")),
        },
        CatalogueJson.Options);
}
