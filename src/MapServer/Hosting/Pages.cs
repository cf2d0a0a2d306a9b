using System.Text.RegularExpressions;
using Gis.Core.Catalogue;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace Gis.MapServer.Hosting;

/// <summary>
/// The built pages: <c>public/index.html</c> at <c>/</c>, <c>staff/index.html</c> at <c>/staff</c> of the staff server, and the files
/// under <c>/assets</c> that both share. Nothing else of the folder is given out.
/// </summary>
internal static partial class Pages
{
    /// <summary>The style sheet of the sign-in page, which is there before anyone has signed in.</summary>
    public const string SignInStyle = "/assets/sign-in.css";

    /// <summary>The worker that answers residents' browsers when there is no network; on the public server only.</summary>
    public const string Worker = "/worker.js";

    /// <summary>Gives out what needs no sign-in.</summary>
    public static void UseOpenFiles(this WebApplication app, ServerOptions options)
    {
        if (options.Audience == Audience.Staff && options.Web is not null)
            app.UseWhen(c => c.Request.Path == SignInStyle, branch => branch.UseStaticFiles(Assets(options.Web)));
    }

    /// <summary>Gives out pages and assets; on the staff server this stands behind the sign-in.</summary>
    public static void UsePages(this WebApplication app, ServerOptions options)
    {
        if (options.Web is null || !Directory.Exists(options.Web))
            return;
        app.UseStaticFiles(Assets(options.Web));
        var staff = options.Audience == Audience.Staff;
        var page = Path.Combine(options.Web, staff ? "staff" : "public", "index.html");
        if (!staff)
            UseWorker(app, options.Web);
        app.Use(async (context, next) =>
        {
            var path = context.Request.Path.Value;
            var get = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (get && staff && path is "/" or "")
                context.Response.Redirect("/staff");
            else if (get && path == (staff ? "/staff" : "/") && File.Exists(page))
                await SendAsync(context, page);
            else
                await next(context);
        });
    }

    // At the root, because it looks after everything below its own address. The one that the town has switched off clears up and takes its leave.
    private static void UseWorker(WebApplication app, string web)
    {
        var file = Path.Combine(web, app.Services.GetRequiredService<TownSettings>().Offline ? "worker.js" : "worker-off.js");
        app.Use(async (context, next) =>
        {
            var get = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (!get || context.Request.Path != Worker || !File.Exists(file))
            {
                await next(context);
                return;
            }

            context.Response.ContentType = "text/javascript; charset=utf-8";
            context.Response.Headers.CacheControl = "no-cache";
            await context.Response.SendFileAsync(file, context.RequestAborted);
        });
    }

    private static async Task SendAsync(HttpContext context, string page)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = DocumentResult.CacheRule(context);
        await context.Response.SendFileAsync(page, context.RequestAborted);
    }

    private static StaticFileOptions Assets(string web)
    {
        var folder = Path.Combine(web, "assets");
        var types = new FileExtensionContentTypeProvider();
        types.Mappings[".pmtiles"] = "application/octet-stream";
        types.Mappings[".webmanifest"] = "application/manifest+json";
        return new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = Directory.Exists(folder) ? new PhysicalFileProvider(folder) : new NullFileProvider(),
            ContentTypeProvider = types,
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl =
                Hashed().IsMatch(file.File.Name) ? "public, max-age=31536000, immutable" : "no-cache",
        };
    }

    [GeneratedRegex(@"-[A-Za-z0-9_-]{8}\.[a-z0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Hashed();
}
