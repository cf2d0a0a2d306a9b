using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>Reads hazard zones and coverage at a place.</summary>
internal static class ZoneReader
{
    private const string Here = "ST_SetSRID(ST_MakePoint($1, $2), 6668)";

    private const string CoverageSql = $"SELECT id FROM gis.layer WHERE id = ANY($3) AND ST_Intersects(coverage, {Here})";

    private const string TownSql = $"SELECT ST_Intersects(boundary, {Here}) FROM gis.town WHERE boundary IS NOT NULL";

    private static readonly string[] Roles =
    [
        FieldRole.HazardRank, FieldRole.HazardMin, FieldRole.HazardMax, FieldRole.HazardClass, FieldRole.Scenario, FieldRole.ReturnPeriod,
    ];

    /// <summary>The zones of all layers that a place lies in or on the edge of, like ones once.</summary>
    public static async Task<IReadOnlyList<ZoneHere>> ZonesAsync(
        NpgsqlConnection connection, TownSnapshot snapshot, IReadOnlyList<Layer> layers, LonLat place, CancellationToken cancellation)
    {
        if (layers.Count == 0)
            return [];
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in layers)
            batch.BatchCommands.Add(At(new NpgsqlBatchCommand(Sql(snapshot, layer)), place));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var zones = new List<ZoneHere>();
        foreach (var layer in layers)
        {
            while (await reader.ReadAsync(cancellation))
                zones.Add(Read(reader, layer));
            await reader.NextResultAsync(cancellation);
        }

        return [.. zones.OrderByDescending(z => z.Class?.Severity ?? 50).ThenBy(z => z.Layer.Kind.Order)];
    }

    /// <summary>Which of the layers have a recorded coverage that holds a place.</summary>
    public static async Task<HashSet<string>> CoveringAsync(
        NpgsqlConnection connection, IReadOnlyList<Layer> layers, LonLat place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(CoverageSql, connection);
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lon });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lat });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. layers.Select(l => l.Id.Value)] });
        var covering = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            covering.Add(reader.GetString(0));
        return covering;
    }

    /// <summary>Whether a place lies in the town; null when its border is not known.</summary>
    public static async Task<bool?> InTownAsync(NpgsqlConnection connection, LonLat place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(TownSql, connection);
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lon });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lat });
        return await command.ExecuteScalarAsync(cancellation) as bool?;
    }

    private static NpgsqlBatchCommand At(NpgsqlBatchCommand command, LonLat place)
    {
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lon });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = place.Lat });
        return command;
    }

    // The values by role, then every field: legends pick their classes by whatever field they like.
    private static string Sql(TownSnapshot snapshot, Layer layer)
    {
        var byRole = string.Join(", ", Roles.Select(r => layer.FieldWithRole(r) is { } f ? SqlName.Column(f) : "NULL::text"));
        var all = string.Concat(layer.Fields.Select(f => ", " + SqlName.Column(f)));
        return $"SELECT DISTINCT {byRole}{all} FROM {SqlName.View(snapshot.Audience, layer.Id)} t WHERE ST_Intersects(t.geom, {Here})";
    }

    private static ZoneHere Read(NpgsqlDataReader reader, Layer layer)
    {
        object? Field(string name)
        {
            for (var i = 0; i < layer.Fields.Count; i++)
            {
                if (layer.Fields[i].Name == name)
                    return Plain(reader, Roles.Length + i);
            }

            return null;
        }

        var zone = new ZoneHere
        {
            Layer = layer,
            Rank = Number(Plain(reader, 0)) is { } rank and >= long.MinValue and <= long.MaxValue ? (long)rank : null,
            Min = Number(Plain(reader, 1)),
            Max = Number(Plain(reader, 2)),
            ZoneClass = Text(Plain(reader, 3)),
            Scenario = Text(Plain(reader, 4)),
            ReturnPeriod = Text(Plain(reader, 5)),
            Class = LayerLegend.Of(layer).FirstOrDefault(c => FilterTest.Picks(c.Filter, Field)),
            Text = "",
        };
        return zone with { Text = HazardWords.Inside(layer.Kind.Hazard!, zone) };
    }

    // As a tile's property would be: text, number, truth.
    private static object? Plain(NpgsqlDataReader reader, int column) => reader.GetValue(column) switch
    {
        DBNull => null,
        string text => text,
        bool flag => flag,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        var other => other.ToString(),
    };

    private static double? Number(object? value) => value switch
    {
        double d when double.IsFinite(d) => d,
        string s when double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) => d,
        _ => null,
    };

    private static string? Text(object? value) =>
        value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text ? text : null;
}
