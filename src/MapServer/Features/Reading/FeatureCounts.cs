using System.Collections.Concurrent;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Gis.MapServer.Features.Querying;

namespace Gis.MapServer.Features.Reading;

/// <summary>
/// How many features match, known without counting twice: a count is kept while the layer's content stays what it was, so that paging counts once. With
/// conditions it goes no further than a limit; beyond it the number is not told.
/// </summary>
/// <param name="reader">Counts.</param>
public sealed class FeatureCounts(FeatureReader reader)
{
    /// <summary>Counts with conditions go no further.</summary>
    public const long Most = 100_000;

    private const int MostKept = 500;

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    private sealed record Kept(string Stamp, ConcurrentDictionary<string, long> Counts);

    /// <summary>The number, or null when it is more than is counted.</summary>
    public async ValueTask<long?> OfAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(query);
        var stamp = snapshot.StampOf(layer);
        var kept = _kept.AddOrUpdate(layer.Id.Value, _ => New(stamp), (_, old) => old.Stamp == stamp && old.Counts.Count < MostKept ? old : New(stamp));
        if (!kept.Counts.TryGetValue(query.Conditions, out var count))
        {
            count = await reader.CountAsync(snapshot, layer, query, query.Conditions.Length == 0 ? long.MaxValue : Most + 1, cancellation);
            kept.Counts[query.Conditions] = count;
        }

        return query.Conditions.Length > 0 && count > Most ? null : count;
    }

    private static Kept New(string stamp) => new(stamp, new ConcurrentDictionary<string, long>(StringComparer.Ordinal));
}
