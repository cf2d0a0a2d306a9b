using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting.Threads;
using Gis.MapServer.Tiles.Making;
using Npgsql;

namespace Gis.MapServer.Tiles.Content;

/// <summary>Reads the layers into memory after the start and those that come later, and makes ready behind the requests what the first tiles would wait for.</summary>
public sealed partial class LayerHolder : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly TileTowns _towns;
    private readonly ILogger _log;
    private readonly HashSet<(string, string)> _tried = [];
    private readonly HashSet<Engine.Memory.LayerSnapshot> _ready = [];
    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Makes the service; it begins with the host.</summary>
    public LayerHolder(TileTowns towns, TownCatalogue catalogue, ILogger<LayerHolder> log)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        (_towns, _log) = (towns, log);
        catalogue.Changed += (_, _) => _wake.Release();
    }

    /// <summary>Whether every layer that fits was read.</summary>
    public bool IsReady { get; private set; }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => PoolContext.RunAsync(() => RunAsync(stoppingToken));

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(Look, stoppingToken);
                if (_towns.Current is not { } town)
                    continue;
                foreach (var content in town.Layers.OrderBy(l => l.Layer.FeatureCount))
                    await HoldAsync(content, stoppingToken);
                if (!IsReady)
                    Held(_log, town.Layers.Count(l => l.Memory is not null), _towns.MemoryBytes / (1024 * 1024));
                IsReady = true;
                Prepare(stoppingToken);
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

    // Once for each edition: what did not fit then is not tried with every change.
    private async Task HoldAsync(LayerContent content, CancellationToken cancellation)
    {
        if (content.Memory is null && !_tried.Contains((content.Layer.Id.Value, content.Edition))
            && await _towns.HoldAsync(content.Layer.Id.Value, cancellation))
            _tried.Add((content.Layer.Id.Value, content.Edition));
    }

    // Low zooms need the most work and are asked for first.
    private void Prepare(CancellationToken cancellation)
    {
        foreach (var content in _towns.Current!.Layers)
        {
            if (content.Memory is not { } memory || !_ready.Add(memory))
                continue;
            memory.Prepare(TileGrid.FirstZoom(content.Layer), Layer.TileMaxZoom, 1, cancellation);
            WarmUp(content, memory);
        }

        _ready.RemoveWhere(m => _towns.Current!.Layers.All(l => !ReferenceEquals(l.Memory, m)));
    }

    // The runtime compiles for speed what it has seen run: some tiles of the layer's middle, thrown away.
    private static void WarmUp(LayerContent content, Engine.Memory.LayerSnapshot memory)
    {
        if (content.Layer.BoundingBox is not { Count: 4 } box)
            return;
        var middle = new LonLat((box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
        for (var zoom = Math.Max(12, TileGrid.FirstZoom(content.Layer)); zoom <= Layer.TileMaxZoom; zoom++)
            TileGzip.Pack(memory.Encode(TileCoord.At(middle, zoom)).Mvt.Span);
    }

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "{Layers} layers in memory, {Megabytes} MB")]
    private static partial void Held(ILogger log, int layers, long megabytes);
}
