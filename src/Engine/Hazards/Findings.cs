using Gis.Core.Catalogue;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;

namespace Gis.Engine.Hazards;

/// <summary>What is known of the hazards of a place, a line or an area, before it is put into words.</summary>
internal sealed class Findings
{
    private readonly List<(ZoneHere Zone, int Count)> _zones = [];
    private readonly Dictionary<string, Reach> _coverage = new(StringComparer.Ordinal);
    private readonly HashSet<LayerId> _unknown = [];
    private readonly List<Layer> _layers;
    private readonly TownSnapshot _snapshot;

    private Findings(TownSnapshot snapshot)
    {
        _snapshot = snapshot;
        _layers = [.. snapshot.Drawn.Where(l => l.Kind.Hazard is not null)];
    }

    /// <summary>The zones that are met, gravest first, then in the order of lists; like ones once with their number.</summary>
    public IReadOnlyList<(ZoneHere Zone, int Count)> Zones =>
        [.. _zones.OrderByDescending(z => z.Zone.Class?.Severity ?? 50).ThenBy(z => z.Zone.Layer.Kind.Order).ThenBy(z => _layers.IndexOf(z.Zone.Layer))];

    /// <summary>How much lies in the town; null when its border is not known, or cannot be asked for.</summary>
    public Reach? Town { get; private set; }

    /// <summary>Layers that could not be asked for, because the database is away.</summary>
    public IReadOnlyList<Layer> NotChecked => [.. _layers.Where(l => _unknown.Contains(l.Id))];

    /// <summary>Kinds of hazard of which the town has no layer.</summary>
    public IReadOnlyList<Kind> Missing
    {
        get
        {
            var loaded = _layers.Select(l => l.Kind.Id).ToHashSet(StringComparer.Ordinal);
            return [.. _snapshot.Catalogue.Kinds.Values.Where(k => k.Hazard is not null && !loaded.Contains(k.Id)).OrderBy(k => k.Order)];
        }
    }

    /// <summary>Layers whose data speaks about so much of what is asked for.</summary>
    public IReadOnlyList<Layer> Speaking(Reach reach) => [.. _layers.Where(l => !_unknown.Contains(l.Id) && _coverage.GetValueOrDefault(l.Id.Value) == reach)];

    /// <summary>Layers whose data speaks about all that is asked for, and that have no zone there, each with its sentence.</summary>
    public IReadOnlyList<(Layer Layer, string Text)> NoZone
    {
        get
        {
            var inside = _zones.Select(z => z.Zone.Layer.Id).ToHashSet();
            return [.. Speaking(Reach.Whole).Where(l => !inside.Contains(l.Id)).Select(l => (l, HazardWords.NoZone(l)))];
        }
    }

    /// <summary>Looks in memory for what is there, and in the database for the rest.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="held">What is in memory of it; null: nothing.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="line">To the database.</param>
    public static async Task<Findings> FindAsync(TownSnapshot snapshot, ZoneTown? held, Asked asked, DatabaseLine line)
    {
        var findings = new Findings(snapshot);
        var zones = held?.Layers;
        var rest = findings._layers.Where(l => zones?.ContainsKey(l.Id) != true).ToList();
        foreach (var layer in findings._layers)
        {
            if (zones?.GetValueOrDefault(layer.Id) is { } inMemory)
                findings._zones.AddRange(asked.In(inMemory).GroupBy(z => z.Meaning).Select(g => (g.Key.Of(layer), g.Count())));
        }

        if (held is not null)
            findings.Cover(held, asked);
        if (rest.Count > 0 || held is null)
            await findings.AskAsync(rest, held is null, asked.Ewkb, line);
        // A zone says something of its place, whatever coverage is recorded.
        foreach (var (zone, _) in findings._zones)
            findings._coverage[zone.Layer.Id.Value] = (Reach)Math.Max((int)findings._coverage.GetValueOrDefault(zone.Layer.Id.Value), (int)asked.SpokenByZone);
        return findings;
    }

    private void Cover(ZoneTown held, Asked asked)
    {
        foreach (var layer in _layers)
        {
            if (held.Coverage.GetValueOrDefault(layer.Id.Value) is { } area)
                _coverage[layer.Id.Value] = asked.In(area);
        }

        Town = held.Boundary is { } town ? asked.In(town) : null;
    }

    private async Task AskAsync(List<Layer> layers, bool withCoverage, byte[] here, DatabaseLine line)
    {
        if (await line.TryAsync((c, stop) => ZoneReader.ZonesAsync(c, _snapshot.Audience, layers, here, stop)) is { } zones)
            _zones.AddRange(zones);
        else
            _unknown.UnionWith(layers.Select(l => l.Id));
        if (!withCoverage)
            return;
        if (await line.TryAsync(async (c, stop) => Tuple.Create(await ZoneReader.CoverageAsync(c, _layers, here, stop))) is { Item1: var (coverage, town) })
        {
            Town = town;
            foreach (var (id, reach) in coverage)
                _coverage[id] = reach;
        }
    }
}
