using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards.Zones;

/// <summary>
/// Holds what hazard answers need for each state of the catalogue: it follows the catalogue before anybody sees the new state, so a zone that was changed is in
/// the answer as soon as it is in the tiles. A layer that does not fit is asked of the database.
/// </summary>
/// <param name="source">Connections under the role of the rights class.</param>
/// <param name="audience">The rights class.</param>
/// <param name="budgetBytes">Most bytes that this and others take together.</param>
/// <param name="others">Bytes that others take now.</param>
public sealed class TownZones(NpgsqlDataSource source, Audience audience, long budgetBytes, Func<long> others) : IDisposable
{
    private const string AreaSql = """
        SELECT a.id, a.mark, CASE WHEN a.mark = ANY ($2) THEN NULL ELSE ST_AsEWKB(a.shape) END
        FROM (SELECT id, coverage AS shape, coverage_mark AS mark FROM gis.layer WHERE id = ANY ($1) AND coverage IS NOT NULL
            UNION ALL SELECT '', boundary, boundary_mark FROM gis.town WHERE boundary IS NOT NULL) a
        """;

    private readonly ZoneLoader _loader = new(source, audience);
    private readonly ConditionalWeakTable<TownSnapshot, ZoneTown> _towns = [];
    private readonly HashSet<(LayerId, string)> _tried = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile ZoneTown? _current;

    /// <summary>Room taken, in bytes.</summary>
    public long MemoryBytes => _current?.MemoryBytes ?? 0;

    /// <summary>The hazard layers in memory.</summary>
    public IReadOnlyCollection<LayerId> Held => [.. _current?.Layers.Keys ?? []];

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Brings what is held up to a state of the catalogue that is about to be published.</summary>
    public async Task FollowAsync(TownSnapshot after, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(after);
        await _one.WaitAsync(cancellation);
        try
        {
            var layers = ImmutableDictionary.CreateBuilder<LayerId, ZoneLayer>();
            foreach (var layer in Hazards(after))
            {
                if (_current?.Layers.GetValueOrDefault(layer.Id) is { } held && await NextAsync(_current.Snapshot, held, after, layer, cancellation) is { } next)
                    layers[layer.Id] = next;
            }

            var (coverage, boundary) = await AreasAsync(after, cancellation);
            var town = new ZoneTown(after, layers.ToImmutable(), coverage, boundary, await SitesAsync(after, cancellation));
            _towns.AddOrUpdate(after, town);
            _current = town;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Reads the hazard layers that are not held yet and fit, smallest first; each once for an edition.</summary>
    public async Task HoldAsync(CancellationToken cancellation = default)
    {
        if (_current is not { } town)
            return;
        foreach (var layer in Hazards(town.Snapshot).OrderBy(l => l.FeatureCount))
        {
            if (town.Layers.ContainsKey(layer.Id) || _tried.Contains((layer.Id, town.Snapshot.EditionOf(layer))))
                continue;
            var loaded = await _loader.LoadAsync(layer, Room(), cancellation);
            await _one.WaitAsync(cancellation);
            try
            {
                if (_current is not { } present || present.Snapshot.Find(layer.Id.Value) is not { } now || present.Snapshot.EditionOf(now) != town.Snapshot.EditionOf(layer))
                    return;
                _tried.Add((layer.Id, town.Snapshot.EditionOf(layer)));
                if (loaded is not null && loaded.Revision < now.Revision)
                    loaded = await _loader.UpdateAsync(loaded, now, Room(), cancellation);
                if (loaded is not null)
                    present.Put(loaded);
            }
            finally
            {
                _one.Release();
            }
        }
    }

    /// <summary>What is held of a state; null when this has not followed it.</summary>
    internal ZoneTown? Of(TownSnapshot snapshot) => _towns.TryGetValue(snapshot, out var town) ? town : null;

    private static IEnumerable<Layer> Hazards(TownSnapshot snapshot) => snapshot.Drawn.Where(l => l.Kind.Hazard is not null);

    private long Room(long freed = 0) => Math.Max(0, budgetBytes - others() - MemoryBytes + freed);

    private async Task<ZoneLayer?> NextAsync(TownSnapshot before, ZoneLayer held, TownSnapshot after, Layer layer, CancellationToken cancellation)
    {
        if (before.Find(layer.Id.Value) is not { } old)
            return null;
        if (before.EditionOf(old) != after.EditionOf(layer) || ZoneReader.Columns(held.Layer) != ZoneReader.Columns(layer))
        {
            // Read anew under this class's role: what was held may show what the class may no longer see.
            return await _loader.LoadAsync(layer, Room(held.MemoryBytes), cancellation);
        }

        return before.StampOf(old) == after.StampOf(layer) ? held : await _loader.UpdateAsync(held, layer, Room(held.MemoryBytes), cancellation);
    }

    private async Task<(Dictionary<string, HeldArea> Coverage, HeldArea? Boundary)> AreasAsync(TownSnapshot after, CancellationToken cancellation)
    {
        HeldArea[] before = _current is null ? [] : [.. _current.Coverage.Values, .. _current.Boundary is { } town ? [town] : (HeldArea[])[]];
        var known = before.DistinctBy(a => a.Mark).ToDictionary(a => a.Mark, StringComparer.Ordinal);
        await using var command = source.CreateCommand(AreaSql);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. Hazards(after).Select(l => l.Id.Value)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. known.Keys] });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var (coverage, boundary) = (new Dictionary<string, HeldArea>(StringComparer.Ordinal), (HeldArea?)null);
        while (await reader.ReadAsync(cancellation))
        {
            var (id, mark) = (reader.GetString(0), reader.GetString(1));
            var area = reader.IsDBNull(2) ? known[mark] : HeldArea.Read(mark, reader.GetFieldValue<byte[]>(2));
            if (id.Length == 0)
                boundary = area;
            else
                coverage[id] = area;
        }

        return (coverage, boundary);
    }

    private async Task<Dictionary<LayerId, IReadOnlyList<Site>>> SitesAsync(TownSnapshot after, CancellationToken cancellation)
    {
        var sites = new Dictionary<LayerId, IReadOnlyList<Site>>();
        foreach (var layer in SiteReader.Layers(after))
        {
            var old = _current?.Snapshot.Find(layer.Id.Value);
            if (old is not null && _current!.Snapshot.StampOf(old) == after.StampOf(layer) && SiteReader.Sql(audience, old) == SiteReader.Sql(audience, layer)
                && _current.Sites.TryGetValue(layer.Id, out var held))
            {
                sites[layer.Id] = held;
                continue;
            }

            await using var connection = await source.OpenConnectionAsync(cancellation);
            sites[layer.Id] = await SiteReader.ReadAsync(connection, audience, layer, cancellation);
        }

        return sites;
    }
}
