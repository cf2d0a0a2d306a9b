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

    /// <summary>Sites as seen from a place, nearest first; those equally far in the order of layer and fid. Distance is the geodesic on the ellipsoid, in metres.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="sites">The sites.</param>
    /// <param name="flags">Flags of the hazards in whose zones each stands.</param>
    /// <param name="place">The place.</param>
    public static IReadOnlyList<SiteNearby> From(
        TownSnapshot snapshot, IEnumerable<Site> sites, IReadOnlyDictionary<(LayerId Layer, long Fid), IReadOnlyList<string>> flags, LonLat place) =>
        [.. sites.Where(s => snapshot.Find(s.Layer.Value) is not null)
            .Select(s => new SiteNearby
            {
                Layer = snapshot.Find(s.Layer.Value)!,
                Fid = s.Fid,
                Name = s.Name ?? snapshot.Find(s.Layer.Value)!.Title,
                Address = s.Address,
                Position = s.Position,
                Distance = Geodesic.Distance(place, s.Position),
                Direction = Direction.Of(place.BearingTo(s.Position)),
                Fits = s.Fits,
                State = s.State,
                Hazards = flags.GetValueOrDefault((s.Layer, s.Fid), []),
            })
            .OrderBy(s => s.Distance).ThenBy(s => s.Layer.Id.Value, StringComparer.Ordinal).ThenBy(s => s.Fid)];

    /// <summary>
    /// What an answer names of all sites: the nearest, and for every hazard the nearest that one may go to. Without the second, a place deep
    /// in a zone would name only sites that stand in the same water.
    /// </summary>
    /// <param name="all">Every site, nearest first.</param>
    public static IReadOnlyList<SiteNearby> Choose(IReadOnlyList<SiteNearby> all)
    {
        var chosen = all.Take(Nearest).ToHashSet();
        foreach (var flag in all.SelectMany(s => s.Fits.Keys).Distinct(StringComparer.Ordinal))
        {
            chosen.UnionWith(all.Where(s => s.IsFor(flag)).Take(NearestFit));
            // While an incident is on, the nearest may all be shut.
            chosen.UnionWith(all.Where(s => s.IsFor(flag) && !s.IsShut).Take(NearestFit));
        }

        return [.. all.Where(chosen.Contains)];
    }

    /// <summary>Layers of emergency sites: those that say for which hazards they are.</summary>
    public static IEnumerable<Layer> Layers(TownSnapshot snapshot) => snapshot.Drawn.Where(l => Flags(l).Any());

    private static IEnumerable<(Field Field, string Flag)> Flags(Layer layer) => layer.Fields
        .Where(f => f.Role?.StartsWith(FieldRole.FitsPrefix, StringComparison.Ordinal) == true)
        .Select(f => (f, f.Role![FieldRole.FitsPrefix.Length..]));

    /// <summary>The statement that reads a layer's sites.</summary>
    public static string Sql(Audience audience, Layer layer)
    {
        string Column(string role) => layer.FieldWithRole(role) is { } field ? SqlName.Column(field) + "::text" : "NULL::text";
        return $"""
            SELECT t.fid, {Column(FieldRole.Name)}, {Column(FieldRole.Address)}, ST_X(p.at), ST_Y(p.at), GeometryType(t.geom) = 'POINT'
                   {string.Concat(SiteState.Roles.Select(r => ", " + Column(r)))}{string.Concat(Flags(layer).Select(f => $", {SqlName.Column(f.Field)}::text"))}
            FROM {SqlName.View(audience, layer)} t, LATERAL (SELECT ST_PointOnSurface(t.geom) AS at) p
            WHERE NOT ST_IsEmpty(t.geom)
            """;
    }

    /// <summary>Reads a layer's sites: a town has hundreds, not more.</summary>
    public static async Task<IReadOnlyList<Site>> ReadAsync(NpgsqlConnection connection, Audience audience, Layer layer, CancellationToken cancellation)
    {
        var (flags, sites) = (Flags(layer).ToList(), new List<Site>());
        await using var command = new NpgsqlCommand(Sql(audience, layer), connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
            var fits = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var i = 0; i < flags.Count; i++)
            {
                if (Text(6 + SiteState.Roles.Count + i) is { } fit)
                    fits[flags[i].Flag] = fit;
            }

            sites.Add(new Site(layer.Id, reader.GetInt64(0), Text(1), Text(2), new LonLat(reader.GetDouble(3), reader.GetDouble(4)), reader.GetBoolean(5), fits)
            {
                State = SiteState.Read(Text(6), Text(7), Text(8)),
            });
        }

        return WithUnknown(sites);
    }

    // As soon as one site of a layer has a state an incident is on, and of the others it is not known.
    private static List<Site> WithUnknown(List<Site> sites) => sites.TrueForAll(s => s.State is null)
        ? sites
        : sites.ConvertAll(s => s.State is null ? s with { State = new SiteState(Opening.Unknown, Crowding.Unknown, null) } : s);
}
