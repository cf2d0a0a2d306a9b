using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Hazards;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.MapServer.Facilities;

/// <summary>Reads facilities from every layer of their groups whose rows have names. Which fields mean what, the roles say.</summary>
/// <param name="source">Connections under the role whose views are read.</param>
public sealed class FacilityReader(NpgsqlDataSource source)
{
    private static readonly string[] Groups = ["shelter", "facility"];

    private static readonly string[] Roles =
    [
        FieldRole.Name, FieldRole.Kana, FieldRole.Address, FieldRole.Place, FieldRole.Phone, FieldRole.Url,
        FieldRole.OpenDays, FieldRole.OpenFrom, FieldRole.OpenTo, FieldRole.OpenNote,
        .. SiteState.Roles,
    ];

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "有", "あり", "有り", "1", "true", "t", "yes", "○", "〇" };

    /// <summary>Layers of facilities, in the order of lists.</summary>
    public static IEnumerable<Layer> Layers(TownSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return snapshot.Drawn.Where(l => Groups.Contains(l.Kind.Group) && l.FieldWithRole(FieldRole.Name) is not null);
    }

    /// <summary>Equipment that rows of a layer may have: role and the field that says so.</summary>
    public static IEnumerable<Field> Equipment(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return layer.Fields.Where(f => f.Role?.StartsWith(FieldRole.HasPrefix, StringComparison.Ordinal) == true);
    }

    /// <summary>All facilities of some layers, those without a place too.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="near">Where distances begin, or null.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<IReadOnlyList<Facility>> ReadAsync(
        TownSnapshot snapshot, IReadOnlyList<Layer> layers, LonLat? near, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layers);
        var found = new List<Facility>();
        if (layers.Count == 0)
            return found;
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in layers)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Sql(snapshot, layer)));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var layer in layers)
        {
            var begin = found.Count;
            while (await reader.ReadAsync(cancellation))
                found.Add(Read(reader, layer, near));
            // As soon as one of a layer has a state an incident is on, and of the others it is not known.
            if (found.Skip(begin).Any(f => f.State is not null))
            {
                for (var i = begin; i < found.Count; i++)
                    found[i] = found[i] with { State = found[i].State ?? new SiteState(Opening.Unknown, Crowding.Unknown, null) };
            }

            await reader.NextResultAsync(cancellation);
        }

        return found;
    }

    private static string Sql(TownSnapshot snapshot, Layer layer)
    {
        var byRole = string.Join(", ", Roles.Select(r => layer.FieldWithRole(r) is { } f ? SqlName.Column(f) + "::text" : "NULL::text"));
        var equipment = string.Concat(Equipment(layer).Select(f => $", {SqlName.Column(f)}::text"));
        return $"SELECT t.fid, ST_X(p.at), ST_Y(p.at), {byRole}{equipment} FROM {SqlName.View(snapshot.Audience, layer)} t, LATERAL (SELECT ST_PointOnSurface(t.geom) AS at) p";
    }

    private static Facility Read(NpgsqlDataReader reader, Layer layer, LonLat? near)
    {
        string? Text(int column) => reader.IsDBNull(column) || string.IsNullOrWhiteSpace(reader.GetString(column)) ? null : reader.GetString(column).Trim();
        string? Role(string role) => Text(3 + Array.IndexOf(Roles, role));
        var name = Role(FieldRole.Name) ?? layer.Title;
        LonLat? position = reader.IsDBNull(1) ? null : new LonLat(reader.GetDouble(1), reader.GetDouble(2));
        return new Facility
        {
            Layer = layer,
            Fid = reader.GetInt64(0),
            Name = name,
            Reading = Role(FieldRole.Kana) ?? name,
            Address = Role(FieldRole.Address),
            Where = Role(FieldRole.Place),
            Phone = Role(FieldRole.Phone),
            Url = Role(FieldRole.Url) is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? Role(FieldRole.Url) : null,
            Hours = Hours(Role(FieldRole.OpenDays), Role(FieldRole.OpenFrom), Role(FieldRole.OpenTo), Role(FieldRole.OpenNote)),
            State = SiteState.Read(Role(FieldRole.OpeningState), Role(FieldRole.Crowding), Role(FieldRole.StateTime)),
            Position = position,
            Has = Equipment(layer).Select((f, i) => (f, Value: Text(3 + Roles.Length + i))).Where(e => e.Value is not null && Yes.Contains(e.Value))
                .Select(e => e.f.Role!).ToHashSet(StringComparer.Ordinal),
            Distance = near is { } from && position is { } to ? from.DistanceTo(to) : null,
        };
    }

    private static OpeningHours? Hours(string? days, string? from, string? to, string? note) =>
        (days ?? from ?? to ?? note) is null ? null : new OpeningHours(days, from, to, note);
}
