using Gis.Viewer.Hosting;

namespace Gis.Viewer.Forwarding;

/// <summary>Fetches the town's pages and data from its public server: reading only, and only what that server's list of addresses names.</summary>
internal sealed class TownServer : IDisposable
{
    // Beside a page's own policy and whatever that says: only programs that come through this door run, nothing is sent elsewhere, and nobody else frames it.
    private const string Bounds =
        "script-src 'self'; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'";

    // Language and look, as somebody chose them. The key to this door is a cookie too, and stays here.
    private static readonly string[] Choices = ["lang", "theme", "text"];

    private static readonly string[] AskedHeaders = ["Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "Last-Event-ID"];
    private static readonly string[] AnsweredHeaders = ["ETag", "Cache-Control", "Vary", "Link", "Referrer-Policy", "Permissions-Policy"];
    private static readonly string[] AnsweredContentHeaders = ["Content-Type", "Content-Encoding", "Content-Length", "Content-Disposition", "Last-Modified"];

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
        if (!HttpMethods.IsGet(context.Request.Method) || !PublicInterface.Answers(context.Request.Path))
        {
            await ViewerProblem.WriteAsync(context, StatusCodes.Status404NotFound, "見つかりません", "このアドレスには何もありません。");
            return;
        }

        using var request = Onward(context.Request);
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

    private static HttpRequestMessage Onward(HttpRequest asked)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, asked.Path.ToUriComponent().TrimStart('/') + asked.QueryString);
        foreach (var name in AskedHeaders.Where(asked.Headers.ContainsKey))
        {
            request.Headers.TryAddWithoutValidation(name, asked.Headers[name].ToArray());
        }

        var chosen = Choices.Where(asked.Cookies.ContainsKey).Select(name => $"{name}={Uri.EscapeDataString(asked.Cookies[name]!)}").ToList();
        if (chosen.Count > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", chosen));
        }

        return request;
    }

    private async Task AnswerAsync(HttpContext context, HttpResponseMessage answer)
    {
        var headers = context.Response.Headers;
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var name in AnsweredHeaders)
        {
            if (answer.Headers.TryGetValues(name, out var values))
            {
                headers[name] = values.ToArray();
            }
        }

        foreach (var name in AnsweredContentHeaders)
        {
            if (answer.Content.Headers.TryGetValues(name, out var values))
            {
                headers[name] = values.ToArray();
            }
        }

        if (answer.Headers.TryGetValues("Content-Security-Policy", out var policies))
        {
            headers.ContentSecurityPolicy = policies.Prepend(Bounds).ToArray();
        }

        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            headers.SetCookie = cookies.Where(static cookie => Array.Exists(Choices, name => cookie.StartsWith(name + "=", StringComparison.Ordinal))).ToArray();
        }

        if (answer.Headers.NonValidated.TryGetValues("Location", out var places) && WithinWindow(places.ToString()) is { } place)
        {
            headers.Location = place;
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

    // Where the server leads on to, as an address of this window; null for another host.
    private string? WithinWindow(string location)
    {
        if (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal))
        {
            return location;
        }

        return Uri.TryCreate(location, UriKind.Absolute, out var address) && address.Authority == _client.BaseAddress!.Authority ? address.PathAndQuery + address.Fragment : null;
    }
}
