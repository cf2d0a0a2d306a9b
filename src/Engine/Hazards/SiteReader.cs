using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>Reads emergency sites near a place, from every layer whose fields have roles <c>fits-…</c>.</summary>
internal static class SiteReader
{
    /// <summary>How many sites an answer names whatever they are fit for.</summary>
    public const int Nearest = 10;

    /// <summary>How many sites an answer names for each hazard, fit for it and out of its reach.</summary>
    public const int NearestFit = 3;

    /// <summary>Every site of the town, nearest first; those equally far in the order of layer and fid. Distance is the geodesic on the
    /// ellipsoid (geography), in metres.</summary>
    public static async Task<IReadOnlyList<SiteNearby>> AllAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, SiteZones zones, LonLat place, CancellationToken cancellation)
    {
        var inZones = await zones.OfAsync(connection, snapshot, cancellation);
        var all = new List<SiteNearby>();
        foreach (var layer in Layers(snapshot))
            await ReadAsync(connection, snapshot, layer, place, all, cancellation);
        return [.. all.Select(s => s with { Hazards = inZones.GetValueOrDefault((s.Layer.Id, s.Fid), []) })
            .OrderBy(s => s.Distance).ThenBy(s => s.Layer.Id.Value, StringComparer.Ordinal).ThenBy(s => s.Fid)];
    }

    /// <summary>
    /// What an answer names of all sites: the nearest, and for every hazard the nearest that one may go to. Without the second, a place deep
    /// in a zone would name only sites that stand in the same water.
    /// </summary>
    /// <param name="all">Every site, nearest first.</param>
    public static IReadOnlyList<SiteNearby> Choose(IReadOnlyList<SiteNearby> all)
    {
        var chosen = all.Take(Nearest).ToHashSet();
        foreach (var flag in all.SelectMany(s => s.Fits.Keys).Distinct(StringComparer.Ordinal))
            chosen.UnionWith(all.Where(s => s.IsFor(flag)).Take(NearestFit));
        return [.. all.Where(chosen.Contains)];
    }

    /// <summary>Layers of emergency sites: those that say for which hazards they are.</summary>
    public static IEnumerable<Layer> Layers(TownSnapshot snapshot) => snapshot.Drawn.Where(l => Flags(l).Any());

    private static IEnumerable<(Field Field, string Flag)> Flags(Layer layer) => layer.Fields
        .Where(f => f.Role?.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) == true)
        .Select(f => (f, f.Role![FieldRole.FitsPrefix.Length..]));

    private static async Task ReadAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, Layer layer, LonLat place, List<SiteNearby> into, CancellationToken cancellation)
    {
        var flags = Flags(layer).ToList();
        string Column(string role) => layer.FieldWithRole(role) is { } field ? SqlName.Column(field) + "::text" : "NULL::text";
        // A town has hundreds of sites, not more: the exact distance to each is cheaper than it is to be clever in degrees.
        await using var command = new NpgsqlCommand($"""
            SELECT t.fid, {Column(FieldRole.Name)}, {Column(FieldRole.Address)}, ST_X(p.at), ST_Y(p.at),
                   ST_Distance(p.at::geography, ST_SetSRID(ST_MakePoint($1, $2), 6668)::geography)
                   {string.Concat(flags.Select(f => $", {SqlName.Column(f.Field)}::text"))}
            FROM {SqlName.View(snapshot.Audience, layer.Id)} t, LATERAL (SELECT ST_PointOnSurface(t.geom) AS at) p
            WHERE t.geom IS NOT NULL
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lon });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lat });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var position = new LonLat(reader.GetDouble(3), reader.GetDouble(4));
            var fits = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < flags.Count; i++)
            {
                if (!reader.IsDBNull(6 + i))
                    fits[flags[i].Flag] = reader.GetString(6 + i);
            }

            into.Add(new SiteNearby
            {
                Layer = layer,
                Fid = reader.GetInt64(0),
                Name = reader.IsDBNull(1) ? layer.Title : reader.GetString(1),
                Address = reader.IsDBNull(2) ? null : reader.GetString(2),
                Position = position,
                Distance = reader.GetDouble(5),
                Direction = Direction.Of(place.BearingTo(position)),
                Fits = fits,
            });
        }
    }
}
