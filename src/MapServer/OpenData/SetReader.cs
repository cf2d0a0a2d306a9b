using Gis.Core.Catalogue;
using Gis.Core.Geodesy;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.MapServer.OpenData;

/// <summary>What a page shows of a set's content.</summary>
/// <param name="Fields">Fields of the columns shown.</param>
/// <param name="Rows">The first rows, as text; null where there is no value.</param>
/// <param name="History">Revisions with the moment each was made, newest first.</param>
/// <param name="Issued">When the set was first there.</param>
public sealed record SetContent(IReadOnlyList<Field> Fields, IReadOnlyList<IReadOnlyList<string?>> Rows, IReadOnlyList<(long Revision, DateTimeOffset At)> History, DateTimeOffset? Issued);

/// <summary>Reads a few rows of a set and its history through the views of this server's class.</summary>
/// <param name="source">Connections under that role.</param>
public sealed class SetReader(NpgsqlDataSource source)
{
    private const int ShownRows = 8;
    private const int ShownColumns = 5;
    private const int MostDots = 600;

    private const string HistorySql = "SELECT revision, max(at) FROM gis.change WHERE layer_id = $1 GROUP BY revision ORDER BY revision DESC LIMIT 10";

    private const string IssuedSql = "SELECT created_at FROM gis.layer WHERE id = $1";

    /// <summary>Fields that the public may see: staff looking at the list of open data are shown what is open.</summary>
    public static IReadOnlyList<Field> OpenFields(Layer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return [.. layer.Fields.Where(f => f.RightsClass == Audience.Public.ToText())];
    }

    /// <summary>Reads it.</summary>
    /// <param name="snapshot">The catalogue.</param>
    /// <param name="layer">The set.</param>
    /// <param name="cancellation">Ends the queries.</param>
    public async Task<SetContent> ReadAsync(TownSnapshot snapshot, Layer layer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        await using var connection = await source.OpenConnectionAsync(cancellation);
        var history = new List<(long, DateTimeOffset)>();
        await using (var command = new NpgsqlCommand(HistorySql, connection) { Parameters = { new() { Value = layer.Id.Value } } })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                history.Add((reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1)));
        }

        await using var issue = new NpgsqlCommand(IssuedSql, connection) { Parameters = { new() { Value = layer.Id.Value } } };
        var issued = await issue.ExecuteScalarAsync(cancellation) is DateTime at ? new DateTimeOffset(at) : (DateTimeOffset?)null;

        // The staff's view has rows that the public does not see; their list shows none.
        var fields = snapshot.Audience == Audience.Public ? OpenFields(layer) : [];
        var rows = fields.Count == 0 ? [] : await RowsAsync(connection, snapshot, layer, fields, cancellation);
        var shown = Columns(fields, rows);
        return new SetContent([.. shown.Select(i => fields[i])], [.. rows.Select(r => (IReadOnlyList<string?>)[.. shown.Select(i => r[i])])], history, issued);
    }

    // The first that have values; those that say the same in every row, codes and readings only where nothing else is left.
    private static List<int> Columns(IReadOnlyList<Field> fields, List<string?[]> rows)
    {
        var filled = Enumerable.Range(0, fields.Count).Where(i => fields[i].InPanel && rows.Any(r => !string.IsNullOrWhiteSpace(r[i]))).ToList();
        bool Tells(int i) => fields[i].Role is not ("id" or FieldRole.Kana) && rows.Select(r => r[i]).Distinct().Skip(1).Any();
        return [.. filled.OrderBy(i => Tells(i) ? 0 : 1).Take(ShownColumns).Order()];
    }

    /// <summary>Places of a set of points, spread over all of its rows where they are many.</summary>
    public async Task<IReadOnlyList<LonLat>> PointsAsync(TownSnapshot snapshot, Layer layer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        var step = Math.Max(1, layer.FeatureCount / MostDots);
        return await PlacesAsync($"SELECT ST_X(p.at), ST_Y(p.at) FROM {SqlName.View(snapshot.Audience, layer)} t, LATERAL (SELECT ST_PointOnSurface(t.geom) AS at) p WHERE t.geom IS NOT NULL AND t.fid % {step} = 0 LIMIT {2 * MostDots}", cancellation);
    }

    /// <summary>The place of the thing nearest to the middle of a set, or null.</summary>
    public async Task<LonLat?> MiddleAsync(TownSnapshot snapshot, Layer layer, LonLat middle, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        var found = await PlacesAsync(
            FormattableString.Invariant($"SELECT ST_X(p.at), ST_Y(p.at) FROM {SqlName.View(snapshot.Audience, layer)} t, LATERAL (SELECT ST_PointOnSurface(t.geom) AS at) p WHERE t.geom IS NOT NULL ORDER BY t.geom <-> ST_SetSRID(ST_MakePoint({middle.Lon:R}, {middle.Lat:R}), 6668) LIMIT 1"), cancellation);
        return found.Count == 0 ? null : found[0];
    }

    private async Task<List<LonLat>> PlacesAsync(string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var places = new List<LonLat>();
        while (await reader.ReadAsync(cancellation))
            places.Add(new LonLat(reader.GetDouble(0), reader.GetDouble(1)));
        return places;
    }

    private static async Task<List<string?[]>> RowsAsync(NpgsqlConnection connection, TownSnapshot snapshot, Layer layer, IReadOnlyList<Field> fields, CancellationToken cancellation)
    {
        var columns = string.Join(", ", fields.Select(f => $"left({SqlName.Column(f)}::text, 200)"));
        await using var command = new NpgsqlCommand($"SELECT {columns} FROM {SqlName.View(snapshot.Audience, layer)} t ORDER BY t.fid LIMIT {ShownRows}", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<string?[]>();
        while (await reader.ReadAsync(cancellation))
            rows.Add([.. fields.Select((f, i) => reader.IsDBNull(i) ? null : f.Codes?.GetValueOrDefault(reader.GetString(i)) ?? reader.GetString(i))]);
        return rows;
    }
}
