using System.Security.Cryptography;
using System.Threading.Channels;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Memory.Change;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Making;

namespace Gis.MapServer.Tiles.Keeping;

/// <summary>
/// Tiles on disk, so that a restart need not make the dear ones again: <c>tile-cache/CLASS/LAYER/STAMP/z-x-y</c>. The stamp names rights class, view and
/// revision, so what lies under it is true for ever. Each file ends with a hash of the rest; what does not match is not there. Writing happens behind
/// the requests; when it does not keep up, tiles are simply not written.
/// </summary>
public sealed class DiskShelf : BackgroundService
{
    private const int HashLength = 16;

    private readonly string _root;
    private readonly long _budget;
    private readonly TimeSpan _worthWriting;
    private readonly Channel<(string Path, byte[] Gzip)> _writes = Channel.CreateBounded<(string, byte[])>(
        new BoundedChannelOptions(512) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>The shelf of a server's rights class.</summary>
    public DiskShelf(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _root = Path.Combine(options.Home.TileCache, options.Audience.ToString().ToLowerInvariant());
        _budget = options.DiskCacheBytes;
        _worthWriting = options.TileWorthWriting;
    }

    /// <summary>Bytes on disk after the last count.</summary>
    public long Bytes { get; private set; }

    /// <summary>Looks a tile up; null when it is not there.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="stamp">Its content.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<KeptTile?> FindAsync(LayerId layer, string stamp, TileCoord tile, CancellationToken cancellation)
    {
        var path = PathOf(layer, stamp, tile);
        if (_budget == 0 || !File.Exists(path))
            return null;
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellation);
            return bytes.Length > HashLength && HashOf(bytes.AsSpan(0, bytes.Length - HashLength)).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - HashLength))
                ? TileGzip.Read(bytes[..^HashLength])
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Has a tile written some time, when it is worth it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="stamp">Its content.</param>
    /// <param name="tile">Which tile.</param>
    /// <param name="kept">The tile.</param>
    /// <param name="took">How long it took to make.</param>
    public void Put(LayerId layer, string stamp, TileCoord tile, KeptTile kept, TimeSpan took)
    {
        ArgumentNullException.ThrowIfNull(kept);
        if (_budget > 0 && !kept.IsEmpty && took > _worthWriting)
            _writes.Writer.TryWrite((PathOf(layer, stamp, tile), kept.Gzip));
    }

    /// <summary>Takes over what a change has not touched. The folder is moved aside first, so that nobody writes into it any more.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="before">Its stamp before.</param>
    /// <param name="after">Its stamp now.</param>
    /// <param name="touched">The tiles that are no longer true.</param>
    public void Follow(LayerId layer, string before, string after, TouchedTiles touched)
    {
        ArgumentNullException.ThrowIfNull(touched);
        var (old, next) = (FolderOf(layer, before), FolderOf(layer, after));
        if (!Directory.Exists(old))
            return;
        var aside = $"{next}.{Environment.ProcessId}";
        try
        {
            Directory.Move(old, aside);
            foreach (var tile in touched.IsAll ? TouchedTiles.None.Tiles : touched.Tiles)
                File.Delete(Path.Combine(aside, NameOf(tile)));
            if (touched.IsAll || Directory.Exists(next))
                Directory.Delete(aside, recursive: true);
            else
                Directory.Move(aside, next);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another server of the same home did it, or the disk does not let us: the tiles are made again.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_budget == 0)
            return;
        await Task.Yield();
        Bytes = Clean();
        await foreach (var (path, gzip) in _writes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                Write(path, gzip);
                Bytes += gzip.Length + HashLength;
                if (Bytes > _budget)
                    Bytes = Clean();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A full or read-only disk costs the copy, never the answer.
            }
        }
    }

    private static void Write(string path, byte[] gzip)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.{Environment.ProcessId}.part";
        using (var file = File.Create(part))
        {
            file.Write(gzip);
            file.Write(HashOf(gzip));
        }

        File.Move(part, path, overwrite: true);
    }

    // Removes the oldest files until a fifth of the budget is free, when it is used up. Returns what is left in bytes.
    private long Clean()
    {
        if (!Directory.Exists(_root))
            return 0;
        try
        {
            var files = new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(f => f.LastWriteTimeUtc).ToList();
            var sum = files.Sum(f => f.Length);
            var most = sum > _budget ? _budget * 4 / 5 : sum;
            foreach (var file in files.TakeWhile(_ => sum > most))
            {
                sum -= file.Length;
                file.Delete();
            }

            return sum;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Bytes;
        }
    }

    private static byte[] HashOf(ReadOnlySpan<byte> bytes) => SHA256.HashData(bytes)[..HashLength];

    private static string NameOf(TileCoord tile) => $"{tile.Z}-{tile.X}-{tile.Y}";

    private string FolderOf(LayerId layer, string stamp) => Path.Combine(_root, layer.Value, stamp);

    private string PathOf(LayerId layer, string stamp, TileCoord tile) => Path.Combine(FolderOf(layer, stamp), NameOf(tile));
}
