using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;

namespace Gis.MapServer.Accounts;

/// <summary>The door of the staff server: everything but health and the sign-in page itself is behind it.</summary>
internal static class StaffAccess
{
    public const string SignInPath = "/staff/sign-in";

    private static readonly TimeSpan Session = TimeSpan.FromHours(9);

    public static void Add(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<SignInGuard>();
        services.AddSingleton<OpenAccounts>();
        services.AddDataProtection().SetApplicationName("gis-staff").PersistKeysToFileSystem(KeyFolder(options));
        services.AddAntiforgery(o =>
        {
            o.FormFieldName = "form-token";
            o.Cookie.Name = "gis-form";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "gis-staff";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.ExpireTimeSpan = Session;
            o.SlidingExpiration = true;
            o.Events = new CookieAuthenticationEvents
            {
                OnRedirectToLogin = context => AskToSignInAsync(context.HttpContext),
                OnRedirectToAccessDenied = context => Problems.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden),
                OnValidatePrincipal = context => context.HttpContext.RequestServices.GetRequiredService<OpenAccounts>().ValidateAsync(context),
            };
        });
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    public static void Use(WebApplication app)
    {
        app.Use((context, next) => FromElsewhere(context.Request)
            ? Problems.WriteAsync(context, StatusCodes.Status403Forbidden)
            : next(context));
        app.UseAuthentication();
        app.UseAuthorization();
    }

    // A page is led to the sign-in; a program gets 401.
    private static Task AskToSignInAsync(HttpContext context)
    {
        var request = context.Request;
        var page = HttpMethods.IsGet(request.Method) && request.Path.Value is "/" or "/staff" or "/headquarters";
        if (!page)
            return Problems.WriteAsync(context, StatusCodes.Status401Unauthorized);
        context.Response.Redirect($"{SignInPath}?next={Uri.EscapeDataString(request.Path)}");
        return Task.CompletedTask;
    }

    // Browsers say where a request comes from; whatever changes something must come from our own pages.
    private static bool FromElsewhere(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
        && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none");

    private static DirectoryInfo KeyFolder(ServerOptions options)
    {
        var folder = Path.Combine(options.Home.Run, "sign-in-keys");
        if (OperatingSystem.IsWindows())
            return Directory.CreateDirectory(folder);
        return Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
