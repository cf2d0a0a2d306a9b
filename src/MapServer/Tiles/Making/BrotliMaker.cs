using System.IO.Compression;
using System.Threading.Channels;
using Gis.MapServer.Tiles.Keeping;

namespace Gis.MapServer.Tiles.Making;

/// <summary>Makes Brotli of tiles that are asked for again and again, behind the requests: until it is there, they are answered with gzip.</summary>
/// <param name="shelf">Where the tiles lie.</param>
public sealed class BrotliMaker(TileShelf shelf) : BackgroundService
{
    // A tile that is asked for once or twice is not worth the work.
    private const int Wishes = 3;

    private const int Quality = 5;

    private readonly Channel<(TileKey Key, KeptTile Tile)> _wanted = Channel.CreateBounded<(TileKey, KeptTile)>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes that somebody who reads Brotli asked for a tile that is not there as such.</summary>
    public void Wish(in TileKey key, KeptTile tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (tile.BrotliWishes < Wishes && ++tile.BrotliWishes == Wishes)
            _wanted.Writer.TryWrite((key, tile));
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (key, tile) in _wanted.Reader.ReadAllAsync(stoppingToken))
        {
            var raw = tile.Inflate();
            var room = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
            if (BrotliEncoder.TryCompress(raw, room, out var length, Quality, window: 18) && length < tile.Gzip.Length * 97L / 100)
                shelf.Add(key, tile, room[..length]);
        }
    }
}
