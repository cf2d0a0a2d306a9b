using Npgsql;
using NpgsqlTypes;

namespace Gis.Importer.Loading;

/// <summary>The town's own row.</summary>
internal static class TownRow
{
    private const string UpsertSql = """
        INSERT INTO gis.town (code, name, notice, plane_zone, contact) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (only_row) DO UPDATE SET code = excluded.code, name = excluded.name, notice = excluded.notice, plane_zone = excluded.plane_zone,
            contact = coalesce(excluded.contact, gis.town.contact)
        """;

    /// <summary>Writes it; the boundary stays.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection, string code, string name, string? notice, int zone, string? contact, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(UpsertSql, connection);
        command.Parameters.Add(new() { Value = code });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = notice is null ? DBNull.Value : notice, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = zone });
        command.Parameters.Add(new() { Value = contact is null ? DBNull.Value : contact, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
