using System.Text.Json;
using Gis.Core.Standards;
using Npgsql;

namespace Gis.MapServer.OpenData;

/// <summary>
/// Reads which files may be taken now. It is asked for every answer and kept nowhere: the database alone knows at once when a field or a layer was withdrawn
/// (<c>gis.export_offer</c>).
/// </summary>
/// <param name="source">Connections under the role of this server.</param>
public sealed class OfferReader(NpgsqlDataSource source)
{
    // Of each format the newest; the public's files only, on the staff's server too.
    private const string Sql = """
        SELECT DISTINCT ON (layer_id, format) layer_id, format, revision, file, bytes, row_count, encode(sha256, 'hex'), remarks, made_at, quality::text
        FROM gis.export_offer WHERE audience = 'public' AND ($1::text IS NULL OR layer_id = $1) AND ($2::text IS NULL OR format = $2)
        ORDER BY layer_id, format, revision DESC
        """;

    private const string IssuedSql = "SELECT id, created_at FROM gis.layer";

    /// <summary>The files that may be taken.</summary>
    /// <param name="layer">Of one layer only; null: of all.</param>
    /// <param name="format">Of one format only; null: of all.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<IReadOnlyList<Offer>> ReadAsync(string? layer, string? format, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = layer });
        command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = format });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var offers = new List<Offer>();
        while (await reader.ReadAsync(cancellation))
        {
            if (DownloadFormat.All.FirstOrDefault(f => f.Id == reader.GetString(1)) is not { } known)
                continue;
            offers.Add(new Offer
            {
                Layer = reader.GetString(0),
                Format = known,
                Revision = reader.GetInt64(2),
                File = reader.GetString(3),
                Bytes = reader.GetInt64(4),
                Rows = reader.GetInt64(5),
                Sha256 = reader.GetString(6),
                Remarks = reader.GetFieldValue<string[]>(7),
                MadeAt = reader.GetFieldValue<DateTimeOffset>(8),
                Quality = reader.IsDBNull(9) ? null : JsonSerializer.Deserialize<ListQuality>(reader.GetString(9), JsonSerializerOptions.Web),
            });
        }

        return offers;
    }

    /// <summary>When each layer was first there.</summary>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> IssuedAsync(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(IssuedSql);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var issued = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
            issued[reader.GetString(0)] = reader.GetFieldValue<DateTimeOffset>(1);
        return issued;
    }
}
