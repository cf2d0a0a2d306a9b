using System.Globalization;
using Gis.Core.Catalogue;
using Gis.Engine.Hazards.Zones;
using Gis.Engine.Reading;
using Gis.Engine.Styles;
using Npgsql;

namespace Gis.Engine.Hazards;

/// <summary>Reads hazard zones and coverage where something is asked for.</summary>
internal static class ZoneReader
{
    // The very same numbers as in memory; $1 is EWKB.
    private const string Here = "ST_GeomFromEWKB($1)";

    private const string CoverageSql = $"""
        SELECT id, ST_Covers(coverage, {Here}) FROM gis.layer WHERE id = ANY ($2) AND ST_Intersects(coverage, {Here})
        UNION ALL SELECT '', CASE WHEN ST_Intersects(boundary, {Here}) THEN ST_Covers(boundary, {Here}) END FROM gis.town WHERE boundary IS NOT NULL
        """;

    private static readonly string[] Roles =
    [
        FieldRole.HazardRank, FieldRole.HazardMin, FieldRole.HazardMax, FieldRole.HazardClass, FieldRole.Scenario, FieldRole.ReturnPeriod,
    ];

    /// <summary>The zones of layers that what is asked for meets, like ones once with their number.</summary>
    public static async Task<List<(ZoneHere Zone, int Count)>> ZonesAsync(
        NpgsqlConnection connection, Audience audience, IReadOnlyList<Layer> layers, byte[] here, CancellationToken cancellation)
    {
        var zones = new List<(ZoneHere, int)>();
        if (layers.Count == 0)
            return zones;
        await using var batch = new NpgsqlBatch(connection);
        foreach (var layer in layers)
        {
            var columns = string.Join(", ", Enumerable.Range(1, ColumnCount(layer)));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                $"SELECT {Columns(layer)}, count(*) FROM {SqlName.View(audience, layer)} t WHERE ST_Intersects(t.geom, {Here}) GROUP BY {columns}")
            {
                Parameters = { new NpgsqlParameter<byte[]> { TypedValue = here } },
            });
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var layer in layers)
        {
            var count = ColumnCount(layer);
            while (await reader.ReadAsync(cancellation))
                zones.Add((Make(layer, Values(reader, count)), (int)reader.GetInt64(count)));
            await reader.NextResultAsync(cancellation);
        }

        return zones;
    }

    /// <summary>How much of what is asked for lies in the coverage of layers (by id; none is not there), and in the town (null when its border is not known).</summary>
    public static async Task<(Dictionary<string, Reach> Coverage, Reach? Town)> CoverageAsync(
        NpgsqlConnection connection, IReadOnlyList<Layer> layers, byte[] here, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(CoverageSql, connection);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = here });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. layers.Select(l => l.Id.Value)] });
        var (coverage, town) = (new Dictionary<string, Reach>(StringComparer.Ordinal), (Reach?)null);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var reach = reader.IsDBNull(1) ? Reach.None : reader.GetBoolean(1) ? Reach.Whole : Reach.Part;
            if (reader.GetString(0) is { Length: > 0 } id)
                coverage[id] = reach;
            else
                town = reach;
        }

        return (coverage, town);
    }

    /// <summary>What is selected of a zone's row, of the alias t: the values by role, then every field, as legends pick their classes by whatever field they like.</summary>
    public static string Columns(Layer layer) =>
        string.Join(", ", Roles.Select(r => layer.FieldWithRole(r) is { } f ? SqlName.Column(f) : "NULL::text")) + string.Concat(layer.Fields.Select(f => ", " + SqlName.Column(f)));

    /// <summary>Number of <see cref="Columns"/>.</summary>
    public static int ColumnCount(Layer layer) => Roles.Length + layer.Fields.Count;

    /// <summary>The values of the first columns of a row, as a tile's properties would be: text, number, truth, or null.</summary>
    public static object?[] Values(NpgsqlDataReader reader, int count)
    {
        var values = new object?[count];
        for (var i = 0; i < count; i++)
            values[i] = Plain(reader, i);
        return values;
    }

    /// <summary>A zone from the values of its <see cref="Columns"/>.</summary>
    public static ZoneHere Make(Layer layer, object?[] values)
    {
        object? Field(string name)
        {
            for (var i = 0; i < layer.Fields.Count; i++)
            {
                if (layer.Fields[i].Name == name)
                    return values[Roles.Length + i];
            }

            return null;
        }

        var zone = new ZoneHere
        {
            Layer = layer,
            Rank = Number(values[0]) is { } rank and >= long.MinValue and <= long.MaxValue ? (long)rank : null,
            Min = Number(values[1]),
            Max = Number(values[2]),
            ZoneClass = Text(values[3]),
            Scenario = Text(values[4]),
            ReturnPeriod = Text(values[5]),
            Class = LayerLegend.Of(layer).FirstOrDefault(c => FilterTest.Picks(c.Filter, Field)),
            Text = "",
        };
        return zone with { Text = HazardWords.Inside(layer.Kind.Hazard!, zone) };
    }

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
