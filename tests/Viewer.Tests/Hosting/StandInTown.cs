using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gis.Viewer.Tests.Hosting;

/// <summary>A server that answers every path with what it was asked, to see what the viewer passes on; and made pages.</summary>
internal sealed class StandInTown : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StandInTown(WebApplication application, string web)
    {
        _application = application;
        Web = web;
        Address = new Uri(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public Uri Address { get; }

    public string Web { get; }

    public static async Task<StandInTown> StartAsync()
    {
        var web = Directory.CreateTempSubdirectory("gis-pages-").FullName;
        Directory.CreateDirectory(Path.Combine(web, "public"));
        Directory.CreateDirectory(Path.Combine(web, "assets"));
        await File.WriteAllTextAsync(Path.Combine(web, "public", "index.html"), "<title>潮見町</title>");
        await File.WriteAllTextAsync(Path.Combine(web, "assets", "map.js"), "export {}");
        await File.WriteAllTextAsync(Path.Combine(web, "worker.js"), "self.kept = []");

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(static async context =>
        {
            context.Response.Headers.ETag = "\"7\"";
            context.Response.Headers.SetCookie = context.Request.Query.ContainsKey("lang") ? (string[])["town=1", "lang=en; max-age=31536000; path=/; samesite=lax"] : "town=1";
            context.Response.ContentType = "application/json";
            if (context.Request.Path == "/paper/sheet")
            {
                context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'sha256-x'";
                context.Response.Headers.ContentDisposition = "inline; filename=\"sheet.html\"";
            }

            if (context.Request.Query["to"].ToString() is { Length: > 0 } to)
            {
                context.Response.StatusCode = StatusCodes.Status302Found;
                context.Response.Headers.Location = to.Replace("HERE", context.Request.Host.Value, StringComparison.Ordinal);
            }

            await context.Response.WriteAsync($"{context.Request.Path}{context.Request.QueryString} cookies={context.Request.Headers.Cookie}");
        });
        await application.StartAsync();
        return new StandInTown(application, web);
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(Web, recursive: true);
    }
}
