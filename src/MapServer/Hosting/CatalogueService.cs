using Gis.Engine.Reading;
using Gis.MapServer.Hosting.Threads;
using Npgsql;

namespace Gis.MapServer.Hosting;

/// <summary>Keeps the catalogue up to date as long as the server runs.</summary>
public sealed partial class CatalogueService : BackgroundService
{
    private readonly CatalogueWatch _watch;
    private readonly ILogger _log;

    /// <summary>Makes the service; it begins with the host.</summary>
    public CatalogueService(NpgsqlDataSource source, TownCatalogue catalogue, ILogger<CatalogueService> log)
    {
        _log = log;
        _watch = new CatalogueWatch(source, catalogue, Report);
    }

    /// <summary>Whether the last look at the database succeeded.</summary>
    public bool IsConnected => _watch.IsConnected;

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        PoolContext.RunAsync(() => _watch.RunAsync(stoppingToken));

    private void Report(Exception? error)
    {
        if (error is null)
            Connected(_log);
        else
            Lost(_log, error.GetType().Name, (error as NpgsqlException)?.SqlState ?? "");
    }

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Database reached; the catalogue is up to date")]
    private static partial void Connected(ILogger log);

    [LoggerMessage(EventId = 4, Level = LogLevel.Warning, Message = "Database lost: {Error} {SqlState}; the last catalogue stays in use")]
    private static partial void Lost(ILogger log, string error, string sqlState);
}
