using Gis.Engine.Reading;

namespace Gis.MapServer.Live;

/// <summary>The last events, for those who come back after a break.</summary>
internal sealed class PastEvents
{
    /// <summary>Most events that are kept.</summary>
    public const int Most = 256;

    private readonly Queue<(long Id, ReadOnlyMemory<byte> Text)> _events = new();

    /// <summary>Keeps an event.</summary>
    public void Add(long id, ReadOnlyMemory<byte> text)
    {
        _events.Enqueue((id, text));
        if (_events.Count > Most)
            _events.Dequeue();
    }

    /// <summary>
    /// What somebody missed: the events after the one he has seen, or, when that one is not known here for certain (too long ago, another server,
    /// or two with one id), a change of everything.
    /// </summary>
    /// <param name="last">Id of the last event seen; null: nothing was missed.</param>
    /// <param name="now">The present catalogue.</param>
    public IEnumerable<ReadOnlyMemory<byte>> After(long? last, TownSnapshot now)
    {
        if (last is null || (last == now.Catalogue.Revision && _events.Count(e => e.Id == last) <= 1))
            return [];
        return _events.Count(e => e.Id == last) == 1
            ? _events.SkipWhile(e => e.Id != last).Skip(1).Select(e => e.Text)
            : [LiveEvent.Change(
                now.Catalogue.Revision, [.. now.Layers.Select(l => new LayerChange(l.Id.Value, l.Revision) { Stamp = now.StampOf(l) })])];
    }
}
