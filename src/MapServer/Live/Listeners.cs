using System.Collections.Concurrent;
using System.Threading.Channels;
using Gis.Engine.Reading;

namespace Gis.MapServer.Live;

/// <summary>A change as open maps are told it.</summary>
/// <param name="Revision">Sum of all revisions.</param>
/// <param name="Layers">The layers that changed; empty when only descriptions did.</param>
public sealed record LiveChange(long Revision, IReadOnlyList<LayerChange> Layers);

/// <summary>Everyone who waits for changes. A listener that does not keep up misses some; the revision in the next one tells it so.</summary>
public sealed class Listeners
{
    /// <summary>Most open listeners; each holds a connection.</summary>
    public const int Most = 5000;

    private const int Waiting = 64;

    private readonly ConcurrentDictionary<Channel<LiveChange>, bool> _channels = new();

    /// <summary>Passes on what the catalogue tells.</summary>
    public Listeners(TownCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        catalogue.Changed += (snapshot, layers) => Tell(new LiveChange(snapshot.Catalogue.Revision, layers));
    }

    /// <summary>Begins to listen; null when too many do.</summary>
    public Channel<LiveChange>? Join()
    {
        if (_channels.Count >= Most)
            return null;
        var channel = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropOldest });
        _channels[channel] = true;
        return channel;
    }

    /// <summary>Stops listening.</summary>
    public void Leave(Channel<LiveChange> channel) => _channels.TryRemove(channel, out _);

    private void Tell(LiveChange change)
    {
        foreach (var channel in _channels.Keys)
            channel.Writer.TryWrite(change);
    }
}
