using Gis.Viewer.Hosting;

namespace Gis.Viewer.Forwarding;

/// <summary>Fetches the town's data from its public server: reading only, and only what the map asks for.</summary>
internal sealed class TownServer : IDisposable
{
    private static readonly string[] Folders = ["/tiles/", "/styles/", "/names/", "/ogc/"];
    private static readonly string[] Documents = ["/catalogue.json", "/search", "/hazards", "/live", "/ogc"];
    private static readonly string[] AskedHeaders = ["Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Last-Event-ID"];
    private static readonly string[] AnsweredHeaders = ["ETag", "Cache-Control", "Vary", "Link"];
    private static readonly string[] AnsweredContentHeaders = ["Content-Type", "Content-Encoding", "Content-Length", "Last-Modified"];

    private readonly HttpClient _client;

    /// <summary>Makes the connection; nothing is asked yet.</summary>
    /// <param name="server">The town's public server.</param>
    public TownServer(Uri server) =>
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = server,
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    /// <summary>Passes a request on and its answer back.</summary>
    /// <param name="context">The window's request.</param>
    public async Task ForwardAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (!HttpMethods.IsGet(context.Request.Method)
            || !(Documents.Contains(path) || Folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal))))
        {
            await ViewerProblem.WriteAsync(context, StatusCodes.Status404NotFound, "見つかりません", "このアドレスには何もありません。");
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, context.Request.Path.ToUriComponent().TrimStart('/') + context.Request.QueryString);
        foreach (var name in AskedHeaders.Where(context.Request.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToArray());
        }

        HttpResponseMessage answer;
        try
        {
            answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            await ViewerProblem.WriteAsync(
                context, StatusCodes.Status502BadGateway, "町のサーバーにつながりません", $"{_client.BaseAddress} が動いているか確認してください。");
            return;
        }

        using (answer)
        {
            await AnswerAsync(context, answer);
        }
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage answer)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var name in AnsweredHeaders)
        {
            if (answer.Headers.TryGetValues(name, out var values))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        foreach (var name in AnsweredContentHeaders)
        {
            if (answer.Content.Headers.TryGetValues(name, out var values))
            {
                context.Response.Headers[name] = values.ToArray();
            }
        }

        // Flushed piece by piece: a stream of changes has no end to wait for.
        await using var body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        var buffer = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            await context.Response.Body.WriteAsync(buffer.AsMemory(0, read), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }
}
