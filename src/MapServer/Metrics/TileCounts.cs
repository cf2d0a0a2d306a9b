using System.Collections.Concurrent;
using Gis.Core.Geodesy;

namespace Gis.MapServer.Metrics;

/// <summary>Tiles sent of one layer, or of several together, by zoom.</summary>
public sealed class TileCounts
{
    private readonly long[] _ready = new long[TileCoord.MaxZoom + 1];
    private readonly long[] _made = new long[TileCoord.MaxZoom + 1];

    /// <summary>Counts one that lay ready.</summary>
    public void Ready(int zoom) => Interlocked.Increment(ref _ready[zoom]);

    /// <summary>Counts one that had to be made, or waited for.</summary>
    public void Made(int zoom) => Interlocked.Increment(ref _made[zoom]);

    /// <summary>The counts of zooms at which there are any.</summary>
    public IEnumerable<(int Zoom, long Ready, long Made)> All =>
        Enumerable.Range(0, _ready.Length).Select(z => (z, Interlocked.Read(ref _ready[z]), Interlocked.Read(ref _made[z]))).Where(c => c.Item2 + c.Item3 > 0);
}

/// <summary>Tiles sent, by layer. Names come from the catalogue, never from a request.</summary>
public sealed class TileMeter
{
    private readonly ConcurrentDictionary<string, TileCounts> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts by layer.</summary>
    public IEnumerable<KeyValuePair<string, TileCounts>> All => _counts;

    /// <summary>The counts of a layer; null: of tiles of several layers.</summary>
    public TileCounts Of(string? layer) => _counts.GetOrAdd(layer ?? "(several)", _ => new TileCounts());
}
