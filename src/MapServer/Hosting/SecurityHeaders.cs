using Microsoft.Extensions.Primitives;

namespace Gis.MapServer.Hosting;

/// <summary>Headers on every answer, errors too.</summary>
internal static class SecurityHeaders
{
    // Everything comes from this server. MapLibre makes images from blobs and data; its worker is a file of ours.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors ";

    // No page but one may stand in a frame, see Framing.
    private const string Nobody = "'none'";

    private static readonly StringValues Nothing = "default-src 'none'", NoSniff = "nosniff", SameOrigin = "same-origin";

    /// <summary>The few that mean something for data no browser shows as a page; tiles are many and small.</summary>
    public static void ForData(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Nothing;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = SameOrigin;
    }

    /// <summary>For a page that needs no other file: its own policy, and what every page has besides.</summary>
    /// <param name="headers">Headers of the answer.</param>
    /// <param name="policy">Content security policy.</param>
    public static void ForSheet(IHeaderDictionary headers, string policy)
    {
        ForData(headers);
        headers.ContentSecurityPolicy = policy;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
    }

    public static void UseSecurityHeaders(this IApplicationBuilder app, TownSettings settings, ServerOptions options)
    {
        // Base maps from outside, only where the town has switched them on: tiles are fetched, then shown.
        var outside = string.Concat(settings.OutsideHosts.Select(h => " " + h));
        var policy = Policy.Replace("img-src 'self'", "img-src 'self'" + outside, StringComparison.Ordinal)
            .Replace("connect-src 'self'", "connect-src 'self'" + outside, StringComparison.Ordinal);
        app.UseHeaders(policy, options);
    }

    private static void UseHeaders(this IApplicationBuilder app, string policy, ServerOptions options) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var ancestors = Framing.Of(context);

            // Only when the town says that it is reached by https: many run on networks of their own without.
            if (options.PublicUrl?.Scheme == Uri.UriSchemeHttps)
                headers.StrictTransportSecurity = "max-age=31536000";
            if (headers.ContentSecurityPolicy.Count > 0)
                return Task.CompletedTask;
            headers.ContentSecurityPolicy = policy + (ancestors ?? Nobody);
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            // In a frame nobody's position is asked for: the page around it may be one that the reader never told where he is.
            headers["Permissions-Policy"] = $"geolocation=({(ancestors is null ? "self" : "")}), camera=(), microphone=(), payment=(), usb=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            return Task.CompletedTask;
        });
        return next(context);
    });
}
