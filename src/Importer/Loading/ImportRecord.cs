using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gis.Core.Catalogue;
using Gis.Importer.Kinds;
using Gis.Importer.Report;
using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Loading;

/// <summary>The import's own record in the database: files, options, report, rows set aside.</summary>
internal static class ImportRecord
{
    private const string LastSql = """
        SELECT source_sha256, options::text FROM gis.import WHERE layer_id = $1 AND NOT report ? 'undoneBy' AND NOT report ? 'pinsBefore' ORDER BY id DESC LIMIT 1
        """;

    private const string InsertSql = """
        INSERT INTO gis.import (layer_id, source_name, source_sha256, options, started_at, actor, revision, report, id) OVERRIDING SYSTEM VALUE
        VALUES ($1, $2, $3, $4::jsonb, $5, $6, $7, $8::jsonb, $9)
        """;

    private const string LinkSql = "UPDATE gis.revision SET import_id = $3 WHERE layer_id = $1 AND revision = $2";

    /// <summary>One hash over all files of a request.</summary>
    public static byte[] Digest(ImportRequest request) => request.Sources.Count == 1
        ? Convert.FromHexString(request.Sources[0].Sha256)
        : SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', request.Sources.Select(s => s.Sha256))));

    /// <summary>Everything besides the files that decides what an import writes.</summary>
    public static string Options(ImportRequest request) => JsonSerializer.Serialize(
        new
        {
            kind = request.Kind.Kind.Id,
            preset = KindSet.Fingerprint(request.Kind.Kind),
            program = ProgramVersion,
            reading = request.ReadingText,
            datasets = request.Datasets.Select(d => d.Name),
            request.Wishes,
        },
        CatalogueJson.Options);

    /// <summary>Version of what an import makes of a file; raised when the same file should be loaded again.</summary>
    public const int ProgramVersion = 1;

    /// <summary>Whether the last import that still counts was of the same files with the same options.</summary>
    public static async Task<bool> IsRepeatAsync(NpgsqlConnection connection, ImportRequest request, CancellationToken cancellation)
    {
        await using var command = Sql.Command(connection, LastSql, request.Layer.Value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            && reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(Digest(request))
            && JsonNode.DeepEquals(JsonNode.Parse(reader.GetString(1)), JsonNode.Parse(Options(request)));
    }

    /// <summary>The id of the record that will be written.</summary>
    public static Task<long> NewIdAsync(NpgsqlConnection connection, CancellationToken cancellation) =>
        Sql.ValueAsync<long>(connection, "SELECT nextval(pg_get_serial_sequence('gis.import', 'id'))", cancellation);

    /// <summary>Writes the record and the rows set aside.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, ImportRequest request, ImportReport report, string actor, string? before, SetAsideRows setAside, CancellationToken cancellation)
    {
        var json = JsonNode.Parse(ReportJson.Write(report))!.AsObject();
        json["catalogueBefore"] = before is null ? null : JsonNode.Parse(before);
        await using var command = new NpgsqlCommand(InsertSql, connection);
        command.Parameters.Add(new() { Value = request.Layer.Value });
        command.Parameters.Add(new() { Value = string.Join(", ", request.Sources.Select(s => s.File)) });
        command.Parameters.Add(new() { Value = Digest(request) });
        command.Parameters.Add(new() { Value = Options(request) });
        command.Parameters.Add(new() { Value = report.StartedAt });
        command.Parameters.Add(new() { Value = actor });
        command.Parameters.Add(new() { Value = report.Revision is { } revision ? revision : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = JsonText.WithoutNul(json.ToJsonString(CatalogueJson.Options)) });
        command.Parameters.Add(new() { Value = setAside.Import });
        await command.ExecuteNonQueryAsync(cancellation);
        if (report.Revision is { } made)
            await Sql.RunAsync(connection, LinkSql, cancellation, request.Layer.Value, made, setAside.Import);
        await setAside.WriteAsync(connection, cancellation);
    }
}
