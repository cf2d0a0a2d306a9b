using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Gis.Engine.Reading;

namespace Gis.MapServer.Tiles.Content;

/// <summary>All that tiles can be made of at one moment; replaced as a whole, so that no tile mixes two states.</summary>
public sealed class TileTown
{
    // An address may name any choice of layers; those that are asked for again and again are few.
    private const int MostSets = 512;

    private readonly FrozenDictionary<string, LayerContent> _layers;
    private readonly ConcurrentDictionary<string, LayerSet> _sets = new(StringComparer.Ordinal);
    private readonly SetNumbers _numbers;

    /// <summary>Makes it.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layers">The drawn layers.</param>
    /// <param name="numbers">Gives numbers to choices of layers.</param>
    public TileTown(TownSnapshot snapshot, IEnumerable<LayerContent> layers, SetNumbers numbers)
    {
        Snapshot = snapshot;
        _numbers = numbers;
        _layers = layers.ToFrozenDictionary(l => l.Layer.Id.Value, StringComparer.Ordinal);
    }

    /// <summary>The catalogue.</summary>
    public TownSnapshot Snapshot { get; }

    /// <summary>The drawn layers.</summary>
    public IEnumerable<LayerContent> Layers => _layers.Values;

    /// <summary>The choices of layers that were asked for.</summary>
    public IEnumerable<LayerSet> Sets => _sets.Values;

    /// <summary>A layer, or null.</summary>
    public LayerContent? Find(string id) => _layers.GetValueOrDefault(id);

    /// <summary>A choice that was asked for before, by the very text of the address.</summary>
    public bool TryGetSet(ReadOnlySpan<char> list, [NotNullWhen(true)] out LayerSet? set) =>
        _sets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(list, out set);

    /// <summary>Remembers a choice for the next who asks.</summary>
    /// <param name="list">The text of the address.</param>
    /// <param name="members">The layers that it names.</param>
    public LayerSet Remember(string list, IReadOnlyList<LayerContent> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var set = new LayerSet(_numbers.Of(members), members, string.Join('.', members.Select(m => m.Stamp)), _numbers.CountsOf(members));
        return _sets.Count < MostSets ? _sets.GetOrAdd(list, set) : set;
    }
}
