using System.Collections.Concurrent;
using Gis.MapServer.Hosting;
using Microsoft.Extensions.Caching.Memory;

namespace Gis.MapServer.Tiles;

/// <summary>
/// Encoded tiles in memory, within a budget of bytes. A key names the content (it holds the layers' stamps), so nothing in here is
/// ever stale; what no longer matches is simply not asked for again. Each tile is encoded once, however many ask at the same time.
/// </summary>
/// <param name="options">Gives the budget.</param>
public sealed class TileCache(ServerOptions options) : IDisposable
{
    // The database's own limit is longer; a tile that takes so long helps nobody.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = options.TileCacheBytes });
    private readonly ConcurrentDictionary<string, Lazy<Task<StoredTile>>> _making = new();

    /// <summary>The tile of a key, made now if it is not kept.</summary>
    /// <param name="key">Names the content.</param>
    /// <param name="encode">Makes the tile; runs for all who wait, so it does not end when the first of them leaves.</param>
    /// <param name="cancellation">Ends this caller's waiting.</param>
    public async Task<StoredTile> GetAsync(string key, Func<CancellationToken, Task<byte[]>> encode, CancellationToken cancellation)
    {
        if (_kept.TryGetValue(key, out StoredTile? kept))
            return kept!;
        var work = _making.GetOrAdd(key, k => new Lazy<Task<StoredTile>>(() => MakeAsync(k, encode)));
        return await work.Value.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();

    private async Task<StoredTile> MakeAsync(string key, Func<CancellationToken, Task<byte[]>> encode)
    {
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            var tile = StoredTile.From(await encode(limit.Token));
            _kept.Set(key, tile, new MemoryCacheEntryOptions { Size = tile.Size });
            return tile;
        }
        finally
        {
            _making.TryRemove(key, out _);
        }
    }
}
