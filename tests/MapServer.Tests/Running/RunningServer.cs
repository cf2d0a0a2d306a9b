using System.Net;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Gis.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gis.MapServer.Tests.Running;

/// <summary>The real server on a free port of the loopback address, over a test database.</summary>
public sealed class RunningServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _home;

    private RunningServer(WebApplication app, string home)
    {
        _app = app;
        _home = home;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = NewClient();
    }

    /// <summary>Scheme, host and port.</summary>
    public Uri Address { get; }

    /// <summary>A client that neither follows redirects nor unpacks, so that tests see what was sent.</summary>
    public HttpClient Client { get; }

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Folder the server was given as its home.</summary>
    public string Home => _home;

    /// <summary>Starts a server and waits until it has read the catalogue.</summary>
    public static async Task<RunningServer> StartAsync(
        TestDatabase database, Audience audience = Audience.Public, Func<ServerOptions, ServerOptions>? change = null)
    {
        var home = Directory.CreateTempSubdirectory("gis-server-test-").FullName;
        var options = new ServerOptions
        {
            Audience = audience,
            Database = audience == Audience.Public ? database.PublicConnectionString : database.StaffConnectionString,
            Port = 0,
            Bind = IPAddress.Loopback,
            Home = new GisHome(home),
        };
        var app = ServerApplication.Build(change?.Invoke(options) ?? options);
        await app.StartAsync();
        var server = new RunningServer(app, home);
        await server.UntilAsync(s => s is not null);
        return server;
    }

    /// <summary>Waits until the server's catalogue is as wanted.</summary>
    public async Task UntilAsync(Func<TownSnapshot?, bool> wanted)
    {
        var catalogue = Services.GetRequiredService<TownCatalogue>();
        for (var i = 0; i < 500 && !wanted(catalogue.Current); i++)
            await Task.Delay(20);
        Xunit.Assert.True(wanted(catalogue.Current), "The catalogue did not become as expected within ten seconds.");
    }

    /// <summary>A client of its own, with its own cookies.</summary>
    public HttpClient NewClient(CookieContainer? cookies = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = cookies is not null,
        CookieContainer = cookies ?? new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }
}
