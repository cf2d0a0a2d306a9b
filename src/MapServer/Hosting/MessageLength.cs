namespace Gis.MapServer.Hosting;

/// <summary>
/// Refuses requests that say in two ways how long they are (RFC 9112 §6.3), and questions with a body: a proxy that believes the other one than this server would take the rest of one
/// visitor's request for the beginning of the next one's.
/// </summary>
internal static class MessageLength
{
    // Kestrel puts the length that it does not believe under this name, and goes on.
    private const string Disbelieved = "X-Content-Length";

    public static void UseOneLength(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var headers = context.Request.Headers;
        var chunked = headers.TransferEncoding.Count > 0;
        var both = chunked && (headers.ContainsKey(Disbelieved) || headers.ContentLength is not null);
        if (!both && !(IsQuestion(context.Request) && (chunked || headers.ContentLength > 0)))
            return next(context);
        context.Response.Headers.Connection = "close";
        return Problems.WriteAsync(context, StatusCodes.Status400BadRequest);
    });

    // A question has no body that would mean anything (RFC 9110 §9.3.1); one that is not read may be taken for the next request.
    private static bool IsQuestion(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
