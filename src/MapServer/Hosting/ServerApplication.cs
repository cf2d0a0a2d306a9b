using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Gis.Core.Catalogue;
using Gis.Core.Database;
using Gis.Engine.Reading;
using Gis.MapServer.Features;
using Gis.MapServer.Hazards;
using Gis.MapServer.Hosting.Limits;
using Gis.MapServer.Hosting.Memory;
using Gis.MapServer.Hosting.Threads;
using Gis.MapServer.Live;
using Gis.MapServer.Metrics;
using Gis.MapServer.Relations;
using Gis.MapServer.Search;
using Gis.MapServer.Shell;
using Gis.MapServer.Tiles;
using Gis.MapServer.Tiles.Answers;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.WebEncoders;
using Npgsql;

namespace Gis.MapServer.Hosting;

/// <summary>Puts one server process together: services, the order of the pipeline, and which controllers are mounted.</summary>
public static class ServerApplication
{
    // Every open map holds one, and everyone who only opens and says nothing too; below the files that a process may have open.
    private const int MostConnections = 12_000;

    /// <summary>Builds the application; it listens when it is run.</summary>
    public static WebApplication Build(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var settings = TownSettings.Read(options.Home);
        // The town's own word for where residents find its map; the staff server is reached somewhere else.
        if (options is { PublicUrl: null, Audience: Audience.Public } && settings.PublicUrl is { } address)
            options = options with { PublicUrl = PublicAddress.Read(address) };
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerApplication).Assembly.GetName().Name,
            // Otherwise the folder it was started in, every folder below which is watched for a file of settings that this server does not have: started by the
            // launcher in "/" it read the directories of the whole machine before it listened, and woke at every file that anybody wrote.
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--hostBuilder:reloadConfigOnChange=false"],
        });
        ConfigureKestrel(builder, options);
        if (options.Audience == Audience.Public)
            builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        ConfigureLogging(builder);
        AddServices(builder.Services, options, settings);
        if (options.Audience == Audience.Staff)
            Accounts.StaffAccess.Add(builder.Services, options);
        var app = builder.Build();
        UsePipeline(app, options);
        return app;
    }

    private static void ConfigureKestrel(WebApplicationBuilder builder, ServerOptions options) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        // No HTTP/2 without TLS: whoever speaks to this server speaks HTTP/1.1, a proxy too.
        kestrel.Listen(options.Bind, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = 64 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
    });

    private static void ConfigureLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(o => o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffzzz");
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        // The framework's own lines about requests and statements quote addresses and parameters.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Npgsql", LogLevel.Critical);
    }

    private static void AddServices(IServiceCollection services, ServerOptions options, TownSettings settings)
    {
        services.AddSingleton(options);
        services.AddSingleton(settings);
        services.AddSingleton<BuiltPage>();
        services.AddSingleton(_ => OpenDatabase(options));
        services.AddSingleton<HostNames>();
        services.AddSingleton(p => new TownCatalogue(p.GetRequiredService<NpgsqlDataSource>(), options.Audience)
        {
            Follower = p.GetRequiredService<Followers>(),
        });
        services.AddSingleton<Documents>();
        services.AddTiles(options);
        services.AddFeatures();
        services.AddSearch(options);
        services.AddHazards(options);
        services.AddSingleton<Engine.Styles.NamePoints>();
        services.AddSingleton<Places.PlacePicture>();
        services.AddSingleton<Facilities.FacilityReader>();
        services.AddSingleton<OpenData.OfferReader>();
        services.AddSingleton<OpenData.SetReader>();
        services.AddSingleton<OpenData.SetPicture>();
        services.AddSingleton<Engine.Paper.SheetReader>();
        services.AddSingleton<Paper.DistrictReader>();
        services.AddSingleton<Paper.SheetDrawing>();
        services.AddSingleton<Paper.SheetMaker>();
        services.AddSingleton<Followers>();
        services.AddSingleton<Listeners>();
        services.AddHostedService(p => p.GetRequiredService<Listeners>());
        services.AddSingleton<RegisterReader>();
        services.AddSingleton<CatalogueService>();
        services.AddHostedService(p => p.GetRequiredService<CatalogueService>());
        services.AddLimits(options);
        services.AddSingleton<RequestMeter>();
        services.AddSingleton<DatabaseMeter>();
        services.AddSingleton<TileMeter>();
        services.AddSingleton<MetricsText>();
        services.AddHostedService<MetricsServer>();
        services.AddHostedService<MemoryKeeper>();
        services.AddExceptionHandler<ProblemHandler>();
        services.AddControllersWithViews(o =>
            {
                o.SuppressAsyncSuffixInActionNames = true;
                o.ModelMetadataDetailsProviders.Add(new WholeWords());
            })
            .ConfigureApplicationPartManager(parts =>
            {
                foreach (var provider in parts.FeatureProviders.OfType<ControllerFeatureProvider>().ToList())
                    parts.FeatureProviders.Remove(provider);
                parts.FeatureProviders.Add(new MountedControllers(options.Audience));
            })
            .ConfigureApiBehaviorOptions(o => o.SuppressModelStateInvalidFilter = true);
        // Japanese letters as they are: escaped they are three times as long.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            // No HTML: a page with an antiforgery token must not be compressed together with what a visitor typed.
            o.MimeTypes = ["application/json", "application/ld+json", "application/geo+json", "application/vnd.oai.openapi+json", "text/css", "text/javascript", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var proxy in options.TrustedProxies)
                o.KnownProxies.Add(proxy);
        });
    }

    private static NpgsqlDataSource OpenDatabase(ServerOptions options) => NpgsqlDataSource.Create(ConnectionOf(options));

    /// <summary>How this server connects to its database.</summary>
    internal static NpgsqlConnectionStringBuilder ConnectionOf(ServerOptions options) =>
        new NpgsqlConnectionStringBuilder(options.Database)
        {
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            MaxPoolSize = 24,
            Timeout = 5,
            CommandTimeout = 30,
            KeepAlive = 15,
            // A page of features comes in few pieces; each piece costs a turn of the thread pool.
            ReadBufferSize = 64 * 1024,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
        };

    private static void UsePipeline(WebApplication app, ServerOptions options)
    {
        if (options.TrustedProxies.Count > 0)
            app.UseForwardedHeaders();
        if (options.Audience == Audience.Public)
            app.UseReadyTiles();
        app.Use(next => context => PoolContext.RunAsync(() => next(context)));
        app.UseSecurityHeaders(app.Services.GetRequiredService<TownSettings>(), options);
        app.UseRequestLog();
        app.UseOneLength();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(status => Problems.WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
        app.Use((context, next) => app.Services.GetRequiredService<HostNames>().Allow(context.Request.Host)
            ? next(context)
            : Problems.WriteAsync(context, StatusCodes.Status421MisdirectedRequest));
        app.UseRateLimiter();
        app.UseResponseCompression();
        app.UseLanguage();
        app.UseOpenFiles(options);
        app.UseRouting();
        app.UseRequestTimeouts();
        // Staff have signed in, and work with conditions all day.
        if (options.Audience == Audience.Public)
            app.UseCostlyLane();
        if (options.Audience == Audience.Staff)
            Accounts.StaffAccess.Use(app);
        app.UsePages(options);
        app.MapControllers();
    }
}
