using System.Collections.Immutable;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;

namespace Gis.Engine.Hazards.Zones;

/// <summary>All that hazard answers need of one state of the catalogue, as far as it is in memory.</summary>
/// <param name="snapshot">The state.</param>
/// <param name="layers">The hazard layers that are held.</param>
/// <param name="coverage">Coverage by layer id; a layer without one is not there.</param>
/// <param name="boundary">The town, or null when its border is not known.</param>
/// <param name="sites">Emergency sites by layer.</param>
internal sealed class ZoneTown(
    TownSnapshot snapshot, ImmutableDictionary<LayerId, ZoneLayer> layers, IReadOnlyDictionary<string, HeldArea> coverage, HeldArea? boundary,
    IReadOnlyDictionary<LayerId, IReadOnlyList<Site>> sites)
{
    private volatile ImmutableDictionary<LayerId, ZoneLayer> _layers = layers;
    private FlagsOf? _flags;

    /// <summary>The state.</summary>
    public TownSnapshot Snapshot => snapshot;

    /// <summary>The hazard layers that are held.</summary>
    public ImmutableDictionary<LayerId, ZoneLayer> Layers => _layers;

    /// <summary>Coverage by layer id; a layer without one is not there.</summary>
    public IReadOnlyDictionary<string, HeldArea> Coverage => coverage;

    /// <summary>The town, or null when its border is not known.</summary>
    public HeldArea? Boundary => boundary;

    /// <summary>Emergency sites by layer.</summary>
    public IReadOnlyDictionary<LayerId, IReadOnlyList<Site>> Sites => sites;

    /// <summary>Room taken, in bytes, without what other states share anyway.</summary>
    public long MemoryBytes => _layers.Values.Sum(l => l.MemoryBytes);

    /// <summary>Adds a layer that has been read since.</summary>
    public void Put(ZoneLayer layer) => _layers = _layers.SetItem(layer.Layer.Id, layer);

    /// <summary>Flags of the hazards in whose zones each site stands; null when a layer that has a say is not held, or a site is more than a point.</summary>
    public IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>? SiteFlags()
    {
        var (held, known) = (_layers, _flags);
        if (known is null || !ReferenceEquals(known.Layers, held))
            _flags = known = new FlagsOf(held, FindFlags(held));
        return known.Flags;
    }

    private Dictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>? FindFlags(ImmutableDictionary<LayerId, ZoneLayer> held)
    {
        var hazards = snapshot.Drawn.Where(l => l.Kind.Hazard?.SiteFlag is not null).ToList();
        if (hazards.Exists(h => !held.ContainsKey(h.Id)) || sites.Values.Any(s => s.Any(one => !one.IsPoint)))
            return null;
        return sites.Values.SelectMany(s => s)
            .Select(site => (Key: (site.Layer, site.Fid), Flags: (IReadOnlyList<string>)[.. hazards
                .Where(h => held[h.Id].At(site.Position).Count > 0)
                .Select(h => h.Kind.Hazard!.SiteFlag!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]))
            .Where(s => s.Flags.Count > 0).ToDictionary(s => s.Key, s => s.Flags);
    }

    private sealed record FlagsOf(
        ImmutableDictionary<LayerId, ZoneLayer> Layers, IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>? Flags);
}
