using System.Diagnostics;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Tiles;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Content;
using Gis.MapServer.Tiles.Keeping;

namespace Gis.MapServer.Tiles.Making;

/// <summary>
/// Gives tiles: from the shelf, else made once for all who ask, layer by layer: from memory, from disk, from the database. No more are made at a time
/// than there are processors, and no more wait than a limit; whoever comes then is told to come again.
/// </summary>
/// <param name="towns">What tiles show now.</param>
/// <param name="shelf">Tiles in memory.</param>
/// <param name="disk">Tiles on disk.</param>
/// <param name="reader">Encodes in the database.</param>
public sealed class TileMaker(TileTowns towns, TileShelf shelf, DiskShelf disk, TileReader reader) : IDisposable
{
    private const int MostWaiting = 1024;

    // Up to here tiles are few and dear: they are looked for on disk first.
    private const int LowZoom = 11;

    // The database's own limit is longer; a tile that takes so long helps nobody.
    private static readonly TimeSpan DatabaseLimit = TimeSpan.FromSeconds(20);

    private readonly Flights<(LayerContent Content, TileCoord Tile), KeptTile> _single = new();
    private readonly Flights<(LayerSet Set, TileCoord Tile), KeptTile> _several = new();
    private readonly SemaphoreSlim _processors = new(Environment.ProcessorCount);
    private readonly SemaphoreSlim _database = new(12);
    private int _waiting;
    private long _fromMemory, _fromDatabase, _fromDisk, _ticks;

    /// <summary>Layers of tiles made from memory, made by the database, read from disk; and the seconds that making took.</summary>
    public (long Memory, long Database, long Disk, double Seconds) Made =>
        (_fromMemory, _fromDatabase, _fromDisk, Stopwatch.GetElapsedTime(0, _ticks).TotalSeconds);

    /// <inheritdoc/>
    public void Dispose()
    {
        _processors.Dispose();
        _database.Dispose();
    }

    /// <summary>Who waits for a tile to be made.</summary>
    public int Waiting => _waiting;

    /// <summary>The tile, when it lies ready.</summary>
    public bool TryGet(LayerSet set, TileCoord tile, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out KeptTile? kept) =>
        shelf.TryGet(new TileKey(set.Number, tile), out kept);

    /// <summary>The tile, made if need be.</summary>
    /// <param name="town">The town that the layers are of.</param>
    /// <param name="set">The layers.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="cancellation">The asker has left.</param>
    /// <exception cref="RequestProblemException">Too many wait already.</exception>
    public async ValueTask<KeptTile> GetAsync(TileTown town, LayerSet set, TileCoord tile, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(town);
        ArgumentNullException.ThrowIfNull(set);
        if (TryGet(set, tile, out var ready))
            return ready;
        if (set.Filters is not null)
            return await FilteredAsync(town, set, tile, cancellation);
        var speaking = set.Members.Where(m => m.Speaks(tile.Z)).ToList();
        if (speaking.Count <= 1)
            return speaking.Count == 0 ? KeptTile.Empty : await SingleAsync(town, speaking[0], tile, cancellation);
        return await WaitAsync(() => _several.JoinAsync((set, tile), end => JoinAsync(town, set, speaking, tile, end), cancellation));
    }

    // What is in memory is encoded here and now, on as many threads as there are free; only the rest is waited for.
    private async Task<KeptTile> JoinAsync(TileTown town, LayerSet set, List<LayerContent> speaking, TileCoord tile, CancellationToken cancellation)
    {
        var parts = new KeptTile?[speaking.Count];
        var encode = new List<int>();
        for (var i = 0; i < parts.Length; i++)
        {
            if (shelf.TryGet(new TileKey(speaking[i].Number, tile), out parts[i]))
                continue;
            if (IsFarFrom(speaking[i], tile))
                parts[i] = KeptTile.Empty;
            else if (speaking[i].Memory is not null && tile.Z is > LowZoom and <= Layer.TileMaxZoom)
                encode.Add(i);
            else
                parts[i] = await SingleAsync(town, speaking[i], tile, cancellation);
        }

        if (encode.Count > 0)
        {
            await _processors.WaitAsync(cancellation);
            try
            {
                Parallel.ForEach(encode, i => parts[i] = Encode(town, speaking[i], tile));
            }
            finally
            {
                _processors.Release();
            }
        }

        var whole = TileGzip.Join(parts!);
        Put(town, set.Number, tile, whole);
        return whole;
    }

