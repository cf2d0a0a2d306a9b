using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting.Threads;
using Npgsql;

namespace Gis.MapServer.Hazards;

/// <summary>Reads the hazard layers into memory after the start, and those that come later.</summary>
public sealed class ZoneHolder : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TownZones _zones;
    private readonly TownCatalogue _catalogue;
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Makes the service; it begins with the host.</summary>
    public ZoneHolder(TownZones zones, TownCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        (_zones, _catalogue) = (zones, catalogue);
        catalogue.Changed += (_, _) => _wake.Release();
    }

    /// <summary>Whether every hazard layer that fits was read.</summary>
    public bool IsReady { get; private set; }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PoolContext.RunAsync(() => RunAsync(stoppingToken));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(Look, stoppingToken);
                if (_catalogue.Current is null)
                    continue;
                await _zones.HoldAsync(stoppingToken);
                IsReady = true;
            }
            catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException && !stoppingToken.IsCancellationRequested)
            {
                // The database is away; the watch tells when it is back.
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
