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
        var language = Of(context.Request);
        Language.Current = language;
        if (Asked(context.Request) is not null && !IsFramed(context.Request))
            context.Response.Cookies.Append(Name, language.Id, new CookieOptions { MaxAge = Kept, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
        return next(context);
    });

    /// <summary>The language that a request is answered in.</summary>
    public static Language Of(HttpRequest request) => IsService(request) ? Language.Japanese
        : Asked(request)
            ?? (IsFramed(request) ? null : Language.Find(request.Cookies[Name]))
            ?? Language.Best(request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString()))
            ?? Language.Japanese;

    private static Language? Asked(HttpRequest request) => IsService(request) ? null : Language.Find(request.Query[Name]);

    private static bool IsService(HttpRequest request) => request.Path.StartsWithSegments(Service, StringComparison.Ordinal);

    // In somebody else's page nothing is remembered, and nothing that was is told.
    private static bool IsFramed(HttpRequest request) => request.Path.StartsWithSegments(Framing.Path, StringComparison.Ordinal);
}
