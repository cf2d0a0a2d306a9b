using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Gis.MapServer.Tiles.Making;

namespace Gis.MapServer.Tiles.Keeping;

/// <summary>
/// Tiles in memory within a budget of bytes. Looking one up takes no lock and writes nothing but a mark on the tile; when the budget is used up the
/// oldest go, but those that were asked for since get a second round (the CLOCK algorithm, F. J. Corbató 1968).
/// </summary>
/// <param name="budgetBytes">Most bytes.</param>
public sealed class TileShelf(long budgetBytes)
{
    private readonly ConcurrentDictionary<TileKey, KeptTile> _tiles = new();
    private readonly ConcurrentQueue<TileKey> _order = new();
    private long _bytes;

    /// <summary>Bytes taken now.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Number of tiles.</summary>
    public int Count => _tiles.Count;

    /// <summary>Looks a tile up.</summary>
    public bool TryGet(in TileKey key, [NotNullWhen(true)] out KeptTile? tile)
    {
        if (!_tiles.TryGetValue(key, out tile))
            return false;
        if (!tile.Used)
            tile.Used = true;
        return true;
    }

    /// <summary>Puts a tile in.</summary>
    public void Put(in TileKey key, KeptTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (tile.Size > budgetBytes / 4)
            return;
        var size = tile.Size;
        var old = 0L;
        _tiles.AddOrUpdate(key, tile, (_, before) =>
        {
            old = before.Size;
            return tile;
        });
        if (old == 0)
            _order.Enqueue(key);
        Interlocked.Add(ref _bytes, size - old);
        MakeRoom();
    }

    /// <summary>Takes a tile out.</summary>
    public void Remove(in TileKey key)
    {
        if (_tiles.TryRemove(key, out var tile))
            Interlocked.Add(ref _bytes, -tile.Size);
    }

    /// <summary>Adds another form to a tile that is kept.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="brotli">The tile as Brotli.</param>
    public void Add(in TileKey key, KeptTile tile, byte[] brotli)
    {
        ArgumentNullException.ThrowIfNull(tile);
        ArgumentNullException.ThrowIfNull(brotli);
        if (!_tiles.TryGetValue(key, out var kept) || !ReferenceEquals(kept, tile))
            return;
        tile.Brotli = brotli;
        Interlocked.Add(ref _bytes, brotli.Length);
        MakeRoom();
    }

    private void MakeRoom()
    {
        // Two rounds at most: in the second no tile is marked but by those who just asked.
        for (var looks = 2 * _order.Count; Bytes > budgetBytes && looks > 0 && _order.TryDequeue(out var key); looks--)
        {
            if (!_tiles.TryGetValue(key, out var tile))
                continue;
            if (tile.Used)
            {
                tile.Used = false;
                _order.Enqueue(key);
            }
            else
            {
                Remove(key);
            }
        }
    }
}
