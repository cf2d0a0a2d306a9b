using System.Net;
using Gis.Viewer.Forwarding;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.FileProviders;

namespace Gis.Viewer.Hosting;

/// <summary>Serves the map's page, and the town's other pages and data from its public server, to the viewer's own window and nobody else.</summary>
internal sealed class ViewerHost : IAsyncDisposable
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    // The one that belongs to the pages given out here: it knows the names of their files. What it keeps is gone with the window's profile.
    private const string WorkerPath = "/worker.js";

    private readonly WebApplication _application;
    private readonly OneTimeToken _token;

    private ViewerHost(WebApplication application, OneTimeToken token)
    {
        _application = application;
        _token = token;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it listens: a port the system chose, on the loopback address.</summary>
    public Uri Address { get; }

    /// <summary>The address that lets one browser in, once.</summary>
    public Uri OpeningAddress => new(Address, $"{Doorkeeper.OpeningPath}?token={_token.Value}");

    /// <summary>Starts listening.</summary>
    /// <param name="options">What the viewer was told.</param>
    /// <exception cref="ViewerException">The pages are missing.</exception>
    public static async Task<ViewerHost> StartAsync(ViewerOptions options)
    {
        var page = Path.Combine(options.Web, "public", "index.html");
        if (!File.Exists(page))
        {
            throw new ViewerException($"地図のページ {page} がありません。先に ./gis up を実行してください。");
        }

        // Nothing is read from a folder of settings, and none is watched for one.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
        });
        var application = builder.Build();
        var token = new OneTimeToken();
        var town = new TownServer(options.Server);
        application.Lifetime.ApplicationStopped.Register(town.Dispose);

        application.Use(next => new Doorkeeper(token, next).InvokeAsync);
        application.Use(static (context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            context.Response.Headers.XContentTypeOptions = "nosniff";
            return next(context);
        });
        application.UseStaticFiles(new StaticFileOptions
        {
            RequestPath = "/assets",
            FileProvider = new PhysicalFileProvider(Path.Combine(options.Web, "assets")),
        });
        var worker = Path.Combine(options.Web, "worker.js");
        application.Run(context => context.Request.Path.Value switch
        {
            "/" => SendAsync(context, page, "text/html; charset=utf-8"),
            WorkerPath when File.Exists(worker) => SendAsync(context, worker, "text/javascript; charset=utf-8"),
            _ => town.ForwardAsync(context),
        });
        await application.StartAsync();
        return new ViewerHost(application, token);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        // A stream of changes may still be open: it is cut, not waited for.
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(hurry.Token);
        await _application.DisposeAsync();
    }

    private static Task SendAsync(HttpContext context, string file, string type)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(file, context.RequestAborted);
    }
}
