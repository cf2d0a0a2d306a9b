using System.Text.Json;
using Gis.Core.Catalogue;
using Gis.MapServer.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Gis.MapServer.Features.Writing;

/// <summary>What became of a write.</summary>
/// <param name="Fid">The feature.</param>
/// <param name="Version">Its version now, as entity tags name it.</param>
/// <param name="Revision">The layer's revision now.</param>
public sealed record Written(long Fid, long Version, long Revision);

/// <summary>
/// Writes features for staff. Everything that matters is decided by functions of the database (migration 0014): this role has no right to write on any table.
/// </summary>
/// <param name="source">Connections of the staff role.</param>
public sealed class FeatureWriter(NpgsqlDataSource source)
{
    private const string WriteSql = "SELECT outcome, fid, version, revision FROM gis.write_feature($1, $2, $3, $4, $5, $6, $7, $8)";

    /// <summary>Whether an account may edit a layer.</summary>
    public async Task<bool> MayEditAsync(LayerId layer, string account, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand("SELECT gis.may_edit($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        return (string)(await command.ExecuteScalarAsync(cancellation))! == "yes";
    }

    /// <summary>Writes a feature in a transaction of its own.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="operation"><c>create</c>, <c>replace</c>, <c>update</c> or <c>delete</c>.</param>
    /// <param name="fid">The feature; null when it is new.</param>
    /// <param name="body">What is written; null for a deletion.</param>
    /// <param name="version">What the row must be; null: whatever it is.</param>
    /// <param name="account">Who writes.</param>
    /// <param name="cancellation">Ends the waiting for a lock.</param>
    /// <exception cref="RequestProblemException">There is no such feature, it is another version, or the account may not.</exception>
    public async Task<Written> WriteAsync(
        LayerId layer, string operation, long? fid, FeatureBody? body, long? version, string account, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(WriteSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = layer.Value });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = operation });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)fid ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = body is null ? DBNull.Value : JsonSerializer.Serialize(body.Values, CatalogueJson.Options),
            NpgsqlDbType = NpgsqlDbType.Jsonb,
        });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = body?.HasShape ?? false });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)body?.Ewkb ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)version ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = account });
        try
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            await reader.ReadAsync(cancellation);
            return reader.GetString(0) switch
            {
                "done" => new Written(reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3)),
                "changed" => throw new RequestProblemException(
                    StatusCodes.Status412PreconditionFailed, "ほかの人がこの地物を変えました。もう一度読み込んで、変更をやり直してください。"),
                "forbidden" => throw new RequestProblemException(StatusCodes.Status403Forbidden, "このデータを変える権限がありません。"),
                "unknown" => throw RequestProblemException.Bad("このデータにない項目が properties にあります（項目の一覧は schema にあります）。"),
                _ => throw RequestProblemException.NotFound("この番号の地物はありません。"),
            };
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal))
        {
            throw RequestProblemException.Bad("この値は登録できません。値の範囲と種類を確かめてください。");
        }
    }
}
