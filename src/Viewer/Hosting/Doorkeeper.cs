namespace Gis.Viewer.Hosting;

/// <summary>Stands before everything the viewer serves: right host, and the token once or the cookie ever after; else 403.</summary>
/// <param name="token">The token of this viewer.</param>
/// <param name="next">What lies behind.</param>
internal sealed class Doorkeeper(OneTimeToken token, RequestDelegate next)
{
    /// <summary>Where the window begins.</summary>
    public const string OpeningPath = "/open";

    /// <summary>The cookie's name.</summary>
    public const string CookieName = "gis-viewer";

    /// <summary>Lets a request through, exchanges the token, or refuses.</summary>
    /// <param name="context">The request.</param>
    public Task InvokeAsync(HttpContext context)
    {
        // Not the name of another site that was made to point at this machine.
        if (context.Request.Host.Value != $"127.0.0.1:{context.Connection.LocalPort}")
        {
            return RefuseAsync(context);
        }

        if (context.Request.Path == OpeningPath)
        {
            return OpenAsync(context);
        }

        return token.IsSession(context.Request.Cookies[CookieName]) ? next(context) : RefuseAsync(context);
    }

    private Task OpenAsync(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !PeerCheck.IsOwnUser(context.Connection)
            || token.Redeem(context.Request.Query["token"]) is not { } session)
        {
            return RefuseAsync(context);
        }

        context.Response.Cookies.Append(
            CookieName, session, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true });
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect("/");
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context) =>
        ViewerProblem.WriteAsync(context, StatusCodes.Status403Forbidden, "見ることができません", "この地図は、開いた窓の中でだけ見られます。");
}
