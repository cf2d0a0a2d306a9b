using System.Net;
using Gis.MapServer.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Gis.MapServer.Metrics;

/// <summary>Gives out the figures on a port of their own that only this machine can reach: they are nobody's business on the public one.</summary>
/// <param name="options">Name the port.</param>
/// <param name="text">The figures.</param>
internal sealed class MetricsServer(ServerOptions options, MetricsText text) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.MetricsPort is not { } port)
            return;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel((KestrelServerOptions kestrel) =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
        });
        await using var app = builder.Build();
        app.Run(async context =>
        {
            if (context.Request.Path != "/metrics" || !HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            await context.Response.WriteAsync(text.Write(), context.RequestAborted);
        });
        await app.StartAsync(stoppingToken);
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await app.StopAsync(CancellationToken.None);
        }
    }
}
