using System.Globalization;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Live;

/// <summary>Server-sent events: open maps hear at once when a layer changed and which of its tiles look different.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="listeners">Everyone who waits.</param>
/// <param name="lifetime">Ends the streams when the server stops.</param>
public sealed class LiveController(Documents documents, Listeners listeners, IHostApplicationLifetime lifetime) : ControllerBase
{
    /// <summary>
    /// The stream: <c>hello</c> with the present revision, then a <c>change</c> for each change with the layers, their revisions and the touched tiles.
    /// Whoever comes again with <c>Last-Event-ID</c> is told what was missed.
    /// </summary>
    [Get("/live")]
    [DisableRequestTimeout]
    public async Task ListenAsync()
    {
        _ = documents.Snapshot;
        Response.ContentType = "text/event-stream; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(Request.Method))
            return;
        long? last = long.TryParse(Request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var channel = listeners.Join(() => documents.Snapshot, last)
            ?? throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "更新の通知を受ける人が多すぎます。");
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await foreach (var text in channel.Reader.ReadAllAsync(end.Token))
            {
                await Response.Body.WriteAsync(text, end.Token);
                await Response.Body.FlushAsync(end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The listener left or the server stops: the stream simply ends.
        }
        finally
        {
            listeners.Leave(channel);
        }
    }
}
