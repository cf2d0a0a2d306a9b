using Gis.Core.Catalogue;
using Npgsql;

namespace Gis.Importer.Loading;

/// <summary>Small things every step writes: quoted names, commands with parameters.</summary>
internal static class Sql
{
    /// <summary>For COPY, which knows no "unlimited": zero would mean at once.</summary>
    public static TimeSpan LongEnough { get; } = TimeSpan.FromDays(1);

    /// <summary>A quoted identifier; any character of a source's column name is allowed.</summary>
    public static string Name(string identifier) => "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A quoted schema and table.</summary>
    public static string Table(string schema, LayerId layer) => Name(schema) + "." + Name(layer.Value);

    /// <summary>A quoted text, for statements that take no parameters.</summary>
    public static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A command with positional parameters and no time limit: an import takes as long as it takes.</summary>
    public static NpgsqlCommand Command(NpgsqlConnection connection, string sql, params object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(value as NpgsqlParameter ?? new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows it touched.</returns>
    public static async Task<long> RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first value of the first row, or the default of the type for none or NULL.</summary>
    public static async Task<T?> ValueAsync<T>(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object?[] values)
    {
        await using var command = Command(connection, sql, values);
        return await command.ExecuteScalarAsync(cancellation) is T value ? value : default;
    }
}
