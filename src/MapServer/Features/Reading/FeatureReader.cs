using System.Globalization;
using System.Text;
using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.Engine.Reading;
using Npgsql;

namespace Gis.MapServer.Features;

/// <summary>A page of features, written as the inside of a GeoJSON array.</summary>
/// <param name="Features">Each feature as one JSON object.</param>
/// <param name="LastFid">fid of the last one; null for an empty page.</param>
/// <param name="HasMore">Whether there are more behind it.</param>
public sealed record FeaturePage(IReadOnlyList<byte[]> Features, long? LastFid, bool HasMore);

/// <summary>Reads features of a layer as GeoJSON, through the view of a rights class.</summary>
/// <param name="source">Connections under that class's role.</param>
public sealed class FeatureReader(NpgsqlDataSource source)
{
    // 9 decimals of a degree are a tenth of a millimetre.
    private const string Selected = "SELECT t.fid, ST_AsGeoJSON(ST_ForcePolygonCCW(t.geom), 9, 0)";

    /// <summary>A page in the order of fid.</summary>
    public async Task<FeaturePage> ReadAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var command = source.CreateCommand();
        var sql = new StringBuilder(Select(snapshot, layer)).Append(Where(command, query));
        if (query.After is { } after)
            sql.Append(" AND t.fid > ").Append(Parameter(command, after));
        sql.Append(" ORDER BY t.fid LIMIT ").Append(Parameter(command, query.Limit + 1L));
        if (query.Offset > 0)
            sql.Append(" OFFSET ").Append(Parameter(command, query.Offset));
        command.CommandText = sql.ToString();

        var features = new List<byte[]>();
        long? last = null;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (features.Count == query.Limit)
                return new FeaturePage(features, last, true);
            last = reader.GetInt64(0);
            features.Add(Write(reader, layer, null));
        }

        return new FeaturePage(features, last, false);
    }

    /// <summary>One feature, with links; null when there is none of this fid.</summary>
    public async Task<byte[]?> ReadOneAsync(
        TownSnapshot snapshot, Layer layer, long fid, IReadOnlyList<Link> links, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand();
        command.CommandText = Select(snapshot, layer) + " WHERE t.fid = " + Parameter(command, fid);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Write(reader, layer, links) : null;
    }

    /// <summary>How many features a query finds, paging aside.</summary>
    public async Task<long> CountAsync(TownSnapshot snapshot, Layer layer, FeatureQuery query, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(layer);
        await using var command = source.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {SqlName.View(snapshot.Audience, layer.Id)} t{Where(command, query)}";
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static string Select(TownSnapshot snapshot, Layer layer)
    {
        var columns = string.Concat(layer.Fields.Select(f => ", " + SqlName.Column(f)));
        return $"{Selected}{columns} FROM {SqlName.View(snapshot.Audience, layer.Id)} t";
    }

    private static string Where(NpgsqlCommand command, FeatureQuery query)
    {
        if (query.Boxes.Count == 0)
            return " WHERE true";
        // A feature without a place is part of every box's answer: leaving it out would lose it silently.
        return $" WHERE ({string.Join(" OR ", query.Boxes.Select(b => Inside(command, b)))} OR t.geom IS NULL)";
    }

    private static string Inside(NpgsqlCommand command, LonLatBox b)
    {
        var box = $"ST_MakeEnvelope({Parameter(command, b.West)}, {Parameter(command, b.South)}, {Parameter(command, b.East)}, {Parameter(command, b.North)}, 6668)";
        return $"(t.geom && {box} AND ST_Intersects(t.geom, {box}))";
    }

    private static string Parameter<T>(NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }

    private static byte[] Write(NpgsqlDataReader reader, Layer layer, IReadOnlyList<Link>? links)
    {
        using var buffer = new MemoryStream(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = CatalogueJson.Options.Encoder, SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteNumber("id", reader.GetInt64(0));
            json.WritePropertyName("geometry");
            if (reader.IsDBNull(1))
                json.WriteNullValue();
            else
                json.WriteRawValue(reader.GetString(1), skipInputValidation: true);
            json.WriteStartObject("properties");
            for (var i = 0; i < layer.Fields.Count; i++)
                FieldValue.Write(json, layer.Fields[i].Name, reader, i + 2);
            json.WriteEndObject();
            if (links is not null)
                Link.WriteAll(json, links);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