    private KeptTile Encode(TileTown town, LayerContent content, TileCoord tile)
    {
        Interlocked.Increment(ref _fromMemory);
        var started = Stopwatch.GetTimestamp();
        var made = TileGzip.Pack(content.Memory!.Encode(tile).Mvt.Span);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - started);
        Put(town, content.Number, tile, made);
        return made;
    }

    private async Task<KeptTile> SingleAsync(TileTown town, LayerContent content, TileCoord tile, CancellationToken cancellation)
    {
        if (shelf.TryGet(new TileKey(content.Number, tile), out var ready))
            return ready;
        if (IsFarFrom(content, tile))
            return KeptTile.Empty;
        return await WaitAsync(() => _single.JoinAsync((content, tile), end => MakeAsync(town, content, tile, end), cancellation));
    }

    private Task<KeptTile> FilteredAsync(TileTown town, LayerSet set, TileCoord tile, CancellationToken cancellation) =>
        WaitAsync(() => _several.JoinAsync((set, tile), async end =>
        {
            var parts = new List<KeptTile>();
            for (var i = 0; i < set.Members.Count; i++)
            {
                if (set.Members[i].Speaks(tile.Z))
                    parts.Add(await AskAsync(limit => reader.ReadFilteredAsync(town.Snapshot, set.Members[i].Layer, set.Filters![i], tile, limit), end));
            }

            var whole = TileGzip.Join(parts);
            Put(town, set.Number, tile, whole);
            return whole;
        }, cancellation));

    private async Task<KeptTile> WaitAsync(Func<Task<KeptTile>> work)
    {
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            throw RequestProblemException.Busy();
        }

        try
        {
            return await work();
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // Nothing to encode and nothing to keep: the sea and the neighbours would fill the shelf.
    private static bool IsFarFrom(LayerContent content, TileCoord tile)
    {
        if (content.Memory is not { } memory || tile.Z > Layer.TileMaxZoom)
            return false;
        var (west, south, east, north) = tile.Bounds;
        var buffer = TileGrid.Buffer * TileGrid.UnitOf(tile);
        return !memory.HasNear(west - buffer, south - buffer, east + buffer, north + buffer);
    }

    private async Task<KeptTile> MakeAsync(TileTown town, LayerContent content, TileCoord tile, CancellationToken cancellation)
    {
        // Who looked at the shelf before the last flight landed and joins after it has ended flies a second time: nothing is made then.
        if (shelf.TryGet(new TileKey(content.Number, tile), out var ready))
            return ready;
        var keeps = tile.Z <= Layer.TileMaxZoom;
        if (keeps && await disk.FindAsync(content.Layer.Id, content.Stamp, tile, cancellation) is { } found)
        {
            Interlocked.Increment(ref _fromDisk);
            Put(town, content.Number, tile, found);
            return found;
        }

        var started = Stopwatch.GetTimestamp();
        var made = content.Memory is { } memory && keeps
            ? await EncodeAsync(memory, tile, cancellation)
            : await AskAsync(limit => reader.ReadAsync(town.Snapshot, [content.Layer], tile, limit), cancellation);
        var took = Stopwatch.GetElapsedTime(started);
        Interlocked.Add(ref _ticks, Stopwatch.GetTimestamp() - started);
        Put(town, content.Number, tile, made);
        if (keeps)
            disk.Put(content.Layer.Id, content.Stamp, tile, made, took);
        return made;
    }

    private async Task<KeptTile> EncodeAsync(Engine.Memory.LayerSnapshot memory, TileCoord tile, CancellationToken cancellation)
    {
        await _processors.WaitAsync(cancellation);
        try
        {
            Interlocked.Increment(ref _fromMemory);
            return TileGzip.Pack(memory.Encode(tile).Mvt.Span);
        }
        finally
        {
            _processors.Release();
        }
    }

    private async Task<KeptTile> AskAsync(Func<CancellationToken, Task<byte[]>> ask, CancellationToken cancellation)
    {
        await _database.WaitAsync(cancellation);
        try
        {
            Interlocked.Increment(ref _fromDatabase);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(DatabaseLimit);
            return TileGzip.Pack(await ask(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
        finally
        {
            _database.Release();
        }
    }

    // Put first, then looked at again: a town that came in between has cut its tiles before or after, and in either case none of the old one stays.
    private void Put(TileTown town, int number, TileCoord tile, KeptTile kept)
    {
        if (tile.Z > Layer.TileMaxZoom)
            return;
        var key = new TileKey(number, tile);
        shelf.Put(key, kept);
        if (!ReferenceEquals(towns.Current, town))
            shelf.Remove(key);
    }
}
