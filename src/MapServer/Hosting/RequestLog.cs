using System.Diagnostics;
using Gis.MapServer.Metrics;

namespace Gis.MapServer.Hosting;

/// <summary>
/// One log line a request: method, the route's pattern, status, time. Never the address itself: a query holds what people search for,
/// a tile's number or a coordinate where they look.
/// </summary>
internal static partial class RequestLog
{
    public static void UseRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Gis.Requests");
        var meter = app.Services.GetRequiredService<RequestMeter>();
        app.Use(async (context, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                await next(context);
            }
            finally
            {
                var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? "/" + pattern.TrimStart('/') : "-";
                meter.Add(route, context.Response.StatusCode, Stopwatch.GetTimestamp() - started);
                Answered(log, KnownMethod(context.Request.Method), route, context.Response.StatusCode, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
    }

    private static string KnownMethod(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "DELETE" or "PATCH" or "OPTIONS" ? method : "other";

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Method} {Route} {Status} {Milliseconds:0.0} ms")]
    private static partial void Answered(ILogger log, string method, string route, int status, double milliseconds);
}
