using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>Words for a place: the nearest address point, else the 地番 it lies on.</summary>
internal static class PlaceName
{
    /// <summary>How far an address point may be, in degrees of latitude: about 150 m.</summary>
    private const double Reach = 0.00135;

    /// <summary>Finds the words; null when the town has neither near the place.</summary>
    public static async Task<string?> OfAsync(NpgsqlConnection connection, TownSnapshot snapshot, LonLat place, CancellationToken cancellation)
    {
        foreach (var layer in snapshot.Drawn.Where(l => l.Kind.Search is not null && l.FieldWithRole(FieldRole.HouseNumber) is not null))
        {
            if (await LabelAsync(connection, snapshot, layer, place, "ST_DWithin(t.geom, p.at, $3)", cancellation) is { } address)
                return $"{address} 付近";
        }

        foreach (var layer in snapshot.Drawn.Where(l => l.Kind.Search is not null && l.FieldWithRole(FieldRole.ParcelNumber) is not null))
        {
            if (await LabelAsync(connection, snapshot, layer, place, "ST_Intersects(t.geom, p.at) AND $3 > 0", cancellation) is { } parcel)
                return $"{parcel}（地番）";
        }

        return null;
    }

    private static async Task<string?> LabelAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, Layer layer, LonLat place, string condition, CancellationToken cancellation)
    {
        var columns = string.Concat(layer.Fields.Select(f => $", {SqlName.Column(f)}::text"));
        await using var command = new NpgsqlCommand($"""
            SELECT t.fid{columns}
            FROM {SqlName.View(snapshot.Audience, layer.Id)} t, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 6668) AS at) p
            WHERE {condition} ORDER BY t.geom <-> p.at LIMIT 1
            """, connection);
        foreach (var value in (double[])[place.Lon, place.Lat, Reach])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            return null;
        return RoleTemplate.Fill(layer.Kind.Search!.Label, layer, field =>
        {
            var column = layer.Fields.Select((f, i) => (f, i)).First(x => x.f == field).i + 1;
            return reader.IsDBNull(column) ? null : reader.GetString(column);
        });
    }
}
