using System.Collections.Concurrent;
using Gis.MapServer.Metrics;

namespace Gis.MapServer.Tiles.Content;

/// <summary>
/// Numbers of contents. A choice of layers keeps its number as long as its members keep theirs, so its tiles stay on the shelf when the catalogue is read anew.
/// </summary>
/// <param name="meter">Counts what is sent.</param>
public sealed class SetNumbers(TileMeter meter)
{
    // Beyond this all begin anew; the tiles of the forgotten ones age out.
    private const int Most = 2048;

    private ConcurrentDictionary<string, int> _sets = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>Where tiles of a choice of layers are counted.</summary>
    public TileCounts CountsOf(IReadOnlyList<LayerContent> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return meter.Of(members.Count == 1 ? members[0].Layer.Id.Value : null);
    }

    /// <summary>A number never given before.</summary>
    public int Next() => Interlocked.Increment(ref _last);

    /// <summary>The number of a choice of layers; that of the layer itself when it is one.</summary>
    public int Of(IReadOnlyList<LayerContent> members, string? filter = null)
    {
        ArgumentNullException.ThrowIfNull(members);
        if (members.Count == 1 && filter is null)
            return members[0].Number;
        if (_sets.Count > Most)
            Interlocked.Exchange(ref _sets, new ConcurrentDictionary<string, int>(StringComparer.Ordinal));
        return _sets.GetOrAdd($"{string.Join(',', members.Select(m => m.Number))}|{filter}", _ => Next());
    }

    /// <summary>Numbers of all contents in which a layer's tiles are: its own and those of the choices it is in.</summary>
    public IEnumerable<int> With(int number)
    {
        yield return number;
        var own = $"{number}";
        foreach (var (members, set) in _sets)
        {
            if (members[..members.IndexOf('|', StringComparison.Ordinal)].Split(',').Contains(own, StringComparer.Ordinal))
                yield return set;
        }
    }
}
