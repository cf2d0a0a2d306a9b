using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>Reads emergency sites near a place, from every layer whose fields have roles <c>fits-…</c>.</summary>
internal static class SiteReader
{
    /// <summary>Most sites of an answer.</summary>
    public const int MostSites = 10;

    private const int SitesPerFlag = 3;

    /// <summary>
    /// The nearest sites, among them the three nearest that are marked fit for each hazard the place lies in; nearest first. Distance is
    /// the geodesic on the ellipsoid (geography), in metres.
    /// </summary>
    public static async Task<IReadOnlyList<SiteNearby>> NearestAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, LonLat place, IReadOnlyList<string> flags, CancellationToken cancellation)
    {
        var all = new List<SiteNearby>();
        foreach (var layer in snapshot.Drawn.Where(l => Flags(l).Any()))
            await ReadAsync(connection, snapshot, layer, place, all, cancellation);
        all.Sort((a, b) => a.Distance.CompareTo(b.Distance));
        var chosen = flags.SelectMany(flag => all.Where(s => s.Fits.GetValueOrDefault(flag) == "yes").Take(SitesPerFlag)).Distinct().Take(MostSites).ToHashSet();
        foreach (var site in all)
        {
            if (chosen.Count >= MostSites)
                break;
            chosen.Add(site);
        }

        return [.. all.Where(chosen.Contains)];
    }

    /// <summary>The sites with the hazards in whose zones they stand themselves.</summary>
    public static async Task<IReadOnlyList<SiteNearby>> WithHazardsAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, IReadOnlyList<Layer> hazards, IReadOnlyList<SiteNearby> sites, CancellationToken cancellation)
    {
        var flagged = hazards.Where(l => l.Kind.Hazard?.SiteFlag is not null).ToList();
        if (sites.Count == 0 || flagged.Count == 0)
            return sites;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in flagged)
        {
            var command = new NpgsqlBatchCommand($"""
                SELECT s.i FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS s(lon, lat, i)
                WHERE EXISTS (SELECT FROM {SqlName.View(snapshot.Audience, layer.Id)} t
                              WHERE ST_Intersects(t.geom, ST_SetSRID(ST_MakePoint(s.lon, s.lat), 6668)))
                """);
            command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. sites.Select(s => s.Position.Lon)] });
            command.Parameters.Add(new NpgsqlParameter<double[]> { TypedValue = [.. sites.Select(s => s.Position.Lat)] });
            batch.BatchCommands.Add(command);
        }

        var found = sites.Select(_ => new SortedSet<string>(StringComparer.Ordinal)).ToList();
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var layer in flagged)
        {
            while (await reader.ReadAsync(cancellation))
                found[(int)reader.GetInt64(0) - 1].Add(layer.Kind.Hazard!.SiteFlag!);
            await reader.NextResultAsync(cancellation);
        }

        return [.. sites.Select((s, i) => s with { Hazards = [.. found[i]] })];
    }

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
