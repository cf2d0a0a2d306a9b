using System.Runtime.CompilerServices;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>
/// In which hazards' zones each emergency site stands itself: asked once for a state of the catalogue, because it does not depend on who
/// asks where. A change of any layer makes a new state.
/// </summary>
internal sealed class SiteZones
{
    private readonly ConditionalWeakTable<TownSnapshot, IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>> _known = [];

    /// <summary>Flags of hazards by site; a site that stands in none is not there.</summary>
    public async Task<IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>> OfAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, CancellationToken cancellation)
    {
        if (_known.TryGetValue(snapshot, out var known))
            return known;
        // Two first askers may both read; they read the same.
        var read = await ReadAsync(connection, snapshot, cancellation);
        _known.AddOrUpdate(snapshot, read);
        return read;
    }

    private static async Task<IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>>> ReadAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, CancellationToken cancellation)
    {
        var pairs = (from site in SiteReader.Layers(snapshot)
                     from hazard in snapshot.Drawn
                     where hazard.Kind.Hazard?.SiteFlag is not null
                     select (Site: site, Hazard: hazard, Flag: hazard.Kind.Hazard!.SiteFlag!)).ToList();
        var found = new Dictionary<(LayerId, long), SortedSet<string>>();
        if (pairs.Count > 0)
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var (site, hazard, _) in pairs)
            {
                batch.BatchCommands.Add(new NpgsqlBatchCommand($"""
                    SELECT s.fid FROM {SqlName.View(snapshot.Audience, site)} s
                    WHERE EXISTS (SELECT FROM {SqlName.View(snapshot.Audience, hazard)} h WHERE ST_Intersects(h.geom, s.geom))
                    """));
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            foreach (var (site, _, flag) in pairs)
            {
                while (await reader.ReadAsync(cancellation))
                {
                    var key = (site.Id, reader.GetInt64(0));
                    if (!found.TryGetValue(key, out var flags))
                        found[key] = flags = new SortedSet<string>(StringComparer.Ordinal);
                    flags.Add(flag);
                }

                await reader.NextResultAsync(cancellation);
            }
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)[.. f.Value]);
    }
}
