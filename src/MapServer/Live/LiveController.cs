using System.Globalization;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Gis.MapServer.Live;

/// <summary>Server-sent events: open maps hear at once when a layer changed, and ask anew for what they show of it.</summary>
/// <param name="documents">Gives the present catalogue.</param>
/// <param name="listeners">Everyone who waits.</param>
/// <param name="lifetime">Ends the streams when the server stops.</param>
public sealed class LiveController(Documents documents, Listeners listeners, IHostApplicationLifetime lifetime) : ControllerBase
{
    // Keeps proxies from closing a quiet stream, and finds listeners that are gone.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The stream: <c>hello</c> with the present revision, then a <c>change</c> for each change with the layers and their revisions
    /// (no revision: the layer is gone).
    /// </summary>
    [Get("/live")]
    public async Task ListenAsync()
    {
        var revision = documents.Snapshot.Catalogue.Revision;
        Response.ContentType = "text/event-stream; charset=utf-8";
        Response.Headers.CacheControl = "no-store";
        Response.Headers["X-Accel-Buffering"] = "no";
        if (HttpMethods.IsHead(Request.Method))
            return;
        var channel = listeners.Join() ?? throw new RequestProblemException(StatusCodes.Status503ServiceUnavailable, "更新の通知を受ける人が多すぎます。");
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(HttpContext.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await SendAsync("hello", revision, JsonSerializer.Serialize(new { revision }, CatalogueJson.Options), end.Token);
            while (!end.IsCancellationRequested)
                await NextAsync(channel.Reader, end.Token);
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

    private async Task NextAsync(System.Threading.Channels.ChannelReader<LiveChange> changes, CancellationToken cancellation)
    {
        using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        beat.CancelAfter(Heartbeat);
        LiveChange change;
        try
        {
            change = await changes.ReadAsync(beat.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            await Response.WriteAsync(":\n\n", cancellation);
            await Response.Body.FlushAsync(cancellation);
            return;
        }

        var data = JsonSerializer.Serialize(
            new { revision = change.Revision, layers = change.Layers.Select(l => new { layer = l.Layer, revision = l.Revision }) }, CatalogueJson.Options);
        await SendAsync("change", change.Revision, data, cancellation);
    }

    private async Task SendAsync(string name, long id, string data, CancellationToken cancellation)
    {
        await Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"event: {name}\nid: {id}\ndata: {data}\n\n"), cancellation);
        await Response.Body.FlushAsync(cancellation);
    }
}
