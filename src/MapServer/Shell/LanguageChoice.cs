using Gis.MapServer.Hosting;

namespace Gis.MapServer.Shell;

/// <summary>
/// Decides the language of pages: what the address says (<c>?lang=en</c>), else what was chosen before, else what the browser asks for, else
/// Japanese. A choice by address is remembered in a cookie that tells nothing else.
/// </summary>
internal static class LanguageChoice
{
    private const string Name = "lang";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    // Pages for programmers are Japanese: they quote an interface, and nobody flees by them.
    private const string Service = "/ogc";

    /// <summary>Adds the choice to the pipeline.</summary>
    public static void UseLanguage(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Language.Current = Of(context);
        return next(context);
    });

    private static Language Of(HttpContext context)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments(Service, StringComparison.Ordinal))
            return Language.Japanese;
        // In somebody else's page nothing is remembered, and nothing that was is told.
        var framed = request.Path.StartsWithSegments(Framing.Path, StringComparison.Ordinal);
        if (Language.Find(request.Query[Name]) is { } asked)
        {
            if (framed)
                return asked;
            context.Response.Cookies.Append(Name, asked.Id, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
            return asked;
        }

        return (framed ? null : Language.Find(request.Cookies[Name]))
            ?? Language.Best(request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString()))
            ?? Language.Japanese;
    }
}
