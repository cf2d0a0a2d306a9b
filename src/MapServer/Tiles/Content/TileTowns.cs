using Gis.Core.Catalogue;
using Gis.Engine.Memory.Change;
using Gis.Engine.Reading;
using Gis.MapServer.Hosting;
using Gis.MapServer.Tiles.Keeping;

namespace Gis.MapServer.Tiles.Content;

/// <summary>
/// Keeps the present <see cref="TileTown"/>: follows the catalogue, brings the layers in memory up to date by the journal, and cuts the tiles that a
/// change touches and no others. Everybody else only reads.
/// </summary>
/// <param name="budget">Reads layers into memory.</param>
/// <param name="shelf">Tiles in memory.</param>
/// <param name="disk">Tiles on disk.</param>
/// <param name="journal">Says what changed in layers that are not in memory.</param>
/// <param name="numbers">Numbers of contents.</param>
/// <param name="options">Says for whom.</param>
public sealed class TileTowns(MemoryBudget budget, TileShelf shelf, DiskShelf disk, JournalReader journal, SetNumbers numbers, ServerOptions options)
    : ISnapshotFollower, IDisposable
{
    private const int MostBehind = 64;
    private static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile TileTown? _current;
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _behind;

    /// <summary>The present town; null until the catalogue was read.</summary>
    public TileTown? Current => _current;

    /// <summary>Numbers of contents.</summary>
    public SetNumbers Numbers => numbers;

    /// <summary>Bytes that the layers in memory take.</summary>
    public long MemoryBytes => _current?.Layers.Sum(l => l.Memory?.MemoryBytes ?? 0) ?? 0;

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LayerChange>> FollowAsync(
        TownSnapshot? before, TownSnapshot after, IReadOnlyList<LayerChange> changes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(after);
        await _one.WaitAsync(cancellation);
        try
        {
            var (layers, touched) = (new List<LayerContent>(), new Dictionary<string, TouchedTiles>(StringComparer.Ordinal));
            foreach (var layer in after.Drawn)
                layers.Add(await FollowAsync(after, layer, touched, cancellation));
            Publish(after, layers, touched);
            return [.. changes.Select(c => c with { Tiles = Tell(layers, touched, c.Layer) })];
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// The town in which layers are at least at the revision of a stamp: another server of the same town may have told a map of a change that this one
    /// is about to hear of. Waits a second at most, and only for a few.
    /// </summary>
    public async ValueTask<TileTown> AtLeastAsync(TileTown town, string layers, string? stamp, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(town);
        if (!IsBehind(town, layers, stamp))
            return town;
        if (Interlocked.Increment(ref _behind) <= MostBehind)
        {
            var until = DateTime.UtcNow + CatchUp;
            for (var left = CatchUp; left > TimeSpan.Zero && IsBehind(town, layers, stamp); left = until - DateTime.UtcNow)
            {
                var next = _next.Task;
                if (ReferenceEquals(_current, town))
                    await Task.WhenAny(next, Task.Delay(left, cancellation));
                town = _current!;
                cancellation.ThrowIfCancellationRequested();
            }
        }

        Interlocked.Decrement(ref _behind);
        return town;
    }

    /// <summary>Reads a layer into memory if it is not there and fits.</summary>
    /// <returns>False when the layer is gone meanwhile.</returns>
    public async Task<bool> HoldAsync(string id, CancellationToken cancellation)
    {
        if (_current?.Find(id) is not { Memory: null } before)
            return _current?.Find(id) is not null;
        var loaded = await budget.LoadAsync(before.Layer, MemoryBytes, cancellation);
        await _one.WaitAsync(cancellation);
        try
        {
            if (loaded is null || _current?.Find(id) is not { Memory: null } present)
                return _current?.Find(id) is not null;
            var town = _current!;
            if (present.Edition != before.Edition)
                return false;
            if (loaded.Revision < present.Layer.Revision)
                loaded = (await budget.UpdateAsync(loaded, present.Layer, MemoryBytes, cancellation)).Snapshot;

            // Other bytes than the database makes, though the same features: a number of its own.
            var held = present with { Number = numbers.Next(), Memory = loaded };
            _current = new TileTown(town.Snapshot, town.Layers.Select(l => ReferenceEquals(l, present) ? held : l), numbers);
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<LayerContent> FollowAsync(
        TownSnapshot after, Layer layer, Dictionary<string, TouchedTiles> touched, CancellationToken cancellation)
    {
        var (id, stamp, edition) = (layer.Id.Value, after.StampOf(layer), after.EditionOf(layer));
        if (_current?.Find(id) is not { } present)
            return new LayerContent(numbers.Next(), layer, stamp, edition, Memory: null);
        if (present.Stamp == stamp)
            return present with { Layer = layer };
        if (present.Edition != edition)
        {
            // Read anew under this class's role: what was held may show what the class may no longer see.
            touched[id] = TouchedTiles.All;
            var whole = present.Memory is null ? null : await budget.LoadAsync(layer, MemoryBytes - present.Memory.MemoryBytes, cancellation);
            return new LayerContent(numbers.Next(), layer, stamp, edition, whole);
        }

        if (present.Memory is not { } held)
        {
            touched[id] = await journal.TouchedAsync(layer, present.Layer.Revision, cancellation);
            return Renumbered(present with { Layer = layer, Stamp = stamp }, touched[id]);
        }

        var (memory, tiles) = await budget.UpdateAsync(held, layer, MemoryBytes - held.MemoryBytes, cancellation);
        touched[id] = tiles;
        return Renumbered(present with { Layer = layer, Stamp = stamp, Memory = memory }, memory is null ? TouchedTiles.All : tiles);
    }

    private LayerContent Renumbered(LayerContent content, TouchedTiles touched) =>
        touched.IsAll ? content with { Number = numbers.Next() } : content;

    // First the new town, then the cutting: whoever finishes a tile of the old one puts it on the shelf before he looks whether it still is the town's.
    private void Publish(TownSnapshot after, List<LayerContent> layers, Dictionary<string, TouchedTiles> touched)
    {
        var before = _current;
        _current = new TileTown(after, layers, numbers);
        foreach (var content in layers)
        {
            if (before?.Find(content.Layer.Id.Value) is not { } old || old.Stamp == content.Stamp)
                continue;
            var tiles = touched.GetValueOrDefault(content.Layer.Id.Value, TouchedTiles.All);
            if (!tiles.IsAll)
            {
                foreach (var number in numbers.With(content.Number))
                {
                    foreach (var tile in tiles.Tiles)
                        shelf.Remove(new TileKey(number, tile));
                }
            }

            disk.Follow(content.Layer.Id, old.Stamp, content.Stamp, tiles);
        }

        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    // A stamp begins with the revision.
    private static bool IsBehind(TileTown town, string layers, string? stamp)
    {
        if (stamp is null || town.TryGetSet(layers, out var set) && set.Stamp == stamp)
            return false;
        var (ids, stamps) = (layers.Split(','), stamp.Split('.'));
        for (var i = 0; i < Math.Min(ids.Length, stamps.Length); i++)
        {
            var dash = stamps[i].IndexOf('-', StringComparison.Ordinal);
            if (dash > 0 && long.TryParse(stamps[i].AsSpan(0, dash), out var revision)
                && town.Find(ids[i]) is { } content && revision > content.Layer.Revision && revision < content.Layer.Revision + 1000)
                return true;
        }

        return false;
    }

    // The boxes of the journal also hold what the class does not see: only a comparison of what it does see may be told to the public.
    private IReadOnlyCollection<Core.Geodesy.TileCoord>? Tell(List<LayerContent> layers, Dictionary<string, TouchedTiles> touched, string id)
    {
        var compared = options.Audience == Audience.Staff || layers.Find(l => l.Layer.Id.Value == id)?.Memory is not null;
        return compared && touched.TryGetValue(id, out var tiles) && !tiles.IsAll ? [.. tiles.Tiles] : null;
    }
}
