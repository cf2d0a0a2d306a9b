using System.Collections.Concurrent;
using System.Threading.Channels;
using Gis.Engine.Reading;

namespace Gis.MapServer.Live;

/// <summary>
/// Everyone who waits for changes. Each event is written once and sent to all as it is. A listener that does not keep up is let go: it comes again
/// and is told what it missed.
/// </summary>
public sealed class Listeners : BackgroundService
{
    /// <summary>Most open listeners; each holds a connection.</summary>
    public const int Most = 5000;

    private const int Waiting = 64;

    // Keeps proxies from closing a quiet stream, and finds listeners that are gone.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Channel<ReadOnlyMemory<byte>>, bool> _channels = new();
    private readonly PastEvents _past = new();
    private readonly Lock _telling = new();

    /// <summary>Passes on what the catalogue tells.</summary>
    public Listeners(TownCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        catalogue.Changed += (snapshot, layers) =>
        {
            lock (_telling)
            {
                var change = LiveEvent.Change(snapshot.Catalogue.Revision, layers);
                _past.Add(snapshot.Catalogue.Revision, change);
                Tell(change);
            }
        };
    }

    /// <summary>Open listeners.</summary>
    public int Count => _channels.Count;

    /// <summary>Begins to listen.</summary>
    /// <param name="present">Gives the present catalogue.</param>
    /// <param name="last">Id of the last event that the listener has seen; null for a new one.</param>
    /// <returns>Events to be sent, those that were missed first; null when too many listen.</returns>
    public Channel<ReadOnlyMemory<byte>>? Join(Func<TownSnapshot> present, long? last)
    {
        ArgumentNullException.ThrowIfNull(present);
        if (_channels.Count >= Most)
            return null;
        var channel = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(Waiting + PastEvents.Most) { SingleReader = true });

        // No event may come between what was missed and what is heard.
        lock (_telling)
        {
            var snapshot = present();
            foreach (var missed in _past.After(last, snapshot))
                channel.Writer.TryWrite(missed);
            channel.Writer.TryWrite(LiveEvent.Hello(snapshot.Catalogue.Revision));
            _channels[channel] = true;
        }

        return channel;
    }

    /// <summary>Stops listening.</summary>
    public void Leave(Channel<ReadOnlyMemory<byte>> channel) => _channels.TryRemove(channel, out _);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Heartbeat);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Tell(LiveEvent.Heartbeat);
    }

    private void Tell(ReadOnlyMemory<byte> text)
    {
        foreach (var channel in _channels.Keys)
        {
            if (!channel.Writer.TryWrite(text))
                channel.Writer.TryComplete();
        }
    }
}
