using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Core.Japanese;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>
/// Words for a place: the nearest address point, else the 地番 it lies on, else the nearest. Only numbers that people use count: 水-4 or
/// 道-12 are the land register's own names for water and roads.
/// </summary>
internal static class PlaceName
{
    /// <summary>How far an address point may be, in degrees of latitude: about 150 m.</summary>
    private const double Reach = 0.00135;

    /// <summary>Finds the words; null when the town has neither near the place.</summary>
    public static async Task<string?> OfAsync(NpgsqlConnection connection, TownSnapshot snapshot, LonLat place, CancellationToken cancellation)
    {
        foreach (var layer in Named(snapshot, FieldRole.HouseNumber))
        {
            if (await NearestAsync(connection, snapshot, layer, place, cancellation) is { } address)
                return $"{address.Label} 付近";
        }

        foreach (var layer in Named(snapshot, FieldRole.ParcelNumber))
        {
            if (await NearestAsync(connection, snapshot, layer, place, cancellation) is { } parcel)
                return parcel.Touches ? $"{parcel.Label}（地番）" : $"{parcel.Label}（地番）付近";
        }

        return null;
    }

    private static IEnumerable<Layer> Named(TownSnapshot snapshot, string role) =>
        snapshot.Drawn.Where(l => l.Kind.Search is not null && l.FieldWithRole(role) is not null);

    private static async Task<(string Label, bool Touches)?> NearestAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, Layer layer, LonLat place, CancellationToken cancellation)
    {
        var columns = string.Concat(layer.Fields.Select(f => $", {SqlName.Column(f)}::text"));
        await using var command = new NpgsqlCommand($"""
            SELECT ST_Intersects(t.geom, p.at){columns}
            FROM {SqlName.View(snapshot.Audience, layer)} t, (SELECT ST_SetSRID(ST_MakePoint($1, $2), 6668) AS at) p
            WHERE ST_DWithin(t.geom, p.at, $3) ORDER BY t.geom <-> p.at LIMIT 20
            """, connection);
        foreach (var value in (double[])[place.Lon, place.Lat, Reach])
            command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            string? Value(Field field)
            {
                var column = layer.Fields.Select((f, i) => (f, i)).First(x => x.f == field).i + 1;
                return reader.IsDBNull(column) ? null : reader.GetString(column);
            }

            var number = layer.FieldWithRole(FieldRole.ParcelNumber);
            var used = number is null || ParcelNumber.Parse(Value(number)) is { IsPlain: true };
            if (used && RoleTemplate.Fill(layer.Kind.Search!.Label, layer, Value) is { } label)
                return (label, reader.GetBoolean(0));
        }

        return null;
    }
}
