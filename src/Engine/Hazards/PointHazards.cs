using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>
/// What is known about the hazards of a place (rule 7): the zones it lies in, layers that speak about it without a zone, layers that do
/// not speak about it, kinds that are not loaded, and the nearest emergency sites.
/// </summary>
/// <param name="source">Connections under the role whose layers are asked.</param>
public sealed class PointHazards(NpgsqlDataSource source)
{
    private readonly SiteZones _siteZones = new();

    /// <summary>Every emergency site, nearest first.</summary>
    public async Task<IReadOnlyList<SiteNearby>> SitesAsync(TownSnapshot snapshot, LonLat place, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await SiteReader.AllAsync(connection, snapshot, _siteZones, place, cancellation);
    }

    /// <summary>Answers for a place.</summary>
    public async Task<HazardAnswer> AskAsync(TownSnapshot snapshot, LonLat place, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var layers = snapshot.Drawn.Where(l => l.Kind.Hazard is not null).ToList();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var zones = await ZoneReader.ZonesAsync(connection, snapshot, layers, place, cancellation);
        var covering = await ZoneReader.CoveringAsync(connection, layers, place, cancellation);
        covering.UnionWith(zones.Select(z => z.Layer.Id.Value));
        var sites = await SiteReader.AllAsync(connection, snapshot, _siteZones, place, cancellation);
        var inside = zones.Select(z => z.Layer.Id).ToHashSet();
        var loaded = layers.Select(l => l.Kind.Id).ToHashSet(StringComparer.Ordinal);
        var answer = new HazardAnswer
        {
            Position = place,
            Place = await PlaceName.OfAsync(connection, snapshot, place, cancellation),
            InTown = await ZoneReader.InTownAsync(connection, place, cancellation),
            Zones = zones,
            Checked = [.. layers.Where(l => covering.Contains(l.Id.Value))],
            NoZone = [.. layers.Where(l => covering.Contains(l.Id.Value) && !inside.Contains(l.Id)).Select(l => (l, HazardWords.NoZone(l)))],
            OutsideCoverage = [.. layers.Where(l => !covering.Contains(l.Id.Value))],
            Missing = [.. snapshot.Catalogue.Kinds.Values.Where(k => k.Hazard is not null && !loaded.Contains(k.Id)).OrderBy(k => k.Order)],
            Sites = SiteReader.Choose(sites),
            Text = "",
        };
        return answer with { Text = HazardWords.Whole(answer) };
    }
}
